import type { Text } from '../../subgraphs/kit/index.js';
import { AgencyKind, Role } from '../../subgraphs/kit/index.js';

/** A fictional agency: its id is `seedId('agency:' + slug)`, its units are `seedId('unit:' + slug + '/' + number)` from 1. */
export interface SeedAgency {
  readonly slug: string;
  readonly kind: AgencyKind;
  readonly regionCode: string;
  readonly name: Text;
  readonly units: readonly Text[];
  /** The agency that runs the hub */
  readonly operator?: true;
}

const POLICE_UNITS: readonly Text[] = [
  { kk: 'Жергілікті полиция қызметі', ru: 'Местная полицейская служба', en: 'Local police service' },
  {
    kk: 'Әйелдерді зорлық-зомбылықтан қорғау тобы',
    ru: 'Группа по защите женщин от насилия',
    en: 'Group for the protection of women against violence',
  },
];

const agency = (
  slug: string,
  kind: AgencyKind,
  regionCode: string,
  kk: string,
  ru: string,
  en: string,
  units: readonly Text[] = [],
): SeedAgency => ({ slug, kind, regionCode, name: { kk, ru, en }, units });

const police = (slug: string, regionCode: string, kk: string, ru: string, en: string): SeedAgency =>
  agency(slug, AgencyKind.POLICE, regionCode, kk, ru, en, POLICE_UNITS);

const clinic = (slug: string, regionCode: string, kk: string, ru: string, en: string): SeedAgency =>
  agency(slug, AgencyKind.FORENSIC_CLINIC, regionCode, kk, ru, en);

/** The crisis centres of a city, numbered from 1. */
const crisisCentres = (count: number, town: string, regionCode: string, city: Text): SeedAgency[] =>
  Array.from({ length: count }, (_, i) =>
    agency(
      `crisis-${town}-${i + 1}`,
      AgencyKind.CRISIS_CENTRE,
      regionCode,
      `№ ${i + 1} дағдарыс орталығы, ${city.kk}`,
      `Кризисный центр № ${i + 1}, ${city.ru}`,
      `Crisis centre No. ${i + 1}, ${city.en}`,
    ),
  );

