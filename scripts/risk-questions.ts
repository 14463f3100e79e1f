import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { operation } from './operations.js';
import { type RiskQuestions, readQuestions } from './risk-questions/file.js';

const USAGE = `npm run risk-questions -- FILE [--send] [--url URL]

Checks the wording of an instrument for the assessment of risk (schema/risk-questions.schema.json), which does not come with the hub: it is its owners'.
With --send it is loaded for your own agency, and takes the place of what was loaded before.

  --url URL      GraphQL endpoint of the hub (http://127.0.0.1:4000/graphql)
The access token of your agency's administrator stands in the environment, as DEREU_TOKEN.

Exit code: 0 when the file has no fault and, if it was sent, was loaded; 1 otherwise; 2 when the command is wrong.`;

interface Answer {
  readonly data?: {
    readonly riskQuestionsLoad: {
      readonly userErrors: readonly { readonly message: string; readonly field: readonly string[] | null }[];
    };
  };
  readonly errors?: readonly { readonly message: string }[];
}

/** Returns whether it was loaded. */
async function send(url: string, input: RiskQuestions): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.DEREU_TOKEN ?? ''}` },
    body: JSON.stringify({ query: operation('RiskQuestionsLoad'), variables: { input } }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data, errors } = (await response.json()) as Answer;
  if (!data?.riskQuestionsLoad) throw new Error(`The hub refused it: ${errors?.[0]?.message ?? response.status}`);
  const { userErrors } = data.riskQuestionsLoad;
  for (const { field, message } of userErrors) console.log(`${field?.slice(1).join('.') ?? 'the file'}: ${message}`);
  if (userErrors.length === 0) console.log('Loaded.');
  return userErrors.length === 0;
}

/** Returns the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      send: { type: 'boolean', default: false },
      url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    },
  });
  if (positionals.length !== 1) {
    console.error(USAGE);
    return 2;
  }
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]!);
  const { faults, questions } = readQuestions(await readFile(path, 'utf8'));
  for (const fault of faults) console.log(fault);
  if (!questions) return 1;
  console.log(`${questions.questions.length} questions, no fault.`);
  return !values.send || (await send(values.url, questions)) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
