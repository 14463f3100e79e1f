import type { Text } from '../../subgraphs/kit/index.js';

/** A unit of a fictional shelter. */
export interface SeedUnit {
  readonly kind: 'SINGLE' | 'FAMILY_ROOM' | 'DORMITORY' | 'ACCESSIBLE' | 'QUARANTINE';
  readonly name: Text;
  readonly beds: number;
  readonly exclusive: boolean;
  readonly householdTypes: readonly ('WITHOUT_CHILDREN' | 'ADULT_AND_CHILD')[];
  readonly boysMaxAge: number | null;
  readonly wheelchair?: true;
  readonly pets?: true;
  readonly assessmentFirst?: true;
}

/** A fictional shelter: its id is `seedId('shelter:' + slug)`. */
export interface SeedShelter {
  readonly slug: string;
  /** The crisis centre that runs it; the one of the same slug when left out */
  readonly agency?: string;
  readonly districtCode?: string;
  readonly participation?: 'COUNTS_ONLY' | 'VIEW_ONLY';
  readonly regionCode: string;
  readonly name: Text;
  readonly openingState: 'OPEN' | 'FULL' | 'CLOSED' | 'QUARANTINE_STOP';
  readonly keepsWaitlist: boolean;
  readonly units: readonly SeedUnit[];
}

const ANYBODY = ['WITHOUT_CHILDREN', 'ADULT_AND_CHILD'] as const;

const familyRoom = (
  number: number,
  beds: number,
  boysMaxAge: number | null = 14,
  more: Partial<SeedUnit> = {},
): SeedUnit => ({
  kind: 'FAMILY_ROOM',
  name: { kk: `${number}-отбасы бөлмесі`, ru: `Семейная комната № ${number}`, en: `Family room ${number}` },
  beds,
  exclusive: true,
  householdTypes: ['ADULT_AND_CHILD'],
  boysMaxAge,
  ...more,
});

const single = (number: number): SeedUnit => ({
  kind: 'SINGLE',
  name: { kk: `${number}-бөлме`, ru: `Комната № ${number}`, en: `Room ${number}` },
  beds: 2,
  exclusive: true,
  householdTypes: ANYBODY,
  boysMaxAge: 6,
});

const dormitory = (beds: number): SeedUnit => ({
  kind: 'DORMITORY',
  name: { kk: 'Ортақ бөлме', ru: 'Общая комната', en: 'Shared room' },
  beds,
  exclusive: false,
  householdTypes: ['WITHOUT_CHILDREN'],
  boysMaxAge: null,
});

const ACCESSIBLE: SeedUnit = {
  kind: 'ACCESSIBLE',
  name: { kk: 'Арбаға қолжетімді бөлме', ru: 'Комната, доступная для кресла-коляски', en: 'Accessible room' },
  beds: 4,
  exclusive: true,
  householdTypes: ANYBODY,
  boysMaxAge: 17,
  wheelchair: true,
};

const QUARANTINE: SeedUnit = {
  kind: 'QUARANTINE',
  name: { kk: 'Карантин бөлмесі', ru: 'Карантинная комната', en: 'Quarantine room' },
  beds: 2,
  exclusive: true,
  householdTypes: ANYBODY,
  boysMaxAge: 14,
  assessmentFirst: true,
};

const shelter = (
  slug: string,
  regionCode: string,
  [kk, ru, en]: readonly [kk: string, ru: string, en: string],
  openingState: SeedShelter['openingState'],
  units: readonly SeedUnit[],
  keepsWaitlist = false,
): SeedShelter => ({ slug, regionCode, name: { kk, ru, en }, openingState, keepsWaitlist, units });

const LARGE = [familyRoom(1, 5), familyRoom(2, 6, 17, { pets: true }), single(3), dormitory(6), ACCESSIBLE, QUARANTINE];
const MIDDLE = [familyRoom(1, 4), familyRoom(2, 5, 10), dormitory(4), QUARANTINE];
const SMALL = [familyRoom(1, 4, 12), single(2), dormitory(3)];

/** Where the shelters of Almaty are: three in one district, which others may know, and the others in districts of which nothing is said. */
const DISTRICTS: Readonly<Record<string, string>> = {
  'crisis-almaty-1': 'KZ-75-BOSTANDYK',
  'crisis-almaty-2': 'KZ-75-BOSTANDYK',
  'crisis-almaty-3': 'KZ-75-BOSTANDYK',
  'crisis-almaty-4': 'KZ-75-MEDEU',
  'second-almaty-2': 'KZ-75-MEDEU',
  'second-almaty-4': 'KZ-75-ALMALY',
};

