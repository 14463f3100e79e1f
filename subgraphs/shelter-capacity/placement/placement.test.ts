import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { asOffered } from '../../../test/offered.js';
import { shelterDay } from '../availability/shelter-day.js';

let hub: TestHub;
let officer: Client;
let intake: Client;

beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  intake = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

const PLACEMENT = `id shelterId shelterName intakePhone unitKind state heldUntil from until adults childrenCount version
  arrivedAt departedAt declineAnswer declineReason guestReference victim { id }`;
const SHELTER = seedId('shelter:crisis-almaty-1');
const DORMITORY = seedId('shelter-unit:crisis-almaty-1/4');

let keys = 0;
const hold = async (client: Client = officer, more: object = {}) => {
  const input = { idempotencyKey: `placement-${keys++}`, unitId: DORMITORY, adults: 1, children: [], ...more };
  const { data, errors } = await client.query(
    `mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { ${PLACEMENT} } userErrors { code field message } } }`,
    { input: asOffered(client.account, 'bedHold', input) },
  );
  expect(errors).toBeUndefined();
  return data.bedHold;
};

const step = async (client: Client, mutation: string, input: object) => {
  const type =
    { bedAccept: 'PlacementLinkInput', bedArrive: 'PlacementLinkInput', bedDecline: 'BedDeclineInput' }[mutation] ??
    'PlacementStepInput';
  const answer = await client.query(
    `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { placement { ${PLACEMENT} } userErrors { code field message } } }`,
    { input },
  );
  return answer.errors ? answer.errors[0]!.extensions.code : answer.data.answer;
};

const codeOf = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map(({ code }) => code).join();

const read = async (client: Client, id: string) =>
  (await client.query(`query ($id: ID!) { placement(id: $id) { ${PLACEMENT} } }`, { id })).data.placement;

const listed = async (client: Client, list: 'bedRequests' | 'bedHolds', args = ''): Promise<string[]> => {
  const { data } = await client.query(`{ ${list}(first: 100${args}) { edges { node { id } } } }`);
  return data[list].edges.map((edge: { node: { id: string } }) => edge.node.id);
};

async function register(client: Client = intake): Promise<string> {
  const { data } = await client.query(
    `mutation { victimRegister(input: { idempotencyKey: "register-${keys++}" }) { victimId } }`,
  );
  return data.victimRegister.victimId;
}

const GRANT =
  'mutation ($input: ConsentGrantInput!) { consentGrant(input: $input) { userErrors { code message field } } }';

async function consent(victimId: string, agency: string, purposes: string[]): Promise<void> {
  const { data, errors } = await intake.query(GRANT, {
    input: {
      idempotencyKey: `consent-${keys++}`,
      victimId,
      recipient: seedId(`agency:${agency}`),
      purposes,
      categories: ['SHELTER'],
      expiresAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
      provisional: false,
      form: 'WRITTEN',
      language: 'kk',
      interpreter: 'NONE',
      witnessed: true,
      consequencesExplained: true,
    },
  });
  expect({ errors, userErrors: data?.consentGrant.userErrors }).toEqual({ errors: undefined, userErrors: [] });
}

