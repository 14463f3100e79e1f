import { Category, Purpose, Refusal, type Text, UserErrorCode } from '../../kit/index.js';

/**
 * Who consents for a child, as data. VAWA (NNEDV guidance): one parent who is not the abuser and the minor suffice; the minor alone where the law lets
 * her use the service alone. Ages after Kazakhstan's civil code (majority at 18, partial capacity from 14), code on marriage and family (a child of 10
 * must be asked) and code on public health (consent to care from 16); not checked against today's texts. To be reviewed by a lawyer.
 */
export const MINOR_POLICY = {
  jurisdiction: 'KZ',
  asOf: '2026-01',
  majorityYears: 18,
  /** From this age she must agree beside her guardian */
  agreesFromYears: 10,
  /** From which age she consents alone, by what the service is for; what is not named needs a guardian until majority */
  aloneFromYears: {
    [Purpose.SUPPORT]: 14,
    [Purpose.LEGAL_AID]: 14,
    [Purpose.MEDICAL_CARE]: 16,
    [Purpose.FORENSIC_EXAM]: 16,
    [Purpose.SUBJECT_REQUEST]: 14,
  } as Readonly<Partial<Record<Purpose, number>>>,
  /** Where her mother is, is in them: never on a child's record, whoever agrees and whatever the ground */
  neverOnAChild: [Category.CONTACT, Category.SHELTER] as readonly Category[],
} as const;

export interface Giver {
  /** Null for the record of an adult */
  readonly majorityAt: Date | null;
  readonly now: Date;
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
  /** A guardian is said to give it */
  readonly byGuardian: boolean;
  /** The guardian is one of this child's and not suspended */
  readonly guardianStands: boolean;
  readonly minorAgreed?: boolean | null | undefined;
}

const DAY_MS = 86_400_000;

/** Every reason why this consent cannot be given by whom it is given. */
export function refusalsOfGiver(giver: Giver): Refusal[] {
  const { majorityAt, now, byGuardian } = giver;
  if (!majorityAt) return byGuardian ? [refusal('givenBy', NOT_A_CHILD)] : [];
  const refusals = refusalsOnChild(majorityAt, giver.categories);
  const reached = (years: number) => now.getTime() >= birthday(majorityAt, years);
  if (reached(MINOR_POLICY.majorityYears)) return byGuardian ? [...refusals, refusal('givenBy', OF_AGE)] : refusals;
  if (!byGuardian) {
    const alone = giver.purposes.every((purpose) =>
      reached(MINOR_POLICY.aloneFromYears[purpose] ?? Number.POSITIVE_INFINITY),
    );
    return alone ? refusals : [...refusals, refusal('givenBy', NEEDS_GUARDIAN, UserErrorCode.NOT_PERMITTED)];
  }
  if (!giver.guardianStands) refusals.push(refusal('givenBy', NOT_NOW, UserErrorCode.NOT_PERMITTED));
  if (giver.minorAgreed === false || (reached(MINOR_POLICY.agreesFromYears) && !giver.minorAgreed))
    refusals.push(refusal('minorAgreed', ASK_HER));
  return refusals;
}

/** Whether it is said of a child, and of nobody else, when she comes of age. Her clock and ours may differ by a day. */
export function refusalOfKind(kind: 'ADULT' | 'CHILD', majorityAt: Date | null, now: Date): Refusal | null {
  if (kind === 'ADULT') return majorityAt ? refusal('majorityAt', NOT_A_CHILD) : null;
  const latest = new Date(now.getTime() + DAY_MS);
  latest.setUTCFullYear(latest.getUTCFullYear() + MINOR_POLICY.majorityYears);
  const fits = majorityAt && majorityAt > now && majorityAt <= latest;
  return fits ? null : refusal('majorityAt', WHEN_OF_AGE);
}

/** What a child's record never opens, on whatever ground. */
export function refusalsOnChild(majorityAt: Date | null, categories: readonly Category[]): Refusal[] {
  if (!majorityAt || !categories.some((category) => MINOR_POLICY.neverOnAChild.includes(category))) return [];
  return [refusal('categories', NEVER)];
}

/** The instant at which she is so many years old. */
function birthday(majorityAt: Date, years: number): number {
  if (!Number.isFinite(years)) return Number.POSITIVE_INFINITY;
  const day = new Date(majorityAt);
  day.setUTCFullYear(day.getUTCFullYear() - MINOR_POLICY.majorityYears + years);
  return day.getTime();
}

const refusal = (field: string, text: Text, code = UserErrorCode.INVALID) => new Refusal(code, text, [field]);

const NOT_A_CHILD: Text = {
  en: 'This is not a child’s record: she gives her consent herself.',
  ru: 'Это запись не ребёнка: согласие она даёт сама.',
  kk: 'Бұл баланың жазбасы емес: келісімді ол өзі береді.',
};
const OF_AGE: Text = {
  en: 'She is of age now: she gives her consent herself.',
  ru: 'Она уже совершеннолетняя: согласие она даёт сама.',
  kk: 'Ол кәмелетке толды: келісімді енді өзі береді.',
};
const NEEDS_GUARDIAN: Text = {
  en: 'At her age one guardian consents with her for this. Name the guardian.',
  ru: 'В её возрасте на это вместе с ней соглашается один из опекунов. Укажите его.',
  kk: 'Оның жасында бұған онымен бірге бір қамқоршы келісуі керек. Оны көрсетіңіз.',
};
const NOT_NOW: Text = {
  en: 'This person cannot consent for the child now. Another guardian can, or an authority.',
  ru: 'Этот человек сейчас не может дать согласие за ребёнка. Может другой опекун или орган опеки.',
  kk: 'Бұл адам қазір бала үшін келісім бере алмайды. Басқа қамқоршы немесе қамқоршылық органы бере алады.',
};
const ASK_HER: Text = {
  en: 'Ask the child too: without her own agreement it is no consent.',
  ru: 'Спросите и самого ребёнка: без его согласия оно недействительно.',
  kk: 'Баланың өзінен де сұраңыз: оның келісімінсіз бұл жарамсыз.',
};
const NEVER: Text = {
  en: 'A child’s record never carries contact or shelter: they would say where the mother is.',
  ru: 'Запись ребёнка никогда не содержит контактов и приюта: по ним можно найти мать.',
  kk: 'Баланың жазбасында байланыс пен баспана ешқашан болмайды: олар анасының қайда екенін айтып қояды.',
};
const WHEN_OF_AGE: Text = {
  en: 'Say when the child comes of age: an instant within the next 18 years.',
  ru: 'Укажите, когда ребёнок станет совершеннолетним: в ближайшие 18 лет.',
  kk: 'Баланың қашан кәмелетке толатынын көрсетіңіз: алдағы 18 жыл ішінде.',
};