export const SEED_AGENCIES: readonly SeedAgency[] = [
  police(
    'police-almaty-auezov',
    'KZ-75',
    'Әуезов аудандық полиция басқармасы, Алматы',
    'Управление полиции Ауэзовского района, Алматы',
    'Auezov District Police Department, Almaty',
  ),
  police(
    'police-almaty-bostandyk',
    'KZ-75',
    'Бостандық аудандық полиция басқармасы, Алматы',
    'Управление полиции Бостандыкского района, Алматы',
    'Bostandyk District Police Department, Almaty',
  ),
  police(
    'police-astana',
    'KZ-71',
    'Астана қаласының полиция басқармасы',
    'Управление полиции города Астаны',
    'Astana Police Department',
  ),
  police(
    'police-shymkent',
    'KZ-79',
    'Шымкент қаласының полиция басқармасы',
    'Управление полиции города Шымкента',
    'Shymkent Police Department',
  ),
  police(
    'police-karaganda',
    'KZ-35',
    'Қарағанды қаласының полиция басқармасы',
    'Управление полиции города Караганды',
    'Karaganda Police Department',
  ),
  clinic(
    'clinic-almaty',
    'KZ-75',
    'Сот-медициналық сараптама орталығы, Алматы',
    'Центр судебно-медицинской экспертизы, Алматы',
    'Centre for Forensic Medical Examination, Almaty',
  ),
  clinic(
    'clinic-astana',
    'KZ-71',
    'Сот-медициналық сараптама орталығы, Астана',
    'Центр судебно-медицинской экспертизы, Астана',
    'Centre for Forensic Medical Examination, Astana',
  ),
  clinic(
    'clinic-shymkent',
    'KZ-79',
    'Сот-медициналық сараптама орталығы, Шымкент',
    'Центр судебно-медицинской экспертизы, Шымкент',
    'Centre for Forensic Medical Examination, Shymkent',
  ),
  ...crisisCentres(4, 'almaty', 'KZ-75', { kk: 'Алматы', ru: 'Алматы', en: 'Almaty' }),
  ...crisisCentres(2, 'astana', 'KZ-71', { kk: 'Астана', ru: 'Астана', en: 'Astana' }),
  ...crisisCentres(2, 'shymkent', 'KZ-79', { kk: 'Шымкент', ru: 'Шымкент', en: 'Shymkent' }),
  ...crisisCentres(2, 'karaganda', 'KZ-35', { kk: 'Қарағанды', ru: 'Караганда', en: 'Karaganda' }),
  ...crisisCentres(1, 'aktobe', 'KZ-15', { kk: 'Ақтөбе', ru: 'Актобе', en: 'Aktobe' }),
  ...crisisCentres(2, 'kostanay', 'KZ-39', { kk: 'Қостанай', ru: 'Костанай', en: 'Kostanay' }),
  ...crisisCentres(1, 'pavlodar', 'KZ-55', { kk: 'Павлодар', ru: 'Павлодар', en: 'Pavlodar' }),
  ...crisisCentres(1, 'oskemen', 'KZ-63', { kk: 'Өскемен', ru: 'Усть-Каменогорск', en: 'Oskemen' }),
  ...crisisCentres(1, 'taraz', 'KZ-31', { kk: 'Тараз', ru: 'Тараз', en: 'Taraz' }),
  ...crisisCentres(1, 'atyrau', 'KZ-23', { kk: 'Атырау', ru: 'Атырау', en: 'Atyrau' }),
  ...crisisCentres(1, 'semey', 'KZ-10', { kk: 'Семей', ru: 'Семей', en: 'Semey' }),
  agency('helpline-150', AgencyKind.HELPLINE, 'KZ-75', '150 сенім телефоны', 'Телефон доверия 150', 'Helpline 150'),
  agency(
    'hospital-almaty',
    AgencyKind.HOSPITAL,
    'KZ-75',
    'Жедел жәрдем қалалық ауруханасы, Алматы',
    'Городская больница скорой помощи, Алматы',
    'City Emergency Hospital, Almaty',
  ),
  agency(
    'court-almaty',
    AgencyKind.COURT,
    'KZ-75',
    'Мамандандырылған ауданаралық әкімшілік сот, Алматы',
    'Специализированный межрайонный административный суд, Алматы',
    'Specialised Inter-District Administrative Court, Almaty',
  ),
  agency(
    'social-almaty',
    AgencyKind.SOCIAL_SERVICE,
    'KZ-75',
    'Отбасын қолдау орталығы, Алматы',
    'Центр поддержки семьи, Алматы',
    'Family Support Centre, Almaty',
  ),
  agency(
    'legal-aid-almaty',
    AgencyKind.LEGAL_AID,
    'KZ-75',
    'Заң көмегі орталығы, Алматы',
    'Центр юридической помощи, Алматы',
    'Legal Aid Centre, Almaty',
  ),
  {
    ...agency('hub-operator', AgencyKind.SOCIAL_SERVICE, 'KZ-71', 'Хаб операторы', 'Оператор хаба', 'Hub operator'),
    operator: true,
  },
];

/** A fictional member of staff: the id is `seedId('staff:' + account)`, the account is the `sub` of the tokens. */
export interface SeedStaffMember {
  readonly account: string;
  readonly agency: string;
  /** Number of the unit in the agency, from 1 */
  readonly unit?: number;
  readonly role: Role;
  readonly label: string;
  readonly hint: string;
}

const person = (
  account: string,
  agency: string,
  role: Role,
  label: string,
  hint: string,
  unit?: number,
): SeedStaffMember => ({ account, agency, role, label, hint, unit });

