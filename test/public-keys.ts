import { type PublicKey, publicHalf } from '../subgraphs/kit/index.js';
import { testServer } from './setup/test-server.js';

/** What `npm run keys -- public` would print for the processes of the tests. */
export function publicKeys(): Record<string, PublicKey[]> {
  const { keys } = testServer().secrets;
  return Object.fromEntries(Object.entries(keys).map(([name, { signing }]) => [name, signing.keys.map(publicHalf)]));
}
