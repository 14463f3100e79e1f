/**
 * Promise: a household is never placed where a stated limit forbids it, and never refused where a fitting free unit exists in the region. Units and
 * households are made up by fast-check, searched and held through the public door, and judged by rules written again here from the words of the API.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openTestHub, type TestHub } from './hub.js';
import { offered } from './offered.js';

const CASES = 40;
const UNITS = 24;
const YEARS: Readonly<Record<string, number>> = { FROM_16: 16, FROM_18: 18, FROM_25: 25, FROM_60: 60 };
const AGES = Object.keys(YEARS);

const limit = (max: number) => fc.option(fc.integer({ min: 0, max }), { freq: 2 });
const unit = fc.record({
  kind: fc.constantFrom('SINGLE', 'FAMILY_ROOM', 'DORMITORY', 'ACCESSIBLE'),
  beds: fc.integer({ min: 1, max: 9 }),
  exclusive: fc.boolean(),
  householdTypes: fc.subarray(['WITHOUT_CHILDREN', 'ADULT_AND_CHILD'], { minLength: 1 }),
  boysMaxAge: limit(17),
  girlsMaxAge: fc.option(fc.integer({ min: 5, max: 17 })),
  childrenMinAge: fc.option(fc.integer({ min: 0, max: 4 })),
  youngestAdult: fc.option(fc.constantFrom(...AGES)),
  largestHousehold: fc.option(fc.integer({ min: 1, max: 8 })),
  wheelchair: fc.boolean(),
  pets: fc.boolean(),
  womenOnly: fc.boolean(),
  languages: fc.subarray(['kk', 'ru', 'uz']),
  maxNights: fc.option(fc.integer({ min: 1, max: 30 })),
  taken: fc.integer({ min: 0, max: 4 }),
});
const household = fc
  .record({
    ages: fc.array(fc.constantFrom(...AGES), { minLength: 1, maxLength: 3 }),
    men: fc.constantFrom(0, 0, 0, 1),
    children: fc.array(fc.record({ age: fc.integer({ min: 0, max: 17 }), sex: fc.constantFrom('FEMALE', 'MALE') }), {
      maxLength: 4,
    }),
    wheelchair: fc.constantFrom(false, false, true),
    pets: fc.constantFrom(false, false, true),
    languages: fc.subarray(['kk', 'ru', 'uz', 'en']),
    nights: fc.integer({ min: 1, max: 20 }),
  })
  .filter(({ ages, children }) => ages.some((age) => age !== 'FROM_16') || children.every(({ age }) => age < 17));
type Unit = typeof unit extends fc.Arbitrary<infer U> ? U : never;
type Household = typeof household extends fc.Arbitrary<infer H> ? H : never;

const persons = (h: Household): number => h.ages.length + h.children.length;

/** Whether the stated limits of a unit let the household in, free or not. */
function allowed(u: Unit, h: Household): boolean {
  const boys = h.children.filter(({ sex }) => sex === 'MALE').map(({ age }) => age);
  const girls = h.children.filter(({ sex }) => sex === 'FEMALE').map(({ age }) => age);
  if (persons(h) > u.beds || persons(h) > (u.largestHousehold ?? 99)) return false;
  if (!u.householdTypes.includes(h.children.length > 0 ? 'ADULT_AND_CHILD' : 'WITHOUT_CHILDREN')) return false;
  if (Math.max(-1, ...boys) > (u.boysMaxAge ?? 99) || Math.max(-1, ...girls) > (u.girlsMaxAge ?? 99)) return false;
  if (Math.min(99, ...boys, ...girls) < (u.childrenMinAge ?? 0)) return false;
  if (u.youngestAdult && h.ages.some((age) => YEARS[age]! < YEARS[u.youngestAdult!]!)) return false;
  if ((h.men > 0 && u.womenOnly) || (h.wheelchair && !u.wheelchair) || (h.pets && !u.pets)) return false;
  if (u.languages.length > 0 && h.languages.length > 0 && !h.languages.some((l) => u.languages.includes(l)))
    return false;
  return h.nights <= (u.maxNights ?? 999);
}

function free(u: Unit): number {
  const taken = Math.min(u.taken, u.beds);
  return u.exclusive && taken > 0 ? 0 : u.beds - taken;
}

interface Answer {
  readonly userErrors: readonly { readonly code: string }[];
  readonly shelter: { readonly id: string };
  readonly units: readonly { readonly id: string; readonly externalId: string }[];
  readonly offers: readonly { readonly unitKind: string; readonly unitId: string | null }[];
  readonly placement: { readonly id: string } | null;
}

let hub: TestHub;
let shelterId: string;
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const name = { kk: 'Бөлме', ru: 'Комната', en: 'Room' };

const carriedOut = async (document: string, input: object, account = 'intake-almaty') => {
  const { data, errors } = await hub.as(account).query(document, { input });
  expect(errors).toBeUndefined();
  return Object.values(data)[0] as Answer;
};
const SET =
  'mutation ($input: ShelterUnitsSetInput!) { shelterUnitsSet(input: $input) { units { id externalId } userErrors { code field message } } }';
