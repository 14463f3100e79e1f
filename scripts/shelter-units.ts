import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { operation } from './operations.js';
import { faultOf, readTable, type TableFault, type TableRow } from './shelter-units/read.js';

const USAGE = `npm run shelter-units -- FILE [--shelter ID] [--url URL]

Checks a table of the units of a shelter (docs/templates/shelter-units.csv; shelter-units.example.csv is filled in) and names row and column of each
fault. With --shelter it is then sent, and taken over whole or not at all; again is nothing new. A unit that is no longer listed goes out of service.

  --shelter ID   the shelter, of your own agency
  --url URL      GraphQL endpoint of the hub (http://127.0.0.1:4000/graphql)
The access token of the shelter's staff or its administrator stands in the environment, as DEREU_TOKEN.

Exit code: 0 when the table has no fault and, if it was sent, was taken over; 1 otherwise; 2 when the command is wrong.`;

interface Answer {
  readonly data?: {
    readonly answer: {
      readonly changed: boolean | null;
      readonly userErrors: readonly { readonly message: string; readonly field: readonly string[] | null }[];
    };
  };
  readonly errors?: readonly { readonly message: string }[];
}

async function send(url: string, shelterId: string, rows: readonly TableRow[]): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.DEREU_TOKEN ?? ''}` },
    body: JSON.stringify({
      query: operation('ShelterUnitsSet'),
      variables: { input: { shelterId, units: rows.map(({ unit }) => unit) } },
    }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (!data?.answer) throw new Error(`The hub refused the table: ${errors?.[0]?.message ?? response.status}`);
  const { userErrors, changed } = data.answer;
  print(userErrors.map(({ field, message }) => faultOf(rows, field, message)));
  if (userErrors.length > 0) return false;
  console.log(changed ? 'Taken over.' : 'Nothing new.');
  return true;
}

function print(faults: readonly TableFault[]): void {
  for (const { row, column, reason } of faults) console.log(`row ${row}${column && `, column ${column}`}: ${reason}`);
}

/** Returns the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { shelter: { type: 'string' }, url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' } },
  });
  if (positionals.length !== 1) {
    console.error(USAGE);
    return 2;
  }
  const { rows, faults } = await readTable(resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]!));
  print(faults);
  if (faults.length > 0) {
    console.log(`${faults.length} faults; nothing was sent.`);
    return 1;
  }
  console.log(`${rows.length} units, no fault.`);
  return values.shelter === undefined || (await send(values.url, values.shelter, rows)) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
