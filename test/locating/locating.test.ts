/**
 * Promise: an officer's account and any number of searches place a shelter no better than its region or a published district. An attacker tries by what
 * he avoids, by order, words, numbers and board; then he is set on hubs that leak, each in one way, and finds what they leak. A few hundred searches
 * here; ten thousand by `npm run test:locating`.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../hub.js';
import { attack, type Beliefs, type Seen, type Ways } from './attacker.js';

declare global {
  /** Set by test/locating/jest.config.js */
  var locatingSearches: number | undefined;
}
const SEARCHES = globalThis.locatingSearches ?? 200;

const REGION = 'KZ-43';
/** Sixteen districts with two shelters each, of which nothing may be told, and three with five. */
const HIDDEN = Array.from({ length: 16 }, (_, i) => `${REGION}-H${String.fromCharCode(65 + i)}`);
const NAMED = Array.from({ length: 3 }, (_, i) => `${REGION}-N${String.fromCharCode(65 + i)}`);
/** Of sixteen, by guessing one of sixteen districts: fewer than this, but for once in 20,000 runs */
const BY_CHANCE = 7;

let hub: TestHub;
/** The truth: where each shelter is */
const places = new Map<string, string>();
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

beforeAll(async () => {
  hub = await openTestHub();
  await sql(
    `INSERT INTO district (code, region_code, name_kk, name_ru, name_en) SELECT code, $2, code, code, code FROM unnest($1::text[]) AS code`,
    [[...HIDDEN, ...NAMED], REGION],
  );
  const rows: { id: string; district: string }[] = await sql(
    `WITH made AS (
       INSERT INTO shelter (id, agency, name_kk, name_ru, name_en, region_code, district_code, zone)
       SELECT gen_random_uuid(), 'a', 'б', 'б', 's', $2, d, 'Asia/Almaty'
       FROM unnest($1::text[]) AS d, generate_series(1, CASE WHEN d LIKE '%-H_' THEN 2 ELSE 5 END) RETURNING id, district_code),
     u AS (
       INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types, boys_max_age, pets, wheelchair)
       SELECT id, 'a', 'DORMITORY', 'б', 'б', 'd', false, '{WITHOUT_CHILDREN,ADULT_AND_CHILD}', (random() * 17)::int, random() < .5, random() < .5
       FROM made RETURNING id),
     b AS (INSERT INTO bed (unit_id, number) SELECT u.id, n FROM u CROSS JOIN LATERAL (SELECT 1 + (random() * 8)::int AS beds, u.id) x,
       generate_series(1, x.beds) AS n)
     SELECT id, district_code AS district FROM made`,
    [[...HIDDEN, ...NAMED], REGION],
  );
  for (const { id, district } of rows) places.set(id, district);
});
afterAll(() => hub?.close());

const OFFER = 'shelterId districtCode unitId bedsFree countAge misfits { code }';
const PER_REQUEST = 8;
const MANY = `query (${Array.from({ length: PER_REQUEST }, (_, i) => `$i${i}: BedSearchInput!`).join(', ')}) { ${Array.from(
  { length: PER_REQUEST },
  (_, i) =>
    `s${i}: bedSearch(input: $i${i}) { offers { ${OFFER} } elsewhere { ${OFFER} } notAvoided userErrors { code } }`,
).join(' ')} }`;
const HOLD = 'mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code } } }';

/** The real hub, through its public door */
const real: Ways = {
  async search(inputs) {
    const officer = hub.as('officer-almaty');
    const seen: Seen[] = [];
    const ask = async (at: number) => {
      const some = Array.from({ length: PER_REQUEST }, (_, i) => inputs[Math.min(at + i, inputs.length - 1)]!);
      const { data, errors } = await officer.query(MANY, Object.fromEntries(some.map((input, i) => [`i${i}`, input])));
      expect(errors).toBeUndefined();
      for (let i = 0; i < Math.min(PER_REQUEST, inputs.length - at); i++) seen[at + i] = data[`s${i}`];
    };
    const starts = Array.from({ length: Math.ceil(inputs.length / PER_REQUEST) }, (_, i) => i * PER_REQUEST).values();
    // two at a time: one is planned and read while the database answers the other
    await Promise.all(
      [1, 2].map(async () => {
        for (const at of starts) await ask(at);
      }),
    );
    return seen;
  },
  async board(code) {
    const { data } = await hub
      .as('officer-almaty')
      .query(
        'query ($code: String!) { bedCapacityBoard(regionCode: $code) { asOf free stale kinds { kind occupied free } userErrors { code } } }',
        { code },
      );
    return data.bedCapacityBoard;
  },
  async hold(unitId) {
    const input = { idempotencyKey: `attack ${randomUUID()}`, unitId, adults: 1, children: [] };
    const { data } = await hub.as('officer-almaty').query(HOLD, { input });
    const id = data.bedHold.placement?.id;
    return async () => {
      if (id) await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
    };
  },
};