export const SEED_STAFF: readonly SeedStaffMember[] = [
  person(
    'officer-almaty',
    'police-almaty-auezov',
    Role.OFFICER,
    'Officer, Auezov district, Almaty',
    'Reports an incident, takes consent at the scene, refers her.',
    1,
  ),
  person(
    'officer-almaty-2',
    'police-almaty-auezov',
    Role.OFFICER,
    'Officer of the other unit, Auezov district',
    "Same department, another unit: does not find the first unit's cases.",
    2,
  ),
  person(
    'officer-bostandyk',
    'police-almaty-bostandyk',
    Role.OFFICER,
    'Officer, Bostandyk district, Almaty',
    'A department that nothing was opened to.',
    1,
  ),
  person(
    'duty-officer-almaty',
    'police-almaty-auezov',
    Role.DUTY_OFFICER,
    'Duty officer, Auezov district, Almaty',
    "Watches the unit's response clock.",
    1,
  ),
  person(
    'scheduler-almaty',
    'clinic-almaty',
    Role.SCHEDULER,
    'Scheduler, forensic centre, Almaty',
    'Holds and confirms examination slots.',
  ),
  person(
    'examiner-almaty',
    'clinic-almaty',
    Role.EXAMINER,
    'Forensic examiner, Almaty',
    'Examines; reads what she opened to the clinic.',
  ),
  person(
    'intake-almaty',
    'crisis-almaty-1',
    Role.SHELTER_STAFF,
    'Intake, crisis centre No. 1, Almaty',
    'Screens bed requests, accepts and declines.',
  ),
  person(
    'advocate-almaty',
    'crisis-almaty-1',
    Role.ADVOCATE,
    'Advocate, crisis centre No. 1, Almaty',
    'Stands beside her: confirms or withdraws her consent, shows her who looked.',
  ),
  person(
    'officer-karaganda',
    'police-karaganda',
    Role.OFFICER,
    'Officer, Karaganda',
    'Has cases of fictional people to look at.',
    1,
  ),
  person(
    'intake-karaganda',
    'crisis-karaganda-1',
    Role.SHELTER_STAFF,
    'Intake, crisis centre No. 1, Karaganda',
    'Received the referrals of those cases.',
  ),
  person(
    'operator-150',
    'helpline-150',
    Role.HELPLINE_OPERATOR,
    'Operator, helpline 150',
    'Answers an anonymous call and finds a service.',
  ),
  person(
    'clinician-almaty',
    'hospital-almaty',
    Role.CLINICIAN,
    'Doctor, emergency hospital, Almaty',
    'Treats first, refers after.',
  ),
  person('clerk-almaty', 'court-almaty', Role.CLERK, 'Clerk, court, Almaty', 'Reads what a court order opens.'),
  person('social-worker-almaty', 'social-almaty', Role.SOCIAL_WORKER, 'Social worker, Almaty', 'Supports the family.'),
  person('lawyer-almaty', 'legal-aid-almaty', Role.LAWYER, 'Lawyer, legal aid, Almaty', 'Represents her.'),
  person(
    'steward',
    'hub-operator',
    Role.STEWARD,
    'Steward of the hub',
    'Keeps the quality of records without reading them.',
  ),
  person(
    'administrator',
    'hub-operator',
    Role.ADMINISTRATOR,
    'Administrator of the hub',
    'Agencies, agreements, imports; no personal data.',
  ),
  person(
    'administrator-police',
    'police-almaty-auezov',
    Role.ADMINISTRATOR,
    'Administrator, Auezov district, Almaty',
    "The department's own units and staff, nobody else's.",
  ),
  person(
    'integrator-police',
    'police-almaty-auezov',
    Role.INTEGRATOR,
    "Integrator of the department's own system",
    'Connects; sees no personal data.',
  ),
];

/** Who can be signed in as in a demonstration: one account per role at least. */
export const DEMO_ACCOUNTS: readonly { sub: string; label: string; hint: string }[] = SEED_STAFF.map(
  ({ account, label, hint }) => ({ sub: account, label, hint }),
);

const HAS_SCREENS: readonly Role[] = [Role.OFFICER, Role.SHELTER_STAFF, Role.SCHEDULER, Role.EXAMINER];

/** Those for whom the console has screens. */
export const CONSOLE_ACCOUNTS = SEED_STAFF.filter(({ role }) => HAS_SCREENS.includes(role)).map(
  ({ account, label, hint }) => ({ sub: account, label, hint }),
);
