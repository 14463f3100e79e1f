import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { carriedOut } from '../scripts/demo/door.js';
import { seedId } from '../standalone/seed/index.js';
import { openProvider, type Provider } from '../subgraphs/directory/test/provider.js';
import { bash } from './hub/bash.js';
import { openHub, type PublicHub } from './hub.js';

const POLICE = seedId('agency:police-almaty-auezov');

let hub: PublicHub;
let provider: Provider;
beforeAll(async () => {
  hub = await openHub({ registeredOnly: true });
  provider = await openProvider();
});
afterAll(async () => {
  await provider?.close();
  await hub?.close();
});

describe('joining', () => {
  test('every command of the page does what it says, in its order', async () => {
    // something of the agency's that the first query finds
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const { victimId } = await carriedOut(officer, 'victimRegister', { idempotencyKey: 'joining-victim' });
    await carriedOut(officer, 'incidentReport', {
      ...{ idempotencyKey: 'joining-incident', victimId, occurredAt: new Date(Date.now() - 3_600_000).toISOString() },
      ...{ channel: 'CALL_102', violence: ['PHYSICAL'], account: 'Fictional.', regionCode: 'KZ-75' },
    });

    const page = await readFile('docs/joining.md', 'utf8');
    const blocks = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThanOrEqual(8);
    // where each block's answers end
    const script = blocks.map((block, i) => `${block}\nprintf '\\n== %s\\n' ${i}\n`).join('');
    const { code, out, err } = await bash(script, {
      HUB: hub.origin,
      AGENCY: POLICE,
      UNIT: seedId('unit:police-almaty-auezov/1'),
      ADMINISTRATOR_TOKEN: await hub.token('administrator-police'),
      OPERATOR_TOKEN: await hub.token('administrator'),
      ISSUER: provider.issuer,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });

    const answers = out
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .flatMap((line) => line.replaceAll('}{"data"', '}\n{"data"').split('\n'))
      .map((line) => JSON.parse(line));
    for (const answer of answers) {
      expect(answer.errors).toBeUndefined();
      for (const payload of Object.values(answer.data) as { userErrors?: unknown[] }[])
        expect(payload.userErrors ?? []).toEqual([]);
    }
    const of = (name: string) => answers.filter(({ data }) => name in data).map(({ data }) => data[name]);
    expect(of('operationRegister')[0].operation).toMatchObject({ kind: 'QUERY', categories: ['IDENTITY', 'INCIDENT'] });
    // by its text and by its hash, the same
    const [byText, byHash] = of('incidents');
    expect(byText).toEqual(byHash);
    expect(byText.edges.length).toBeGreaterThan(0);
    expect(of('clientKeysReplace').map(({ client }) => client.keyIds)).toEqual([
      ['first-key', 'second-key'],
      ['second-key'],
    ]);
    expect(of('operationWithdraw')[0].operation.withdrawnAt).not.toBeNull();
    expect(of('issuerTrust')[0].issuer).toMatchObject({ issuer: provider.issuer, discovered: true });
    expect(of('staffDeactivate')[0].staff.active).toBe(false);
  }, 180_000);
});
