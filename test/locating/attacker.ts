/**
 * Somebody with one officer's account who wants to know where shelters are. He knows the shapes of the answers, the map, and the places of some
 * shelters; the database he does not know. What he may ask is handed to him, so that he can be set on a hub that leaks.
 */
export interface SeenOffer {
  readonly shelterId: string;
  readonly districtCode: string | null;
  readonly unitId: string | null;
  readonly bedsFree: string;
  readonly countAge: string;
  readonly misfits: readonly { readonly code: string }[];
}

export interface Seen {
  readonly offers: readonly SeenOffer[];
  readonly elsewhere: readonly SeenOffer[];
}

export interface Ways {
  search(inputs: readonly object[]): Promise<readonly Seen[]>;
  /** Whatever the board says of a region, or of anything else by that code */
  board(code: string): Promise<unknown>;
  /** Takes a bed, and gives it back by the function that it answers */
  hold(unitId: string): Promise<() => Promise<void>>;
}

export interface Known {
  readonly region: string;
  readonly districts: readonly string[];
  /** Places of shelters that he knows without asking */
  readonly places: ReadonlyMap<string, string>;
}

/** What he believes, by the way in which he came to it; a shelter of which he has no idea is in none. */
export type Beliefs = Readonly<
  Record<'avoiding' | 'order' | 'words' | 'counts' | 'board', ReadonlyMap<string, string>>
>;

/** Households and nights that may tell one unit from another */
function households(count: number): object[] {
  return Array.from({ length: count }, (_, i) => ({
    adults: 1 + (i % 10),
    children: Array.from({ length: Math.floor(i / 10) % 4 }, (_, c) => ({
      age: (i * 5 + c) % 18,
      sex: i % 2 ? 'MALE' : 'FEMALE',
    })),
    wheelchair: i % 7 === 3,
    pets: i % 11 === 5,
    nights: 1 + (i % 30),
    first: 50,
  }));
}

export async function attack(ways: Ways, known: Known, searches: number): Promise<Beliefs> {
  const { region, districts } = known;
  const asked = households(Math.max(2, Math.floor(searches / (districts.length + 1)))).map((household) => ({
    ...household,
    regionCode: region,
  }));
  const plain = await ways.search(asked);
  const reactions = new Map<string, Map<string, number>>();
  const counts = new Map<string, Map<string, number>>();
  for (const district of districts) {
    const avoiding = await ways.search(asked.map((input) => ({ ...input, avoid: [district] })));
    for (const [i, seen] of avoiding.entries()) {
      for (const shelter of sheltersOf(plain[i]!)) {
        if (told(plain[i]!, shelter) !== told(seen, shelter)) add(reactions, shelter, district);
        // fewer offers in all, though each that he looks for is there
        if (plain[i]!.offers.length + plain[i]!.elsewhere.length !== seen.offers.length + seen.elsewhere.length)
          add(counts, shelter, district);
      }
    }
  }
  return {
    avoiding: strongest(reactions),
    counts: strongest(counts),
    order: nextInOrder(plain[0]!, known.places),
    words: alike(plain, known.places),
    board: await byBoard(ways, plain[0]!, known),
  };
}

const sheltersOf = ({ offers }: Seen): string[] => [...new Set(offers.map(({ shelterId }) => shelterId))];

/** All that an answer says of a shelter, its place among those that are in both answers left out, and by what it is held: that has another name each time */
const told = ({ offers, elsewhere }: Seen, shelter: string): string =>
  JSON.stringify(
    [offers, elsewhere].map((list) =>
      list
        .filter(({ shelterId }) => shelterId === shelter)
        .map((offer) => ({ ...offer, unitId: offer.unitId !== null })),
    ),
  );

function add(found: Map<string, Map<string, number>>, shelter: string, district: string): void {
  const of = found.get(shelter) ?? new Map<string, number>();
  found.set(shelter, of.set(district, (of.get(district) ?? 0) + 1));
}

/** The one district to which a shelter reacts most; none when two do alike */
function strongest(found: ReadonlyMap<string, ReadonlyMap<string, number>>): Map<string, string> {
  const beliefs = new Map<string, string>();
  for (const [shelter, of] of found) {
    const [first, second] = [...of].sort((a, b) => b[1] - a[1]);
    if (first && first[1] > (second?.[1] ?? 0)) beliefs.set(shelter, first[0]);
  }
  return beliefs;
}

/** Who stands beside a shelter that he knows is where that one is. */
function nextInOrder(seen: Seen, places: ReadonlyMap<string, string>): Map<string, string> {
  const order = sheltersOf(seen);
  const beliefs = new Map<string, string>();
  for (const [at, shelter] of order.entries()) {
    for (let step = 1; step < order.length && !beliefs.has(shelter); step++) {
      const place = places.get(order[at + step] ?? '') ?? places.get(order[at - step] ?? '');
      if (place) beliefs.set(shelter, place);
    }
  }
  return beliefs;
}

/** Who answers every question like a shelter that he knows is where that one is. */
function alike(all: readonly Seen[], places: ReadonlyMap<string, string>): Map<string, string> {
  const words = (shelter: string) =>
    all.map(({ offers }) => {
      const offer = offers.find(({ shelterId }) => shelterId === shelter);
      return offer ? `${offer.bedsFree} ${offer.countAge} ${offer.misfits.map(({ code }) => code)}` : '';
    });
  const beliefs = new Map<string, string>();
  for (const shelter of sheltersOf(all[0]!)) {
    const own = words(shelter);
    const ranked = [...places].map(([other, place]) => ({
      place,
      same: words(other).filter((word, i) => word === own[i]).length,
    }));
    ranked.sort((a, b) => b.same - a.same);
    if (ranked[0] && ranked[0].same > (ranked[1]?.same ?? 0)) beliefs.set(shelter, ranked[0].place);
  }
  return beliefs;
}

/** He takes a bed of a shelter and looks on which board something moves. */
async function byBoard(ways: Ways, seen: Seen, { districts, places }: Known): Promise<Map<string, string>> {
  const boards = async () => Promise.all(districts.map(async (district) => JSON.stringify(await ways.board(district))));
  const beliefs = new Map<string, string>();
  const before = await boards();
  const unknown = seen.offers.filter(({ shelterId, unitId }) => unitId && !places.has(shelterId)).slice(0, 6);
  for (const { shelterId, unitId } of unknown) {
    const giveBack = await ways.hold(unitId!);
    const moved = (await boards()).flatMap((board, i) => (board === before[i] ? [] : [districts[i]!]));
    if (moved.length === 1) beliefs.set(shelterId, moved[0]!);
    await giveBack();
  }
  return beliefs;
}
