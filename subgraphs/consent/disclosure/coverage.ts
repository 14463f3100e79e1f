import { type Category, Statement } from '../../kit/index.js';
import { open, type Reader, walled } from './open.js';

type Row = { readonly walled: boolean } & (
  | { readonly category: Category; readonly until: Date }
  | { readonly category: null; readonly until: null }
);

/**
 * A wall against the recipient as a whole (agency or unit) closes everything, and is told; one row without a category when nothing is open.
 * $1 victim, $2 agency, $3 unit
 */
const coverage = (name: string, recipient: Reader) =>
  new Statement<Row>(
    name,
    `WITH ${open('ARRAY[$1::uuid]', recipient)} SELECT recipient.walled, open.category, open.until
     FROM (SELECT ${walled('$1::uuid', recipient)} AS walled) recipient LEFT JOIN open ON true`,
  );

const RECIPIENT = { agency: '$2::text', unit: '$3::text' };

/** What is open to a recipient for whatever purpose. */
export const COVERAGE = coverage('consent.coverage', RECIPIENT);

/** The same for one purpose: what may be used now, not what may travel. $4 purpose */
export const COVERAGE_FOR_PURPOSE = coverage('consent.coverageForPurpose', { ...RECIPIENT, purpose: '$4::text' });

/** Of several at once, those of whom a category may be used now. $1 victims, $2 agency, $3 unit, $4 purpose, $5 category */
export const OPEN_OF_MANY = new Statement<{ readonly key: string }>(
  'consent.openOfMany',
  `WITH ${open('$1::uuid[]', { ...RECIPIENT, purpose: '$4::text' })} SELECT open.key FROM open WHERE open.category = $5::text`,
);