const SEARCH =
  'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { unitKind unitId bedsFree misfits { code } } userErrors { code field } } }';
const HOLD =
  'mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code message } } }';

beforeAll(async () => {
  hub = await openTestHub();
  const input = { idempotencyKey: 'of made-up units', name, regionCode: 'KZ-43', participation: 'BED_BY_BED' };
  const made = await carriedOut(
    'mutation ($input: ShelterCreateInput!) { shelterCreate(input: $input) { shelter { id } userErrors { code } } }',
    input,
  );
  shelterId = made.shelter.id;
});
afterAll(() => hub?.close());

/** Sets up the units, with beds taken as they say; ids in their order. */
async function built(units: readonly Unit[]): Promise<string[]> {
  await sql('DELETE FROM placement_bed');
  await sql('DELETE FROM placement');
  const rows = units.map(({ taken: _, ...row }, i) => ({ ...row, name, reference: `U-${i}` }));
  const { units: made, userErrors } = await carriedOut(SET, { shelterId, units: rows });
  expect(userErrors).toEqual([]);
  const ids = rows.map(({ reference }) => made.find((u) => u.externalId === reference)!.id);
  await sql(
    `WITH p AS (INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, arrived_at)
       SELECT u.id, u.agency, 'ARRIVED', daterange(current_date - 3, current_date + 30), now(), 1, 0, 'a', 'x', now()
       FROM unit u JOIN unnest($1::uuid[], $2::int[]) AS x (id, taken) ON x.id = u.id WHERE x.taken > 0 RETURNING id, unit_id, live, during)
     INSERT INTO placement_bed SELECT p.id, b.id, p.unit_id, p.live, p.during FROM p JOIN unnest($1::uuid[], $2::int[]) AS x (id, taken) ON x.id = p.unit_id
       JOIN bed b ON b.unit_id = p.unit_id AND b.in_service
         AND (SELECT count(*) FROM bed o WHERE o.unit_id = b.unit_id AND o.in_service AND o.number < b.number) < x.taken`,
    [ids, units.map(({ taken }) => taken)],
  );
  return ids;
}

test('no household is placed where a limit forbids it, and none is refused where a fitting unit is free', async () => {
  const seen = { placed: 0, refused: 0, forbidden: 0 };
  const units = fc.sample(fc.array(unit, { minLength: UNITS, maxLength: UNITS }), 2);
  for (const some of units) {
    const sound = some.map((u) => ({
      ...u,
      childrenMinAge: Math.min(u.childrenMinAge ?? 0, u.boysMaxAge ?? 17, u.girlsMaxAge ?? 17) || null,
    }));
    const ids = await built(sound);
    for (const h of fc.sample(household, CASES / units.length)) {
      const asked = {
        adults: h.ages.length,
        adultAges: h.ages,
        adultMen: Math.min(h.men, h.ages.length),
        children: h.children,
        ...{ wheelchair: h.wheelchair, pets: h.pets, languages: h.languages, nights: h.nights },
      };
      const { offers, userErrors } = await carriedOut(
        SEARCH,
        { ...asked, regionCode: 'KZ-43', first: 50 },
        'officer-almaty',
      );
      expect(userErrors).toEqual([]);
      for (const kind of new Set(sound.map((u) => u.kind))) {
        const alike = sound.filter((u) => u.kind === kind);
        const offer = offers.filter(({ unitKind }) => unitKind === kind);
        const about = { alike, h, offer };
        expect({ about, offers: offer.length }).toEqual({ about, offers: 1 });
        const { unitId } = offer[0]!;
        if (!alike.some((u) => allowed(u, h))) expect({ about, unitId }).toEqual({ about, unitId: null });
        // of several the search names one that it can have
        if (alike.some((u) => allowed(u, h) && persons(h) <= free(u))) {
          const input = { ...asked, idempotencyKey: `offered ${randomUUID()}`, unitId };
          const { placement } = await carriedOut(HOLD, input, 'officer-almaty');
          expect({ about, held: placement !== null }).toEqual({ about, held: true });
          await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [placement!.id]);
        }
      }
      // every second household tries a unit that is not for it, whatever the search said
      const at = sound.findIndex((u) => !(allowed(u, h) && persons(h) <= free(u)));
      const fitting = sound.findIndex((u) => allowed(u, h) && persons(h) <= free(u));
      for (const [i, may] of [
        [at, false],
        [fitting, true],
      ] as const) {
        if (i < 0) continue;
        const input = {
          ...asked,
          idempotencyKey: `made up ${randomUUID()}`,
          unitId: offered('officer-almaty', ids[i]!),
        };
        const { placement } = await carriedOut(HOLD, input, 'officer-almaty');
        expect({ u: sound[i], h, held: placement !== null }).toEqual({ u: sound[i], h, held: may });
        if (placement) await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [placement.id]);
        if (may) seen.placed++;
        else if (allowed(sound[i]!, h)) seen.refused++;
        else seen.forbidden++;
      }
    }
  }
  expect(seen.placed).toBeGreaterThan(CASES / 20);
  expect(seen.forbidden).toBeGreaterThan(CASES / 4);
});
