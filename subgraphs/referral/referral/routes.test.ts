import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { ADVOCATE, Scene as Consents, DUTY_OFFICER, OFFICER, type Who } from '../../consent/test/scene.js';
import { CRISIS_CENTRE, key, SEND } from '../test/scene.js';

const AUEZOV = seedId('agency:police-almaty-auezov');
const BOSTANDYK = seedId('agency:police-almaty-bostandyk');
const unit = (police: string, number: number) => seedId(`unit:police-almaty-${police}/${number}`);

let hub: TestHub;
let scene: Consents;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Consents.open(hub);
});
afterAll(() => hub.close());

const wall = (subjectKind: string, subject: string) =>
  scene.done(ADVOCATE, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind,
    subject,
    reason: 'KNOWS_PERPETRATOR',
  });
async function send(recipient: string, recipientUnit: string | null = null, who = ADVOCATE) {
  const { data } = await hub.as(...who).query(SEND, {
    input: {
      idempotencyKey: key(),
      victimId: scene.idFor(who),
      recipient,
      recipientUnit,
      service: 'POLICE_RESPONSE',
      urgency: 'ASAP',
      categories: [],
    },
  });
  return data.referralSend;
}
async function routes(
  recipient: string,
  recipientUnit: string | null = null,
  who: Who = ADVOCATE,
  victimId = scene.idFor(who),
) {
  const { data, errors } = await hub
    .as(...who, 'ru')
    .query(
      'query ($input: ReferralRoutesInput!) { referralRoutes(input: $input) { recipient recipientUnit name unitName } }',
      { input: { victimId, recipient, recipientUnit } },
    );
  if (errors) throw new Error(errors[0]!.extensions.code);
  return data.referralRoutes as {
    recipient: string;
    recipientUnit: string | null;
    name: string;
    unitName: string | null;
  }[];
}
const units = (found: Awaited<ReturnType<typeof routes>>) => found.map(({ recipientUnit }) => recipientUnit);
const referrals = async () =>
  (await hub.db('referral').query('SELECT count(*)::int AS n FROM referral'))[0].n as number;

describe('a referral to the police of whom somebody must not learn of her', () => {
  test('cannot go to the unit that is walled, and goes to another one that is offered', async () => {
    expect(units(await routes(AUEZOV, unit('auezov', 1)))).toEqual([
      unit('auezov', 2),
      unit('bostandyk', 1),
      unit('bostandyk', 2),
    ]);
    await wall('UNIT', unit('auezov', 1));
    const before = await referrals();
    expect(await send(AUEZOV, unit('auezov', 1))).toMatchObject({
      referral: null,
      userErrors: [{ code: 'NOT_PERMITTED', field: ['input', 'recipientUnit'] }],
    });
    expect(await referrals()).toBe(before);
    await wall('UNIT', unit('bostandyk', 2));
    const [first, ...rest] = await routes(AUEZOV, unit('auezov', 1));
    expect(units(rest)).toEqual([unit('bostandyk', 1)]);
    expect(first).toEqual({
      recipient: AUEZOV,
      recipientUnit: unit('auezov', 2),
      name: 'Управление полиции Ауэзовского района, Алматы',
      unitName: 'Группа по защите женщин от насилия',
    });
    expect((await send(first!.recipient, first!.recipientUnit)).referral.state).toBe('SENT');
  });

  test('cannot go to the agency that is walled, nor to a unit of it', async () => {
    await wall('AGENCY', AUEZOV);
    for (const to of [null, unit('auezov', 2)]) {
      const { userErrors } = await send(AUEZOV, to);
      expect(userErrors).toMatchObject([
        { code: 'NOT_PERMITTED', field: ['input', to ? 'recipientUnit' : 'recipient'] },
      ]);
      expect(userErrors[0].message).not.toMatch(/wall|conflict|knows/i);
    }
    expect(units(await routes(AUEZOV))).toEqual([unit('bostandyk', 1), unit('bostandyk', 2)]);
  });

  test('goes to a unit where one member of staff is walled, who does not see it', async () => {
    await wall('STAFF', seedId(`staff:${DUTY_OFFICER[0]}`));
    const { referral } = await send(AUEZOV, unit('auezov', 1));
    const see = async (who: Who) =>
      (await hub.as(...who).query('query ($id: ID!) { referral(id: $id) { id } }', { id: referral.id })).data.referral;
    expect(await see(OFFICER)).toEqual({ id: referral.id });
    expect(await see(DUTY_OFFICER)).toBeNull();
  });

  test('is offered no desk of another kind or region, nor one that takes part no more, nor the own one', async () => {
    const centres = await routes(CRISIS_CENTRE);
    expect(centres.map(({ recipient }) => recipient).sort()).toEqual(
      [2, 3, 4].map((n) => seedId(`agency:crisis-almaty-${n}`)).sort(),
    );
    const own = await routes(BOSTANDYK, unit('bostandyk', 1), OFFICER);
    expect(units(own)).toEqual([unit('bostandyk', 2), unit('auezov', 2)]);
    const directory = hub.db('directory');
    await directory.query("UPDATE agency SET status = 'SUSPENDED' WHERE id = $1", [BOSTANDYK]);
    await directory.query('UPDATE agency_unit SET closed_at = clock_timestamp() WHERE id = $1', [unit('auezov', 2)]);
    expect(await routes(AUEZOV, unit('auezov', 1))).toEqual([]);
    await directory.query("UPDATE agency SET status = 'ACTIVE' WHERE id = $1", [BOSTANDYK]);
    await directory.query('UPDATE agency_unit SET closed_at = NULL WHERE id = $1', [unit('auezov', 2)]);
  });

  test('is told nothing of by routes: who may not name her, and who is walled, gets what is got for nobody', async () => {
    expect(await routes(AUEZOV, null, ADVOCATE, 'nobody')).toEqual([]);
    await wall('STAFF', seedId(`staff:${OFFICER[0]}`));
    expect(await routes(BOSTANDYK, null, OFFICER)).toEqual([]);
    expect(await send(CRISIS_CENTRE, null, OFFICER)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    for (const [account, purpose, code] of [
      ['steward', 'STEWARDSHIP', 'FORBIDDEN'],
      ['administrator', undefined, 'FORBIDDEN'],
      ['advocate-almaty', 'SUBJECT_REQUEST', 'FORBIDDEN'],
      ['advocate-almaty', undefined, 'PURPOSE_REQUIRED'],
    ] as const) {
      const { errors } = await hub
        .as(account, purpose)
        .query('query ($input: ReferralRoutesInput!) { referralRoutes(input: $input) { recipient } }', {
          input: { victimId: 'nobody', recipient: AUEZOV },
        });
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
  });

  test('takes one statement at the directory and one at consent', async () => {
    const pool = (name: string) =>
      (hub.subgraphs.get(name)!.db.driver as unknown as { master: { query: unknown } }).master;
    const counted: string[] = [];
    const restore = ['directory', 'consent'].map((name) => {
      const it = pool(name) as { query: (...args: unknown[]) => unknown };
      const original = it.query;
      it.query = (...args: unknown[]) => {
        const [first] = args as [{ name?: string } | string];
        const statement = typeof first === 'string' ? first : (first.name ?? '');
        if (/alternatives|openRoutes|resolve|coverage/i.test(statement)) counted.push(statement);
        return original.apply(it, args);
      };
      return () => {
        it.query = original;
      };
    });
    await routes(AUEZOV);
    for (const undo of restore) undo();
    expect(counted).toEqual(['directory.recipient-alternatives', 'consent.openRoutes']);
  });
});
