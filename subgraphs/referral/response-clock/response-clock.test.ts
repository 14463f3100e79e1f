import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { contacts, INTAKE, notNow, RULE } from '../test/contact.js';
import { desks } from '../test/desks.js';
import { CRISIS_CENTRE, done, key, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
let contact: ReturnType<typeof contacts>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = desks(hub);
  contact = contacts(hub);
});
afterAll(() => hub.close());

interface Timer {
  readonly step: string;
  readonly dueAt: string;
  readonly state: string;
  readonly endedAt: string | null;
}
interface Due {
  readonly referral: { readonly id: string };
  readonly timer: Timer;
}

const CLOCK = 'query ($id: ID!) { referral(id: $id) { sentAt response { step dueAt state endedAt } } }';
const BOARD = `query ($first: Int!, $after: String, $withinMinutes: Int) {
  responseBoard(first: $first, after: $after, withinMinutes: $withinMinutes) {
    edges { node { referral { id } timer { step dueAt state } } } pageInfo { hasNextPage endCursor } } }`;

async function clock(id: string, who = desk.intake()): Promise<{ sentAt: string; response: Timer[] }> {
  const { data } = await who.query(CLOCK, { id });
  return data.referral;
}
const states = async (id: string) => (await clock(id)).response.map(({ state }) => state);

async function board(who = desk.intake(), variables: object = {}): Promise<Due[]> {
  const { data, errors } = await who.query(BOARD, { first: 100, ...variables });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.responseBoard.edges.map(({ node }: { node: Due }) => node);
}
const onBoard = async (id: string, who = desk.intake(), variables: object = {}) =>
  (await board(who, variables)).find(({ referral }) => referral.id === id)?.timer ?? null;

/** The database's clock goes on by itself; what was sent is put back instead. */
const ago = (id: string, minutes: number) =>
  hub.db('referral').query(
    `UPDATE response_timer SET started_at = started_at - make_interval(mins => $2), due_at = due_at - make_interval(mins => $2),
       next_at = NULL WHERE referral = $1`,
    [id, minutes],
  );

describe('the clock of a referral', () => {
  test('starts when it is sent: each step is due by its urgency', async () => {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    const { sentAt, response } = await clock(id);
    expect(response.map(({ step, dueAt }) => [step, (Date.parse(dueAt) - Date.parse(sentAt)) / 60_000])).toEqual([
      ['ACKNOWLEDGE', 15],
      ['ACCEPT', 60],
      ['FIRST_CONTACT', 180],
    ]);
    expect(response).toEqual(response.map((timer) => ({ ...timer, state: 'RUNNING', endedAt: null })));
    expect((await clock(id, desk.officer())).response).toEqual(response);
  });

  test('goes by how the sender took it in', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['INCIDENT']);
    const reported = await scene.officer.query(
      'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code message } } }',
      {
        input: {
          idempotencyKey: key(),
          victimId: scene.victimId,
          occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
          channel: 'CALL_102',
          violence: ['PHYSICAL'],
          regionCode: 'KZ-75',
        },
      },
    );
    done(reported, 'incidentReport');
    const minutes = async (id: string) => {
      const { sentAt, response } = await clock(id);
      return (Date.parse(response[0]!.dueAt) - Date.parse(sentAt)) / 60_000;
    };
    expect(await minutes((await scene.sent()).id)).toBe(15);
    expect(await minutes((await desk.bedWanted()).id)).toBe(30);
  });

  test('is met step by step, each once', async () => {
    const { id } = await desk.bedWanted();
    await desk.act('intake', 'referralAcknowledge', id);
    const [acknowledged] = (await clock(id)).response;
    expect(await states(id)).toEqual(['MET', 'RUNNING', 'RUNNING']);
    await desk.act('intake', 'referralAccept', id);
    expect(await states(id)).toEqual(['MET', 'MET', 'RUNNING']);
    await desk.act('intake', 'referralStart', id);
    expect(await states(id)).toEqual(['MET', 'MET', 'MET']);
    await desk.act('intake', 'referralComplete', id, { outcome: 'SERVICE_GIVEN' });
    expect((await clock(id)).response[0]).toEqual(acknowledged);
  });

  test.each([
    ['referralDecline', { reason: 'NO_CAPACITY' }, ['MET', 'MET', 'NOT_NEEDED']],
    ['referralNotWanted', {}, ['NOT_NEEDED', 'NOT_NEEDED', 'NOT_NEEDED']],
  ] as const)('%s ends it', async (operation, fields, expected) => {
    const { id } = await desk.bedWanted();
    await desk.act('intake', operation, id, fields);
    expect(await states(id)).toEqual(expected);
    expect(await onBoard(id)).toBeNull();
  });

  test('a refused step changes nothing of it', async () => {
    const { id } = await desk.bedWanted();
    expect((await desk.act('intake', 'referralStart', id)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await states(id)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
  });

  test('what is done after its time is said to be late', async () => {
    const { id } = await desk.bedWanted();
    await ago(id, 31);
    expect(await states(id)).toEqual(['OVERDUE', 'RUNNING', 'RUNNING']);
    await desk.act('intake', 'referralAcknowledge', id);
    expect(await states(id)).toEqual(['MET_LATE', 'RUNNING', 'RUNNING']);
  });
});

