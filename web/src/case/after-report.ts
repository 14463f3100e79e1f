/** The steps after the report: fetched together while it is taken down. */
export { Code } from './Code';
export { Questions } from './Questions';
export { ReadOut } from './ReadOut';
export { To } from './To';
