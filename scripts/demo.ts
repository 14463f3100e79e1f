import { readConfig } from '../standalone/config.js';
import { AUDIENCE } from '../standalone/seed/index.js';
import { signIn } from '../standalone/sign-in.js';
import type { Door } from './demo/door.js';
import { mainJob } from './demo/main-job.js';
import { type DutyDesk, peopleOnDuty } from './demo/people-on-duty.js';

/** `npm run demo`: the main job against the running hub, over HTTP, with tokens of its OIDC provider. Exit code 0 only if every step held. */
const { host, port } = readConfig(process.env);
const origin = `http://${host}:${port}`;
const tokens = new Map<string, Promise<string>>();

function doorOf(account: string, purpose?: string): Door {
  if (!tokens.has(account)) tokens.set(account, signIn({ issuer: `${origin}/oidc`, audience: AUDIENCE, sub: account }));
  return {
    async query(query, variables = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokens.get(account)}`,
          ...(purpose ? { 'purpose-of-use': purpose } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Awaited<ReturnType<Door['query']>>;
    },
  };
}

const desk: DutyDesk = {
  async caught() {
    const response = await fetch(`${origin}/caught`);
    return (await response.text()).split('\n').filter(Boolean);
  },
  async answer(c) {
    const response = await fetch(`${origin}/answer`, { method: 'POST', body: new URLSearchParams({ c }) });
    return response.text();
  },
};

let step = 0;
const say = (line: string) => console.log(`${String(++step).padStart(2)}. ${line}`);
try {
  await mainJob(doorOf, say);
  await peopleOnDuty(doorOf('officer-almaty', 'POLICE_RESPONSE'), desk, say);
  console.log('Every step held.');
} catch (error) {
  console.error(`Step ${step + 1} did not hold: ${(error as Error).message}`);
  process.exit(1);
}
