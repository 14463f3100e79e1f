import { buildConsole } from './built-console.js';
import startPostgres from './start-postgres.js';

/** What all test files of a run share: the console, built once, as two that build it at the same moment would take each other's files away; and the server. */
export default async function begin(): Promise<void> {
  buildConsole();
  await startPostgres();
}