describe('the life of a stay', () => {
  test('held by an officer, accepted, arrived, departed; the sender sees its state and the intake phone, and no departure', async () => {
    const { placement } = await hold();
    expect(placement).toMatchObject({
      shelterId: SHELTER,
      state: 'HELD',
      adults: 1,
      childrenCount: 0,
      version: 1,
      victim: null,
    });
    const minutes = (Date.parse(placement.heldUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(88);
    expect(minutes).toBeLessThan(91);
    expect(await listed(intake, 'bedRequests', ', states: [HELD]')).toContain(placement.id);

    const accepted = await step(intake, 'bedAccept', {
      holdId: placement.id,
      guestReference: 'G-17',
      expectedVersion: 1,
    });
    expect(accepted.placement).toMatchObject({
      state: 'ACCEPTED',
      heldUntil: null,
      version: 2,
      guestReference: 'G-17',
    });
    const arrived = await step(intake, 'bedArrive', { holdId: placement.id });
    expect(arrived.placement).toMatchObject({ state: 'ARRIVED', version: 3 });
    const seen = await read(officer, placement.id);
    expect(seen).toMatchObject({
      state: 'ARRIVED',
      version: 3,
      guestReference: null,
      intakePhone: expect.stringMatching(/^\+7/),
    });

    const departed = await step(intake, 'bedDepart', { holdId: placement.id });
    expect(departed.placement).toMatchObject({ state: 'DEPARTED', departedAt: expect.any(String) });
    expect(await read(officer, placement.id)).toEqual(seen);
    expect(await listed(officer, 'bedHolds', ', states: [ARRIVED]')).toContain(placement.id);
    expect(await listed(officer, 'bedHolds', ', states: [HELD, DEPARTED]')).not.toContain(placement.id);
  });

  test('a decline tells the shelter why and the sender only that it does not fit; the beds are free again', async () => {
    const { placement } = await hold(officer, {
      unitId: seedId('shelter-unit:crisis-almaty-1/1'),
      children: [{ age: 3, sex: 'MALE' }],
    });
    expect(
      codeOf(
        await hold(officer, { unitId: seedId('shelter-unit:crisis-almaty-1/1'), children: [{ age: 3, sex: 'MALE' }] }),
      ),
    ).toBe('NOT_AVAILABLE');
    const declined = await step(intake, 'bedDecline', { holdId: placement.id, reason: 'UNSAFE_LOCATION' });
    expect(declined.placement).toMatchObject({
      state: 'DECLINED',
      declineReason: 'UNSAFE_LOCATION',
      declineAnswer: 'DOES_NOT_FIT',
    });
    expect(await read(officer, placement.id)).toMatchObject({
      state: 'DECLINED',
      declineReason: null,
      declineAnswer: 'DOES_NOT_FIT',
    });
    expect(
      codeOf(
        await hold(officer, { unitId: seedId('shelter-unit:crisis-almaty-1/1'), children: [{ age: 3, sex: 'MALE' }] }),
      ),
    ).toBe('');
  });

  test('she does not want it: recorded as hers by either; released by the sender: another thing', async () => {
    const first = (await hold()).placement.id;
    expect((await step(officer, 'bedNotWanted', { holdId: first })).placement).toMatchObject({
      state: 'NOT_WANTED_BY_HER',
    });
    const second = (await hold()).placement.id;
    expect((await step(intake, 'bedNotWanted', { holdId: second })).placement).toMatchObject({
      state: 'NOT_WANTED_BY_HER',
    });
    const third = (await hold()).placement.id;
    expect(codeOf(await step(intake, 'bedRelease', { holdId: third }))).toBe('WRONG_STATE');
    expect((await step(officer, 'bedRelease', { holdId: third })).placement).toMatchObject({ state: 'RELEASED' });
    const [{ live }] = await sql(
      'SELECT count(*)::int AS live FROM placement_bed WHERE live AND placement_id = ANY($1::uuid[])',
      [[first, second, third]],
    );
    expect(live).toBe(0);
  });

  test('a lapsed hold reads as lapsed, is in no list of what is held, and cannot be accepted', async () => {
    const { id } = (await hold()).placement;
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
    expect(await read(officer, id)).toMatchObject({ state: 'LAPSED', heldUntil: null });
    expect(await listed(intake, 'bedRequests', ', states: [HELD]')).not.toContain(id);
    expect(await listed(intake, 'bedRequests', ', states: [LAPSED]')).toContain(id);
    expect(codeOf(await step(intake, 'bedAccept', { holdId: id }))).toBe('EXPIRED');
  });

  test('she who comes before her first night has the bed from today, if it is free; after the planned stay a new hold is needed', async () => {
    const [{ from }] = await sql(`SELECT (${shelterDay("'Asia/Almaty'")} + 3)::text AS from`);
    const room = { unitId: seedId('shelter-unit:crisis-almaty-1/3'), nights: 2 };
    const later = (await hold(officer, { ...room, from })).placement;
    await step(intake, 'bedAccept', { holdId: later.id });
    const tonight = (await hold(officer, room)).placement;
    expect(codeOf(await step(intake, 'bedArrive', { holdId: later.id }))).toBe('NOT_AVAILABLE');
    await step(officer, 'bedRelease', { holdId: tonight.id });
    const arrived = await step(intake, 'bedArrive', { holdId: later.id });
    expect(arrived.placement).toMatchObject({ state: 'ARRIVED', until: later.until });
    expect(arrived.placement.from < later.from).toBe(true);
    await step(intake, 'bedDepart', { holdId: later.id });

    const missed = (await hold(officer, room)).placement;
    await step(intake, 'bedAccept', { holdId: missed.id });
    await sql('UPDATE placement SET during = daterange(current_date - 9, current_date - 2) WHERE id = $1', [missed.id]);
    expect(codeOf(await step(intake, 'bedArrive', { holdId: missed.id }))).toBe('EXPIRED');
    expect((await step(intake, 'bedRelease', { holdId: missed.id })).placement).toMatchObject({ state: 'RELEASED' });
  });

  test('a wrong step says the state, in the language of who asks; an old version is refused', async () => {
    const { id } = (await hold()).placement;
    expect(codeOf(await step(intake, 'bedArrive', { holdId: id }))).toBe('WRONG_STATE');
    const kazakh = await step(hub.as('intake-almaty', 'SHELTER', 'kk'), 'bedDepart', { holdId: id });
    expect(kazakh.userErrors[0].message).toContain('орын ұсталып тұр');
    expect(codeOf(await step(intake, 'bedAccept', { holdId: id, expectedVersion: 7 }))).toBe('VERSION_CONFLICT');
    expect(codeOf(await step(intake, 'bedAccept', { holdId: id, guestReference: 'Aigul S.' }))).toBe('INVALID');
    await step(officer, 'bedRelease', { holdId: id });
  });
});

describe('a hold names nobody', () => {
  test('it needs no purpose; the same key twice at once is one hold', async () => {
    const nobody = hub.as('operator-150');
    const [a, b] = await Promise.all([
      hold(nobody, { idempotencyKey: 'twice-at-once' }),
      hold(nobody, { idempotencyKey: 'twice-at-once' }),
    ]);
    expect(a.placement.id).toBe(b.placement.id);
    expect(codeOf(await hold(nobody, { idempotencyKey: 'twice-at-once', adults: 2 }))).toBe('IDEMPOTENCY_KEY_REUSED');
    await step(hub.as('operator-150', 'SUPPORT'), 'bedRelease', { holdId: a.placement.id });
  });

  test('a refusal says what does not fit', async () => {
    expect(await hold(officer, { children: [{ age: 3, sex: 'FEMALE' }] })).toMatchObject({
      placement: null,
      userErrors: [
        {
          code: 'NOT_AVAILABLE',
          field: ['input', 'unitId'],
          message: expect.stringContaining('another kind of household'),
        },
      ],
    });
    expect(codeOf(await hold(officer, { unitId: '' }))).toBe('INVALID');
    expect(codeOf(await hold(officer, { unitId: 'no offer' }))).toBe('NOT_FOUND');
    expect(codeOf(await hold(officer, { unitId: SHELTER }))).toBe('NOT_FOUND');
    expect(codeOf(await hold(officer, { adultMen: 2 }))).toBe('INVALID');
  });
});

describe('who may not', () => {
  test('another unit, another agency, another shelter find nothing and change nothing', async () => {
    const { id } = (await hold()).placement;
    for (const stranger of [
      hub.as('officer-almaty-2', 'POLICE_RESPONSE'),
      hub.as('officer-bostandyk', 'POLICE_RESPONSE'),
      hub.as('operator-150', 'SUPPORT'),
    ]) {
      expect(await read(stranger, id)).toBeNull();
      expect(await listed(stranger, 'bedHolds')).not.toContain(id);
      for (const mutation of ['bedRelease', 'bedNotWanted'])
        expect(codeOf(await step(stranger, mutation, { holdId: id }))).toBe('NOT_FOUND');
    }
    expect(await listed(officer, 'bedHolds')).toContain(id);
    expect(await read(officer, id)).toMatchObject({ state: 'HELD', version: 1 });
    await step(officer, 'bedRelease', { holdId: id });
  });

  test('the steps of the shelter are for its staff, with a purpose', async () => {
    const { id } = (await hold()).placement;
    for (const mutation of ['bedAccept', 'bedArrive', 'bedDepart']) {
      expect(await step(officer, mutation, { holdId: id })).toBe('FORBIDDEN');
      expect(await step(hub.as('advocate-almaty', 'SUPPORT'), mutation, { holdId: id })).toBe('FORBIDDEN');
      expect(await step(hub.as('intake-almaty'), mutation, { holdId: id })).toBe('PURPOSE_REQUIRED');
    }
    expect(await step(officer, 'bedDecline', { holdId: id, reason: 'OTHER' })).toBe('FORBIDDEN');
    expect(await step(hub.as('officer-almaty'), 'bedRelease', { holdId: id })).toBe('PURPOSE_REQUIRED');
    expect(await step(hub.as('officer-almaty', 'EMERGENCY'), 'bedRelease', { holdId: id })).toBe('FORBIDDEN');
    const { errors } = await officer.query('{ bedRequests(first: 5) { edges { node { id } } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const account of ['administrator', 'steward', 'clerk-almaty']) {
      const answer = await hub
        .as(account)
        .query(
          'mutation { bedHold(input: { idempotencyKey: "12345678", unitId: "x", adults: 1, children: [] }) { userErrors { code } } }',
        );
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    await step(officer, 'bedRelease', { holdId: id });
  });

  test('lists are paged by keyset and lose nothing', async () => {
    const held = [];
    for (let i = 0; i < 5; i++) held.push((await hold(hub.as('clinician-almaty', 'MEDICAL_CARE'))).placement.id);
    const clinician = hub.as('clinician-almaty', 'MEDICAL_CARE');
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await clinician.query(
        'query ($after: String) { bedHolds(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...data.bedHolds.edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!data.bedHolds.pageInfo.hasNextPage) break;
      after = data.bedHolds.pageInfo.endCursor;
    }
    expect(seen).toEqual([...held].reverse());
    for (const id of held) await step(clinician, 'bedRelease', { holdId: id });
  });
});

describe('a stay linked with her record', () => {
  const STAYS =
    'query ($id: ID!) { victim(id: $id) { stays(first: 10) { edges { node { id state guestReference declineReason shelterName } } } } }';

  test('opens to whom she has opened SHELTER, by one disclosure; the shelter reads its own; the sender learns nothing of who came', async () => {
    const victimId = await register();
    await consent(victimId, 'crisis-almaty-1', ['SHELTER']);
    const { id } = (await hold()).placement;
    const accepted = await step(intake, 'bedAccept', { holdId: id, victimId, guestReference: 'G-1' });
    expect(accepted).toMatchObject({ placement: { state: 'ACCEPTED', victim: { id: victimId } }, userErrors: [] });
    const { data } = await intake.query(STAYS, { id: victimId });
    expect(data.victim.stays.edges).toEqual([
      { node: { id, state: 'ACCEPTED', guestReference: 'G-1', declineReason: null, shelterName: 'White Birch' } },
    ]);
    expect(await read(officer, id)).toMatchObject({ state: 'ACCEPTED', victim: null });
    const other = await register();
    expect(codeOf(await step(intake, 'bedArrive', { holdId: id, victimId: other }))).toBe('WRONG_STATE');
    expect(codeOf(await step(intake, 'bedArrive', { holdId: id, victimId: 'nobody' }))).toBe('NOT_FOUND');
    expect((await step(intake, 'bedArrive', { holdId: id, victimId })).placement).toMatchObject({ state: 'ARRIVED' });
  });

  test("every look at the hold is logged once the record is linked, the officer's too", async () => {
    const victimId = await register();
    const { id } = (await hold()).placement;
    await step(intake, 'bedAccept', { holdId: id, victimId });
    await read(officer, id);
    const looks = await sql(
      'SELECT DISTINCT staff, role, purpose, category FROM own_record_log WHERE record_id = $1 AND victim_key IS NOT NULL ORDER BY role',
      [id],
    );
    expect(looks).toEqual([
      { staff: seedId('staff:officer-almaty'), role: 'OFFICER', purpose: 'POLICE_RESPONSE', category: 'SHELTER' },
      { staff: seedId('staff:intake-almaty'), role: 'SHELTER_STAFF', purpose: 'SHELTER', category: 'SHELTER' },
    ]);
    await step(officer, 'bedRelease', { holdId: id });
  });

  test('a wall against the officer who held the bed closes it to that officer: reading, listing, changing', async () => {
    const victimId = await register();
    const { id } = (await hold()).placement;
    await step(intake, 'bedAccept', { holdId: id, victimId });
    expect(await read(officer, id)).not.toBeNull();
    const [{ victim_key: victim }] = await sql('SELECT victim_key FROM placement WHERE id = $1', [id]);
    const shelterCapacity = hub.subgraphs.get('shelter-capacity')!;
    const applied = await shelterCapacity.execute({
      document: 'mutation ($input: ConflictWallApplyInput!) { shelterCapacityConflictWallApply(input: $input) }',
      variables: {
        input: {
          id: seedId('a wall'),
          victim,
          subjectKind: 'STAFF',
          subject: seedId('staff:officer-almaty'),
          standing: true,
        },
      },
      caller: { requester: null, actor: 'consent', requestId: 'test', deadline: Date.now() + 5_000 },
    });
    expect(applied.errors).toBeUndefined();
    expect(await read(officer, id)).toBeNull();
    expect(await listed(officer, 'bedHolds')).not.toContain(id);
    expect(codeOf(await step(officer, 'bedRelease', { holdId: id }))).toBe('NOT_FOUND');
    expect(await read(intake, id)).toMatchObject({ state: 'ACCEPTED' });
  });

  test('without a purpose the key of a hold answers only while the hold names nobody', async () => {
    const anonymous = hub.as('officer-almaty');
    const again = { idempotencyKey: 'asked-again', adults: 1 };
    const { placement } = await hold(anonymous, again);
    expect((await hold(anonymous, again)).placement.id).toBe(placement.id);
    await step(intake, 'bedAccept', { holdId: placement.id, victimId: await register() });
    expect(codeOf(await hold(anonymous, again))).toBe('NOT_FOUND');
    expect((await hold(officer, again)).placement.id).toBe(placement.id);
  });
});
