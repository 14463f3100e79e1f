import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readKeys } from './access-log/keys.js';
import { receiptFaults } from './access-log/receipt.js';
import { verifyExport } from './access-log/verify.js';

const USAGE = `npm run verify-log -- FILE --keys FILE [--head FILE …] [--restored ORIGIN …]
npm run verify-log -- --receipt FILE --keys FILE
Checks an export of the access log, or one receipt, without any connection, and names the first entry that was altered, is missing or stands elsewhere.
  --keys FILE        public keys of consent and of its witness, from themselves (npm run keys -- public)
  --head FILE        a checkpoint known from elsewhere (the witness's, a receipt's): the export must contain it
  --restored ORIGIN  this tree ended by a restore that you know of: what was lost with it is no fault
Exit code 0: as it was sealed; 1: not; 2: could not be checked.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      receipt: { type: 'string' },
      head: { type: 'string', multiple: true, default: [] },
      restored: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file, ...more] = positionals;
  if (!values.keys || more.length > 0 || (file === undefined) === (values.receipt === undefined))
    throw new Error(USAGE);
  const keys = await readKeys(values.keys);
  if (values.receipt !== undefined) {
    const { faults, proven } = receiptFaults(await readFile(values.receipt, 'utf8'), keys);
    for (const line of [...faults, ...proven]) console.log(line);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } else {
    const heads = await Promise.all(values.head.map((each) => readFile(each, 'utf8')));
    const { faults, notes, leaves } = await verifyExport({ file: file!, keys, heads, restored: values.restored });
    for (const { kind, words } of faults.slice(0, 20)) console.log(`${kind}: ${words}`);
    for (const note of notes) console.log(note);
    console.log(faults.length > 0 ? `${faults.length} faults.` : `${leaves} leaves are as they were sealed.`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
