/** The steps after the report: fetched together while it is taken down. */
export { Code } from './Code';
export { Correct } from './Correct';
export { More } from './More';
export { Questions } from './Questions';
export { ReadOut } from './ReadOut';
export { sendReport } from './sending';
export { To } from './To';
