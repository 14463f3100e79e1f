import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { threat } from '../emergency-access/test/threat.js';
import { CLINIC, OFFICER, POLICE, SCHEDULER, Scene, type Who } from '../test/scene.js';

const COLLEAGUE: Who = ['duty-officer-almaty', 'POLICE_RESPONSE'];
const OF_STAFF = 3;
const OF_AGENCY = 5;

let hub: TestHub;
/** Without the limit: the same requests open everything, so that it is the limit which refuses them here. */
let unlimited: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ settings: { VICTIMS_PER_HOUR_OF_STAFF: OF_STAFF, VICTIMS_PER_HOUR_OF_AGENCY: OF_AGENCY } });
  unlimited = await openTestHub();
});
afterAll(async () => {
  await hub?.close();
  await unlimited?.close();
});
beforeEach(async () => {
  await hub.db('consent').query('TRUNCATE opened_in_hour, throttled_staff');
});

/** As many victims, whose identity is open to the whole police department. */
const victims = (n: number, at: TestHub = hub): Promise<Scene[]> =>
  Promise.all(
    Array.from({ length: n }, async () => {
      const scene = await Scene.open(at);
      await scene.duty();
      return scene;
    }),
  );
const IDENTITY = 'query ($id: ID!) { victim(id: $id) { id identity { familyName } } }';
async function look(who: Who, id: string, at: TestHub = hub): Promise<string> {
  const { data, errors } = await at.as(...who).query(IDENTITY, { id });
  if (errors) return errors[0]!.extensions.code;
  return data.victim ? 'open' : 'null';
}
const lookAt = (who: Who, scene: Scene, at: TestHub = hub) => look(who, scene.idFor(who), at);
const inTurn = async (who: Who, scenes: readonly Scene[]): Promise<string[]> => {
  const answers: string[] = [];
  for (const scene of scenes) answers.push(await lookAt(who, scene));
  return answers;
};
const looksAt = async (scenes: readonly Scene[], at: TestHub = hub): Promise<number> => {
  const [{ n }] = await at
    .db('consent')
    .query('SELECT count(DISTINCT victim_key)::int AS n FROM access_log WHERE victim_key = ANY($1::uuid[])', [
      scenes.map(({ key }) => key),
    ]);
  return n;
};
/** As if so much time had passed. */
const later = (minutes: number) =>
  hub.db('consent').query(
    `UPDATE opened_in_hour SET latest = latest - $1 * interval '1 minute',
       victims = (SELECT jsonb_object_agg(key, value::float8 - $1 * 60) FROM jsonb_each(victims))`,
    [minutes],
  );

describe('a member of staff', () => {
  test('opens so many different victims in an hour; those he has opened stay open, further ones are refused and not logged', async () => {
    const scenes = await victims(5);
    expect(await inTurn(OFFICER, scenes)).toEqual(['open', 'open', 'open', 'THROTTLED', 'THROTTLED']);
    expect(await inTurn(OFFICER, scenes)).toEqual(['open', 'open', 'open', 'THROTTLED', 'THROTTLED']);
    expect(await looksAt(scenes)).toBe(OF_STAFF);
    await later(59);
    expect(await lookAt(OFFICER, scenes[3]!)).toBe('THROTTLED');
    await later(2);
    expect(await inTurn(OFFICER, scenes.slice(2))).toEqual(['open', 'open', 'open']);
    expect(await lookAt(OFFICER, scenes[0]!)).toBe('THROTTLED');
  });

  test('whose hour is full is told the same of whoever there may be, and until then as ever', async () => {
    const scenes = await victims(3);
    const closed = await Scene.open(hub);
    const unopened = [closed.idFor(OFFICER), closed.key, 'x', 'A'.repeat(43)];
    for (const id of unopened) expect(await look(OFFICER, id)).toBe('null');
    await inTurn(OFFICER, scenes);
    for (const id of unopened) expect(await look(OFFICER, id)).toBe('THROTTLED');
  });

  test('opens no more by asking for many at the same time', async () => {
    const scenes = await victims(12);
    const answers = await Promise.all(scenes.map((scene) => lookAt(OFFICER, scene)));
    expect(answers.filter((answer) => answer === 'open')).toHaveLength(OF_STAFF);
    expect(answers.filter((answer) => answer === 'THROTTLED')).toHaveLength(scenes.length - OF_STAFF);
    expect(await looksAt(scenes)).toBe(OF_STAFF);
    const others = await victims(12, unlimited);
    const all = await Promise.all(others.map((scene) => lookAt(OFFICER, scene, unlimited)));
    expect(new Set(all)).toEqual(new Set(['open']));
    expect(await looksAt(others, unlimited)).toBe(12);
  });

  test('opens no more by asking for many in one operation; each is refused by itself', async () => {
    const scenes = await victims(6);
    const fields = scenes.map((scene, i) => `v${i}: victim(id: "${scene.idFor(OFFICER)}") { identity { familyName } }`);
    const { data, errors } = await hub.as(...OFFICER).query(`{ ${fields.join(' ')} }`);
    expect(Object.values(data).filter(Boolean)).toHaveLength(OF_STAFF);
    expect(errors).toHaveLength(scenes.length - OF_STAFF);
    expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['THROTTLED']));
    expect(await looksAt(scenes)).toBe(OF_STAFF);
  });

  test('may ask for one victim in many operations at the same time: she counts once', async () => {
    const [one, two, three] = await victims(3);
    const answers = await Promise.all(Array.from({ length: 8 }, () => lookAt(OFFICER, one!)));
    expect(new Set(answers)).toEqual(new Set(['open']));
    expect(await inTurn(OFFICER, [two!, three!])).toEqual(['open', 'open']);
  });

  test('is not kept from an emergency by a full hour, and an emergency does not fill it', async () => {
    const scenes = await victims(5);
    const inEmergency: Who = [OFFICER[0], 'EMERGENCY'];
    await scenes[4]!.done(inEmergency, 'emergencyAccessOpen', threat());
    expect(await lookAt(inEmergency, scenes[4]!)).toBe('open');
    expect(await inTurn(OFFICER, scenes.slice(0, 4))).toEqual(['open', 'open', 'open', 'THROTTLED']);
    expect(await lookAt(inEmergency, scenes[4]!)).toBe('open');
    expect(await lookAt(OFFICER, scenes[4]!)).toBe('THROTTLED');
  });

  test('goes on with his own records, whose ids open nothing, when his hour is full', async () => {
    const scenes = await victims(4);
    expect(await inTurn(OFFICER, scenes)).toEqual(['open', 'open', 'open', 'THROTTLED']);
    expect(await scenes[3]!.open(OFFICER)).toEqual(['IDENTITY by STATUTORY_DUTY', 'INCIDENT by STATUTORY_DUTY']);
    expect(await scenes[3]!.grant()).toMatchObject({ userErrors: [] });
  });
});

