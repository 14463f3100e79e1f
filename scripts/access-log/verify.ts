import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EpochCheck, type Fault, type KnownHead } from './epoch-check.js';
import type { ExportLine } from './export.js';
import { examine, type VerificationKeys } from './keys.js';

export interface Verified {
  readonly faults: readonly Fault[];
  /** What an auditor should know that is no fault */
  readonly notes: readonly string[];
  readonly leaves: number;
}

export interface VerifyOptions {
  readonly file: string;
  readonly keys: VerificationKeys;
  /** Checkpoints known from elsewhere: of the witness, or of receipts */
  readonly heads?: readonly string[];
  /** Origins of trees that ended by a restore, as the operator has said: what was lost with them is no fault */
  readonly restored?: readonly string[];
}

/** Checks an export of any size, offline. It is read twice: the beginnings of its trees, then everything. */
export async function verifyExport({ file, keys, heads = [], restored = [] }: VerifyOptions): Promise<Verified> {
  const faults: Fault[] = [];
  const notes: string[] = [];
  const report = (fault: Fault) => void faults.push(fault);
  const known = [
    ...heads.map((note) => headOf(note, keys, 'a checkpoint from elsewhere', report)),
    ...(await beginningsIn(file)).map(({ note, origin }) => headOf(note, keys, `the tree ${origin}`, report)),
  ].flatMap((head) => head ?? []);
  const checks: EpochCheck[] = [];
  let unsealed = 0;
  let ended = false;
  for await (const line of linesOf(file, report)) {
    const check = checks.at(-1);
    if ('epoch' in line) {
      check?.end();
      const others = known.filter(({ origin }) => origin === line.origin);
      checks.push(new EpochCheck(line, keys, others, report));
      if (line.epoch !== checks.length || (line.beginning === null) !== (line.epoch === 1))
        report({
          kind: 'FORM',
          origin: line.origin,
          words: `Tree ${line.epoch} stands in the place of tree ${checks.length}.`,
        });
    } else if ('leaf' in line) check?.leaf(line);
    else if ('checkpoint' in line) check?.checkpoint(line.checkpoint);
    else if ('unsealed' in line) {
      unsealed++;
      if (line.queuedAt === null)
        report({
          kind: 'UNQUEUED',
          origin: '',
          words: `Entry ${line.unsealed.id} is neither sealed nor waiting to be.`,
        });
    } else if ('end' in line) {
      check?.end();
      ended = true;
      const leaves = checks.reduce((sum, { size }) => sum + size, 0);
      if (line.end.unsealed !== unsealed || (faults.length === 0 && line.end.leaves !== leaves))
        report({
          kind: 'FORM',
          origin: '',
          words: `The export says that it has ${line.end.leaves} leaves and ${line.end.unsealed} unsealed entries.`,
        });
    }
  }
  checks.at(-1)?.end();
  if (!ended) report({ kind: 'FORM', origin: '', words: 'The export has no end: it was cut short.' });
  for (const { origin, size, source } of known) {
    if (!checks.some(({ epoch }) => epoch.origin === origin))
      report({ kind: 'LOST', origin, words: `The tree ${origin} of ${size} leaves is missing: ${source} names it.` });
  }
  for (const { epoch, sealed, countersigned } of checks) {
    if (countersigned < sealed)
      notes.push(`${epoch.origin}: leaves ${countersigned} to ${sealed - 1} are not countersigned yet.`);
  }
  if (unsealed > 0) notes.push(`${unsealed} entries at the end are not sealed yet: nothing proves them.`);
  const classified = await Promise.all(faults.map((fault) => classify(fault, file)));
  const [accepted, standing] = [
    classified.filter(({ kind, origin }) => kind === 'LOST' && restored.includes(origin)),
    classified.filter(({ kind, origin }) => kind !== 'LOST' || !restored.includes(origin)),
  ];
  notes.push(...accepted.map(({ words }) => `Lost by a restore: ${words}`));
  return { faults: standing, notes, leaves: checks.reduce((sum, { size }) => sum + size, 0) };
}

function headOf(
  note: string,
  keys: VerificationKeys,
  source: string,
  report: (fault: Fault) => void,
): KnownHead | null {
  try {
    const { origin, size, root, signed } = examine(note, keys);
    if (signed) return { origin, size, root, source };
  } catch {
    // reported below
  }
  report({
    kind: 'SIGNATURE',
    origin: '',
    words: `The checkpoint that ${source} names is not signed by a key of the log.`,
  });
  return null;
}

/** The checkpoints that trees name as the last ones of those before them. */
async function beginningsIn(file: string): Promise<{ origin: string; note: string }[]> {
  const named: { origin: string; note: string }[] = [];
  for await (const line of linesOf(file, () => {})) {
    if (!('epoch' in line) || line.beginning === null) continue;
    try {
      named.push({ origin: line.origin, note: (JSON.parse(line.beginning) as { previous: string }).previous });
    } catch {
      named.push({ origin: line.origin, note: '' });
    }
  }
  return named;
}

/** What is missing or altered may only have changed its place. */
async function classify(fault: Fault, file: string): Promise<Fault> {
  const { elsewhere } = fault;
  if (!elsewhere) return fault;
  let origin = '';
  for await (const line of linesOf(file, () => {})) {
    if ('epoch' in line) origin = line.origin;
    if (!('leaf' in line) || origin !== fault.origin) continue;
    const moved = elsewhere.leaf === line.leaf || (elsewhere.hash === line.hash && line.leaf !== fault.leaf);
    if (moved)
      return { ...fault, kind: 'REORDERED', words: `${fault.words} It stands elsewhere: see leaf ${line.leaf}.` };
  }
  return fault;
}

const FORMS = ['log', 'epoch', 'leaf', 'checkpoint', 'unsealed', 'end'] as const;

async function* linesOf(file: string, report: (fault: Fault) => void): AsyncGenerator<ExportLine> {
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    let line: ExportLine | null = null;
    try {
      line = JSON.parse(text) as ExportLine;
    } catch {
      // reported below
    }
    if (line instanceof Object && FORMS.some((form) => form in line)) yield line;
    else report({ kind: 'FORM', origin: '', words: `Line ${number} of the export cannot be read.` });
  }
}
