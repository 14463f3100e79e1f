import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { PublicKey } from '../trust/key-set.js';

/**
 * A checkpoint in the text form of c2sp.org/tlog-checkpoint: origin, size and root, each a line, and below them signature lines
 * (c2sp.org/signed-note). A process signs them with the key of its assertions: what is signed as a JWS never holds a line break, a note always
 * does, and a countersignature begins with a line that is no origin, so none can be taken for another.
 */
export interface Checkpoint {
  /** Which log: its name, and a new one after each restore */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export interface Note {
  readonly text: string;
  readonly lines: readonly { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer }[];
}

/** Types of signature of the signed-note specification */
const SIGNATURE = 0x01;
const COSIGNATURE = 0x04;
const MOST = 16_384;

const CHECKPOINT = /^([^\n+\s]{1,200})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/;
const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** @throws for a text of another form */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, size, root] = CHECKPOINT.exec(text) ?? [];
  if (!origin || !Number.isSafeInteger(Number(size))) throw new Error('This is no checkpoint.');
  return { origin, size: Number(size), root: Buffer.from(root!, 'base64') };
}

/** @throws for a text of another form */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  if (note.length > MOST || end < 0 || !note.endsWith('\n')) throw new Error('This is no signed note.');
  const lines = note
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = LINE.exec(line) ?? [];
      const bytes = Buffer.from(encoded ?? '', 'base64');
      if (!name || bytes.length < 5) throw new Error('This is no signed note.');
      return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
    });
  return { text: note.slice(0, end + 1), lines };
}

const rawKey = (key: PublicKey) => Buffer.from(key.x, 'base64url');
const keyIdOf = (name: string, type: number, raw: Buffer): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(raw).digest().subarray(0, 4);
const rawPublicHalf = (key: KeyObject): Buffer =>
  Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url');

function line(name: string, type: number, key: KeyObject, ...signature: readonly Uint8Array[]): string {
  return `— ${name} ${Buffer.concat([keyIdOf(name, type, rawPublicHalf(key)), ...signature]).toString('base64')}\n`;
}

/** The checkpoint as the log signs it: its key is named as the log is. */
export function signedCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const text = checkpointText(checkpoint);
  return `${text}\n${line(checkpoint.origin, SIGNATURE, key, sign(null, Buffer.from(text), key))}`;
}

const cosigned = (text: string, seconds: bigint) => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** The line by which a witness says that, at this moment, this is the largest tree of the log that it knows (c2sp.org/tlog-cosignature). */
export function cosignature(text: string, witness: string, key: KeyObject, now = Date.now()): string {
  const seconds = BigInt(Math.floor(now / 1000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  return line(witness, COSIGNATURE, key, time, sign(null, cosigned(text, seconds), key));
}

const keyObject = ({ kty, crv, x }: PublicKey) => createPublicKey({ key: { kty, crv, x }, format: 'jwk' });

/** Signatures of a name by one of `keys`; a line that names a known key and is not its signature makes all of them worthless. */
function verified(
  note: Note,
  name: string,
  type: number,
  keys: readonly PublicKey[],
  at: number,
  message: (s: Buffer) => Buffer,
) {
  const found: Buffer[] = [];
  for (const { name: signer, keyId, signature } of note.lines) {
    const key = keys.find((each) => keyIdOf(name, type, rawKey(each)).equals(keyId));
    if (signer !== name || !key) continue;
    if (signature.length !== at + 64) return [];
    if (!verify(null, message(signature), keyObject(key), signature.subarray(at))) return [];
    found.push(signature);
  }
  return found;
}

export const isSignedBy = (note: Note, name: string, keys: readonly PublicKey[]): boolean =>
  verified(note, name, SIGNATURE, keys, 0, () => Buffer.from(note.text)).length > 0;

/** When the witness countersigned; null when it has not, or another key has in its name. */
export function cosignedAt(note: Note, witness: string, keys: readonly PublicKey[]): Date | null {
  const message = (signature: Buffer) => cosigned(note.text, signature.readBigUInt64BE(0));
  const [signature] = verified(note, witness, COSIGNATURE, keys, 8, message);
  return signature ? new Date(Number(signature.readBigUInt64BE(0)) * 1000) : null;
}