describe('an agency', () => {
  test('opens so many different victims in an hour, whoever of it opens them; each of them once', async () => {
    const scenes = await victims(6);
    expect(await inTurn(OFFICER, scenes.slice(0, 3))).toEqual(['open', 'open', 'open']);
    // the second is known to the agency already
    expect(await inTurn(COLLEAGUE, [scenes[3]!, scenes[1]!])).toEqual(['open', 'open']);
    expect(await lookAt(COLLEAGUE, scenes[4]!)).toBe('open');
    await later(30);
    await hub.db('consent').query('DELETE FROM opened_in_hour WHERE staff = $1', [seedId('staff:duty-officer-almaty')]);
    expect(await inTurn(COLLEAGUE, [scenes[3]!, scenes[4]!, scenes[5]!, scenes[0]!])).toEqual([
      ...['open', 'open', 'THROTTLED', 'open'],
    ]);
    expect(await hub.db('consent').query('SELECT victims_of FROM throttled_staff')).toEqual([{ victims_of: 'AGENCY' }]);
  });

  test('does not use up another one’s hour', async () => {
    const scenes = await victims(3);
    await inTurn(OFFICER, scenes);
    await scenes[0]!.grant();
    expect(await lookAt(SCHEDULER, scenes[0]!)).toBe('open');
  });
});

describe('who was throttled', () => {
  const LIST =
    'query ($agency: ID) { throttledStaff(first: 5, agency: $agency) { edges { node { staff victimsOf refusals } } } }';
  const list = async (account: string, purpose?: string, agency: string | null = null) => {
    const { data, errors } = await hub.as(account, purpose).query(LIST, { agency });
    return errors?.[0]?.extensions.code ?? data.throttledStaff.edges.map(({ node }: { node: object }) => node);
  };

  test('is seen by an administrator of the agency and by a steward, with no word of any victim', async () => {
    const scenes = await victims(5);
    await inTurn(OFFICER, scenes);
    const officer = { staff: seedId('staff:officer-almaty'), victimsOf: 'STAFF', refusals: 2 };
    expect(await list('administrator-police')).toEqual([officer]);
    expect(await list('administrator-police', undefined, CLINIC)).toBe('FORBIDDEN');
    expect(await list('steward', undefined, POLICE)).toEqual([officer]);
    expect(await list('steward', undefined, CLINIC)).toEqual([]);
    for (const [account, purpose] of [OFFICER, COLLEAGUE, SCHEDULER])
      expect(await list(account, purpose)).toBe('FORBIDDEN');
    const kept = JSON.stringify(await hub.db('consent').query('SELECT * FROM throttled_staff'));
    for (const { key } of scenes) expect(kept).not.toContain(key);
  });

  test('is told to the operator once, by the kind of agency alone, and counted each time', async () => {
    const from = hub.lines.length;
    const count = async () => {
      const { body } = await hub.operating.metrics.text();
      return Number(/dereu_limited_total\{limit="staff_victims"\} (\d+)/.exec(body)?.[1] ?? 0);
    };
    const before = await count();
    await inTurn(OFFICER, await victims(6));
    expect((await count()) - before).toBe(3);
    const told = hub.lines
      .slice(from)
      .map((line) => JSON.parse(line))
      .filter(({ event }) => event === 'victims_throttled');
    expect(told).toEqual([
      expect.objectContaining({ limit: 'staff_victims', agencyKind: 'POLICE', subgraph: 'consent' }),
    ]);
    expect(JSON.stringify(told)).not.toContain(seedId('staff:officer-almaty'));
  });
});
