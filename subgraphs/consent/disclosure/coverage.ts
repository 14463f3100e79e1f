import { type Category, Statement } from '../../kit/index.js';
import { open } from './open.js';

/**
 * What is open to a recipient for whatever purpose: a wall against the recipient as a whole (agency or unit) closes everything.
 * $1 victim, $2 agency, $3 unit
 */
export const COVERAGE = new Statement<{ category: Category; until: Date }>(
  'consent.coverage',
  `WITH ${open('ARRAY[$1::uuid]', { agency: '$2::text', unit: '$3::text' })} SELECT category, until FROM open`,
);

/** The same for one purpose: what may be used now, not what may travel. $4 purpose */
export const COVERAGE_FOR_PURPOSE = new Statement<{ category: Category; until: Date }>(
  'consent.coverageForPurpose',
  `WITH ${open('ARRAY[$1::uuid]', { agency: '$2::text', unit: '$3::text', purpose: '$4::text' })} SELECT category, until FROM open`,
);
