import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compactVerify, importJWK, type JWK } from 'jose';
import { CLOSURE_TYPE, type Closure, type ClosureLine } from './closure.js';
import { hashOfLine, isFileOf } from './closure-file.js';

/**
 * Everything that a subgraph has closed, in the order in which it did, from the directories of all its processes and hosts. What was written
 * twice is there once.
 * @param keys every public key that ever signed, those of the past too
 * @throws when a file lost a line, was altered, or holds a line that none of `keys` has signed. A last line without its end is one that was
 *   being written when the process ended: nobody was told that it was kept, and it is left out.
 */
export async function readClosureLog(
  subgraph: string,
  directories: readonly string[],
  keys: readonly JWK[],
): Promise<Closure[]> {
  const closures = new Map<string, Closure>();
  for (const directory of directories) {
    for (const name of (await readdir(directory)).filter((each) => isFileOf(subgraph, each)).sort()) {
      for (const closure of await readFileOf(subgraph, join(directory, name), keys)) {
        closures.set(`${closure.sequence} ${closure.at}`, closure);
      }
    }
  }
  return [...closures.values()].sort(
    (a, b) => Number(BigInt(a.sequence) - BigInt(b.sequence)) || (a.at < b.at ? -1 : 1),
  );
}

async function readFileOf(subgraph: string, file: string, keys: readonly JWK[]): Promise<Closure[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines.pop();
  const closures: Closure[] = [];
  let previous: string | null = null;
  for (const [index, text] of lines.entries()) {
    const line = await verified(text, keys).catch(() => {
      throw new Error(`Line ${index + 1} of ${file} has no valid signature of a key that is trusted for this log.`);
    });
    if (line.subgraph !== subgraph) throw new Error(`Line ${index + 1} of ${file} belongs to another subgraph.`);
    if (line.previous !== previous) throw new Error(`A line is missing before line ${index + 1} of ${file}.`);
    previous = hashOfLine(text);
    const { sequence, kind, payload, at } = line;
    closures.push({ sequence, kind, payload, at });
  }
  return closures;
}

async function verified(text: string, keys: readonly JWK[]): Promise<ClosureLine> {
  const { payload, protectedHeader } = await compactVerify(
    text,
    ({ kid }) => {
      const key = keys.find((each) => each.kid === kid);
      if (!key) throw new Error('unknown key');
      return importJWK(key, 'EdDSA');
    },
    { algorithms: ['EdDSA'] },
  );
  if (protectedHeader.typ !== CLOSURE_TYPE) throw new Error('not a line of this log');
  return JSON.parse(Buffer.from(payload).toString()) as ClosureLine;
}
