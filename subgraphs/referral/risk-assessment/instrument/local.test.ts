import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openTestHub } from '../../../../test/hub.js';
import { DASH } from './dash.js';
import { readInstruments } from './local.js';

const folder = mkdtempSync(join(tmpdir(), 'instruments-'));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const local = { ...DASH, version: '2009 KZ-75', rules: [{ ...DASH.rules[0]!, when: { atLeast: 10, of: DASH.items } }] };
function write(name: string, content: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('a folder of instruments', () => {
  test('is for the assessment of risk beside those of the hub, with its own thresholds', async () => {
    write('dash.json', local);
    write('read-me.txt', 'no instrument');
    const hub = await openTestHub({ settings: { RISK_INSTRUMENTS_DIRECTORY: folder } });
    try {
      const { data } = await hub.as('officer-almaty').query('{ riskInstruments { id version } }');
      expect(data.riskInstruments[0]).toEqual({ id: 'DASH', version: '2009 KZ-75' });
      expect(data.riskInstruments).toHaveLength(4);
      const assess = async (version: string) =>
        (
          await hub
            .as('officer-almaty', 'POLICE_RESPONSE')
            .query(
              `mutation ($input: RiskAssessInput!) { riskAssess(input: $input) { riskAssessment { level rule ruleText version } userErrors { code } } }`,
              {
                input: {
                  ...{ idempotencyKey: `test of ${version}`, instrument: 'DASH', version },
                  answers: DASH.items.slice(0, 10).map((item) => ({ item, answer: 'YES' })),
                },
              },
            )
        ).data.riskAssess.riskAssessment;
      expect(await assess('2009 KZ-75')).toMatchObject({
        level: 'HIGH',
        rule: 'YES_ITEMS',
        ruleText: expect.any(String),
      });
      expect(await assess('2009')).toMatchObject({ level: 'NOT_SHOWN', rule: null });
    } finally {
      await hub.close();
    }
  });

  test.each([
    ['says a version again', DASH, /DASH 2009 already/],
    [
      'has a rule that can never hold',
      { ...local, rules: [{ ...DASH.rules[0]!, when: { atLeast: 25, of: DASH.items } }] },
      /can never hold/,
    ],
    ['is no JSON', '{', /a\.json/],
  ])('with one that %s is not read', (_, content, why) => {
    write('a.json', content);
    expect(() => readInstruments(folder)).toThrow(why);
  });
});
