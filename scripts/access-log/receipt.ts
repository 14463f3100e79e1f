import { z } from 'zod';
import { leafOf } from '../../subgraphs/consent/index.js';
import { rootOfInclusion } from '../../subgraphs/kit/index.js';
import { examine, type VerificationKeys } from './keys.js';

const Receipt = z.object({
  leafIndex: z.number().int().min(0),
  treeSize: z.number().int().min(1),
  entry: z.string(),
  auditPath: z.array(z.string()).max(64),
  checkpoint: z.string(),
});

/** What is wrong with a receipt; nothing when it proves what it says. */
export function receiptFaults(text: string, keys: VerificationKeys): { faults: string[]; proven: string[] } {
  const parsed = Receipt.safeParse(read(text));
  if (!parsed.success) return { faults: ['This is no receipt.'], proven: [] };
  const { leafIndex, treeSize, entry, auditPath, checkpoint } = parsed.data;
  let head: ReturnType<typeof examine>;
  try {
    head = examine(checkpoint, keys);
  } catch {
    return { faults: ['The checkpoint of the receipt cannot be read.'], proven: [] };
  }
  const path = auditPath.map((hash) => Buffer.from(hash, 'base64'));
  const root = rootOfInclusion(leafIndex, treeSize, leafOf(entry), path);
  const faults = [
    ...(head.signed ? [] : ['The checkpoint is not signed by a key of the log.']),
    ...head.forged.map((name) => `The countersignature of ${name} is not by a key of it.`),
    ...(head.size === treeSize && root?.equals(head.root)
      ? []
      : ['The entry is not in the tree of this checkpoint: it was altered.']),
  ];
  const countersigned = head.countersigned.map(
    ({ witness, at }) => `Countersigned by ${witness} at ${at.toISOString()}.`,
  );
  const proven = [
    `Entry ${leafIndex} of ${treeSize} in ${head.origin}: ${entry}`,
    ...(countersigned.length > 0 ? countersigned : ['Not countersigned: only the log itself vouches for it.']),
  ];
  return { faults, proven: faults.length > 0 ? [] : proven };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
