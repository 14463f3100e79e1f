import { readFile } from 'node:fs/promises';
import {
  type Checkpoint,
  cosignedAt,
  isSignedBy,
  type PublicKey,
  parseCheckpoint,
  parseNote,
  TrustedKeysSchema,
} from '../../subgraphs/kit/index.js';

/** Public keys, by name, of the processes that signed: those of `consent` and of the witnesses, past ones too. */
export type VerificationKeys = Readonly<Record<string, readonly PublicKey[]>>;

/** @throws for a file of another form (that of `npm run keys -- public`) */
export async function readKeys(file: string): Promise<VerificationKeys> {
  const parsed = TrustedKeysSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success || !parsed.data.consent) throw new Error(`${file} does not hold the public keys of consent.`);
  return Object.fromEntries(Object.entries(parsed.data).map(([name, { keys }]) => [name, keys as PublicKey[]]));
}

export interface SignedHead extends Checkpoint {
  /** Whether a key of the log has signed it */
  readonly signed: boolean;
  readonly countersigned: readonly { readonly witness: string; readonly at: Date }[];
  /** Who else has put a line below it that is not theirs */
  readonly forged: readonly string[];
}

/** A checkpoint and who vouches for it. @throws for a text of another form */
export function examine(note: string, keys: VerificationKeys): SignedHead {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  const others = [...new Set(parsed.lines.map(({ name }) => name))].filter((name) => name !== checkpoint.origin);
  const found = others.map((witness) => ({
    witness,
    at: witness === 'consent' ? null : cosignedAt(parsed, witness, keys[witness] ?? []),
  }));
  return {
    ...checkpoint,
    signed: isSignedBy(parsed, checkpoint.origin, keys.consent ?? []),
    countersigned: found.flatMap(({ witness, at }) => (at ? [{ witness, at }] : [])),
    forged: found.filter(({ at }) => !at).map(({ witness }) => witness),
  };
}
