import { Statement } from '../../kit/index.js';
import type { Region } from './types.js';

/** All twenty: fewer rows than it costs to ask for some of them. */
export const REGIONS = new Statement<Region>('regions', 'SELECT code, name AS names FROM region ORDER BY code');