/** Second houses of crisis centres: two in Almaty, one that publishes counts, one that only looks for beds elsewhere. */
const SECOND_HOUSES: readonly SeedShelter[] = [
  {
    ...shelter('second-almaty-2', 'KZ-75', ['Бұлбұл', 'Соловей', 'Nightingale'], 'OPEN', SMALL),
    agency: 'crisis-almaty-2',
  },
  { ...shelter('second-almaty-4', 'KZ-75', ['Көктем', 'Весна', 'Spring'], 'CLOSED', SMALL), agency: 'crisis-almaty-4' },
  {
    ...shelter('second-karaganda-1', 'KZ-35', ['Арай', 'Заря', 'Dawn'], 'OPEN', [
      { ...dormitory(8), householdTypes: ANYBODY, boysMaxAge: 14 },
      { ...QUARANTINE, exclusive: false },
    ]),
    agency: 'crisis-karaganda-1',
    participation: 'COUNTS_ONLY',
  },
  {
    ...shelter('second-almaty-3', 'KZ-75', ['Дидар', 'Встреча', 'Meeting'], 'OPEN', []),
    agency: 'crisis-almaty-3',
    participation: 'VIEW_ONLY',
  },
];

/** One shelter at each of the 18 crisis centres, as in spring 2020: not all of them take anybody in; then second houses. Names are invented. */
const FIRST_HOUSES: readonly SeedShelter[] = [
  shelter('crisis-almaty-1', 'KZ-75', ['Ақ қайың', 'Белая берёза', 'White Birch'], 'OPEN', LARGE, true),
  shelter('crisis-almaty-2', 'KZ-75', ['Қарлығаш ұясы', 'Гнездо ласточки', 'Swallow Nest'], 'OPEN', MIDDLE),
  shelter(
    'crisis-almaty-3',
    'KZ-75',
    ['Бәйшешек', 'Подснежник', 'Snowdrop'],
    'FULL',
    [familyRoom(1, 5), dormitory(4)],
    true,
  ),
  shelter('crisis-almaty-4', 'KZ-75', ['Таң шұғыласы', 'Утренний луч', 'Morning Ray'], 'QUARANTINE_STOP', MIDDLE),
  shelter('crisis-astana-1', 'KZ-71', ['Көк көл', 'Синее озеро', 'Blue Lake'], 'OPEN', LARGE, true),
  shelter('crisis-astana-2', 'KZ-71', ['Қызғалдақ', 'Тюльпан', 'Tulip'], 'CLOSED', SMALL),
  shelter('crisis-shymkent-1', 'KZ-79', ['Жасыл алма', 'Зелёное яблоко', 'Green Apple'], 'OPEN', MIDDLE),
  shelter('crisis-shymkent-2', 'KZ-79', ['Жылы ошақ', 'Тёплый очаг', 'Warm Hearth'], 'FULL', SMALL, true),
  shelter('crisis-karaganda-1', 'KZ-35', ['Кең дала', 'Широкая степь', 'Wide Steppe'], 'OPEN', MIDDLE),
  shelter('crisis-karaganda-2', 'KZ-35', ['Терек', 'Тополь', 'Poplar'], 'QUARANTINE_STOP', SMALL),
  shelter('crisis-aktobe-1', 'KZ-15', ['Ақ бұлт', 'Белое облако', 'White Cloud'], 'OPEN', SMALL),
  shelter('crisis-kostanay-1', 'KZ-39', ['Бидай', 'Колос', 'Wheat Ear'], 'OPEN', SMALL),
  shelter('crisis-kostanay-2', 'KZ-39', ['Тырна', 'Журавль', 'Crane'], 'CLOSED', SMALL),
  shelter('crisis-pavlodar-1', 'KZ-55', ['Өзен жағасы', 'Речной берег', 'River Bank'], 'OPEN', MIDDLE),
  shelter('crisis-oskemen-1', 'KZ-63', ['Самырсын', 'Кедр', 'Cedar'], 'OPEN', SMALL),
  shelter('crisis-taraz-1', 'KZ-31', ['Өрік гүлі', 'Цвет урюка', 'Apricot Blossom'], 'QUARANTINE_STOP', SMALL),
  shelter('crisis-atyrau-1', 'KZ-23', ['Шағала', 'Чайка', 'Seagull'], 'OPEN', SMALL),
  shelter('crisis-semey-1', 'KZ-10', ['Қарағай', 'Сосна', 'Pine'], 'FULL', SMALL),
];

export const SEED_SHELTERS: readonly SeedShelter[] = [...FIRST_HOUSES, ...SECOND_HOUSES].map((house) => ({
  ...house,
  districtCode: DISTRICTS[house.slug],
}));