describe('the first contact', () => {
  /** Accepted, four hours ago. */
  async function accepted(rule: object): Promise<{ id: string; centresId: string; scene: Scene }> {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    await contact.rule(scene, rule);
    const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
    await desk.act('intake', 'referralAccept', id);
    await ago(id, 240);
    const { data } = await desk.intake().query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
    return { id, centresId: data.referral.victim.id, scene };
  }

  test('waits for her safe time, and is not late: nobody contacts her before', async () => {
    const { id, centresId } = await accepted(notNow());
    expect((await states(id))[2]).toBe('WAITS_FOR_HER_SAFE_TIME');
    expect(await onBoard(id)).toMatchObject({ step: 'FIRST_CONTACT', state: 'WAITS_FOR_HER_SAFE_TIME' });
    const { attempt, permission } = await contact.start(centresId, {}, INTAKE);
    expect([attempt, permission.decision]).toEqual([null, 'NOT_NOW']);
  });

  test('tells nothing of her rule while she does not let it be used: who looks again and again would learn its hours', async () => {
    const { id, scene } = await accepted(notNow());
    await scene.withdraw(CRISIS_CENTRE);
    expect((await states(id))[2]).toBe('OVERDUE');
    expect(await onBoard(id)).toMatchObject({ step: 'FIRST_CONTACT', state: 'OVERDUE' });
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    expect((await states(id))[2]).toBe('WAITS_FOR_HER_SAFE_TIME');
  });

  test('that was put off has its time from then on, for the service alone: a sender would learn hours that she told the service', async () => {
    const { id, centresId, scene } = await accepted(RULE);
    await contact.rule(scene, notNow(), 1, INTAKE, centresId);
    const put = (safe: string) =>
      hub
        .db('referral')
        .query(
          `UPDATE response_timer SET safe_from = clock_timestamp() ${safe} WHERE referral = $1 AND step = 'FIRST_CONTACT'`,
          [id],
        );
    const first = async (who = desk.intake()) => (await clock(id, who)).response[2]!.state;
    await put("+ interval '3 hours'");
    expect([await first(), await first(desk.officer())]).toEqual(['WAITS_FOR_HER_SAFE_TIME', 'OVERDUE']);
    await contact.rule(scene, RULE, 2, INTAKE, centresId);
    await put("- interval '1 hour'");
    expect([await first(), await first(desk.officer())]).toEqual(['RUNNING', 'OVERDUE']);
    await put("- interval '4 hours'");
    expect([await first(), await first(desk.officer())]).toEqual(['OVERDUE', 'OVERDUE']);
    await put("- interval '1 hour'");
    await contact.ended(centresId, 'REACHED_HER_SAFELY', { ruleUnchanged: true }, INTAKE);
    expect([await first(), await first(desk.officer())]).toEqual(['MET', 'MET_LATE']);
  });

  test('is late when she may be contacted, and made when she was reached safely', async () => {
    const { id, centresId } = await accepted(RULE);
    expect(await onBoard(id)).toMatchObject({ step: 'FIRST_CONTACT', state: 'OVERDUE' });
    await contact.ended(centresId, 'NOT_REACHED', {}, INTAKE);
    expect((await states(id))[2]).toBe('OVERDUE');
    await contact.ended(centresId, 'REACHED_HER_SAFELY', { ruleUnchanged: true }, INTAKE);
    expect((await states(id))[2]).toBe('MET_LATE');
  });
});

describe('the board', () => {
  test('shows of each referral what is due first, the most pressing first, and of the rest what is due soon', async () => {
    const late = await desk.bedWanted({ urgency: 'ROUTINE' });
    await ago(late.id, 60 * 24 * 2);
    const soon = await desk.bedWanted({ urgency: 'STAT' });
    const later = await desk.bedWanted({ urgency: 'ROUTINE' });
    const shown = await board();
    expect(shown.filter(({ referral }) => referral.id === late.id).map(({ timer }) => timer.step)).toEqual([
      'ACKNOWLEDGE',
    ]);
    const due = shown.map(({ timer }) => timer.dueAt);
    expect(due).toEqual([...due].sort());
    const ids = shown.map(({ referral }) => referral.id);
    expect(ids.indexOf(late.id)).toBeLessThan(ids.indexOf(soon.id));
    expect(ids).not.toContain(later.id);
    expect(await onBoard(later.id, desk.intake(), { withinMinutes: 480 })).toMatchObject({ state: 'RUNNING' });
  });

  test('pages through all of it, each once', async () => {
    const all = (await board()).map(({ referral }) => referral.id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await desk.intake().query(BOARD, { first: 2, after });
      const { edges, pageInfo } = data.responseBoard;
      paged.push(...edges.map(({ node }: { node: Due }) => node.referral.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(paged.length);
  });

  test('is that of the desk: the sender, another unit and another agency have nothing on it', async () => {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    expect(await onBoard(id)).not.toBeNull();
    for (const who of [desk.officer(), desk.byName.otherUnit(), desk.byName.otherAgency()])
      expect(await onBoard(id, who)).toBeNull();
  });

  test('a wall takes her off it, and each look is logged', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL'], ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST']);
    const { id } = await scene.sent({ urgency: 'STAT' });
    const looks = async () =>
      (await hub.db('referral').query('SELECT FROM own_record_log WHERE record_id = $1', [id])).length;
    const before = await looks();
    expect(await onBoard(id)).not.toBeNull();
    expect(await looks()).toBe(before + 1);
    await hub.db('referral').query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
       SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM referral WHERE id = $1`,
      [id, seedId('staff:intake-almaty')],
    );
    expect(await onBoard(id)).toBeNull();
    expect(await looks()).toBe(before + 1);
  });

  test.each([{ withinMinutes: -1 }, { withinMinutes: 10_081 }, { first: 0 }, { after: 'nonsense' }])(
    'refuses %o',
    async (wrong) => {
      const { errors } = await desk.intake().query(BOARD, { first: 10, ...wrong });
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    },
  );
});