/** He knows the shelters of the named districts, and one of each two in the others. */
function knowing() {
  const first = HIDDEN.map((district) => [...places].find(([, place]) => place === district)![0]);
  const known = [...places].filter(([id, place]) => NAMED.includes(place) || first.includes(id));
  return { region: REGION, districts: [...HIDDEN, ...NAMED], places: new Map(known) };
}

/** How many of the shelters that he did not know he placed rightly, by each way. */
function placed(beliefs: Beliefs): Record<keyof Beliefs, number> {
  const unknown = [...places].filter(([id]) => !knowing().places.has(id));
  const right = (way: ReadonlyMap<string, string>) => unknown.filter(([id, place]) => way.get(id) === place).length;
  return Object.fromEntries(Object.entries(beliefs).map(([way, found]) => [way, right(found)])) as Record<
    keyof Beliefs,
    number
  >;
}

test('he places no shelter better than by chance', async () => {
  const found = placed(await attack(real, knowing(), SEARCHES));
  expect(found).toMatchObject({ avoiding: 0, counts: 0, board: 0 });
  expect(found.order).toBeLessThan(BY_CHANCE);
  expect(found.words).toBeLessThan(BY_CHANCE);
});

test('what he may know is what is published: the three large districts, and nothing of the others', async () => {
  const [seen] = await real.search([{ adults: 1, children: [], regionCode: REGION, first: 50 }]);
  expect(seen!.offers).toHaveLength(places.size);
  for (const { shelterId, districtCode } of seen!.offers) {
    const place = places.get(shelterId)!;
    expect(districtCode).toBe(NAMED.includes(place) ? place : null);
  }
});

describe('he wins where something leaks', () => {
  const FEW = 60;
  const wins = async (leak: Partial<Ways>): Promise<Record<keyof Beliefs, number>> =>
    placed(await attack({ ...real, ...leak }, knowing(), FEW));
  const changed =
    (change: (seen: Seen, avoid: readonly string[]) => Seen): Ways['search'] =>
    async (inputs) =>
      (await real.search(inputs)).map((seen, i) => change(seen, (inputs[i] as { avoid?: string[] }).avoid ?? []));

  test('when what is not published can be avoided', async () => {
    const search = changed((seen, avoid) => ({
      ...seen,
      offers: seen.offers.filter(({ shelterId }) => !avoid.includes(places.get(shelterId)!)),
    }));
    expect((await wins({ search })).avoiding).toBe(16);
  });

  test('when the order goes by place', async () => {
    const search = changed((seen) => ({
      ...seen,
      offers: [...seen.offers].sort((a, b) => places.get(a.shelterId)!.localeCompare(places.get(b.shelterId)!)),
    }));
    expect((await wins({ search })).order).toBeGreaterThanOrEqual(BY_CHANCE + 2);
  });

  test('when a word goes by place', async () => {
    const search = changed((seen, avoid) => ({
      ...seen,
      offers: seen.offers.map((offer) =>
        avoid.includes(places.get(offer.shelterId)!)
          ? { ...offer, bedsFree: 'ADDITIONAL_ASSESSMENT_REQUIRED', countAge: 'x' }
          : offer,
      ),
    }));
    expect((await wins({ search })).avoiding).toBe(16);
  });

  test('when words differ from district to district', async () => {
    const search = changed((seen) => ({
      ...seen,
      offers: seen.offers.map((offer) => ({
        ...offer,
        bedsFree: places.get(offer.shelterId)!,
        countAge: '',
        misfits: [],
      })),
    }));
    expect((await wins({ search })).words).toBe(16);
  });

  test('when a district has a board of its own that moves with a hold', async () => {
    const board: Ways['board'] = async (code) => {
      const [row] = await sql(
        `SELECT count(*) AS taken FROM placement_bed pb JOIN placement p ON p.id = pb.placement_id JOIN unit u ON u.id = pb.unit_id
         JOIN shelter s ON s.id = u.shelter_id WHERE s.district_code = $1 AND p.held_until > clock_timestamp()`,
        [code],
      );
      return row;
    };
    expect((await wins({ board })).board).toBeGreaterThanOrEqual(4);
  });
});
