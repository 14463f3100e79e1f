import { z } from 'zod';
import { AgencyKind, Category, Purpose, Refusal, Role, UserErrorCode } from '../../kit/index.js';

/** What an operator may set, within what the law of the place allows. */
export const CONSENT_SETTINGS = {
  /** Days that a consent may last at most */
  CONSENT_MAXIMUM_DAYS: z.coerce.number().int().min(1).max(365).default(90),
} as const;

/**
 * Limits of a consent. VAWA (NNEDV guidance): written, informed, reasonably time-limited, one recipient per release, mandatory expiry,
 * consequences explained. To be reviewed by a lawyer of each jurisdiction.
 */
export const CONSENT_POLICY = {
  /** Minutes that a consent lasts at least: less is a slip of the keyboard */
  minimumMinutes: 5,
  /** Hours that a provisional consent, taken at the scene, may last at most */
  provisionalHours: 72,
  /** What a provisional consent may open: what a referral and its answer need, no more */
  provisionalCategories: [
    Category.IDENTITY,
    Category.CONTACT,
    Category.HOUSEHOLD,
    Category.INCIDENT,
    Category.RISK,
    Category.REFERRAL,
    Category.FORENSIC,
    Category.SHELTER,
  ] as readonly Category[],
} as const;

const HOUR_MS = 3_600_000;

/** Purposes for which the police ask: one officer may not record her consent for another */
const OF_POLICE: readonly Purpose[] = [Purpose.POLICE_RESPONSE, Purpose.PROTECTION_ORDER, Purpose.EMERGENCY];

export interface GrantTerms {
  readonly provisional: boolean;
  readonly form: 'WRITTEN' | 'ORAL_WITNESSED';
  readonly interpreter: 'NONE' | 'PROFESSIONAL' | 'STAFF_MEMBER' | 'RELATIVE';
  readonly witnessed: boolean;
  readonly witness?: 'STAFF_MEMBER' | 'OTHER_AGENCY' | 'INDEPENDENT_PERSON' | null;
  readonly consequencesExplained: boolean;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly expiresAt: Date;
  /** The recipient is the taker's own agency */
  readonly toTaker: boolean;
}

/** Every reason why these terms are not a valid consent; empty when they are. */
export function refusalsOfGrant(terms: GrantTerms, takenBy: AgencyKind, now: Date, maximumDays: number): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (field: string, en: string, ru: string, kk: string) =>
    refusals.push(new Refusal(UserErrorCode.INVALID, { en, ru, kk }, [field]));

  if (terms.interpreter === 'RELATIVE')
    refuse(
      'interpreter',
      'A relative may not interpret. Use a professional interpreter or another member of staff.',
      'Родственник не может переводить. Пригласите переводчика или другого сотрудника.',
      'Туысы аударма жасай алмайды. Кәсіби аудармашыны немесе басқа қызметкерді шақырыңыз.',
    );
  if (!terms.consequencesExplained)
    refuse(
      'consequencesExplained',
      'Explain to her what sharing means before she decides.',
      'Объясните ей последствия передачи данных до её решения.',
      'Шешім қабылдағанға дейін деректерді берудің салдарын түсіндіріңіз.',
    );
  if (terms.form === 'ORAL_WITNESSED' && !terms.provisional)
    refuse(
      'form',
      'Only a provisional consent may be oral. Take this one in writing.',
      'Устным может быть только временное согласие. Получите письменное.',
      'Тек уақытша келісім ауызша бола алады. Жазбаша түрде алыңыз.',
    );
  if (terms.form === 'ORAL_WITNESSED' && !terms.witnessed)
    refuse(
      'witnessed',
      'An oral consent needs a witness.',
      'Устное согласие требует свидетеля.',
      'Ауызша келісімге куә қажет.',
    );
  if (terms.witness && !terms.witnessed)
    refuse(
      'witness',
      'A kind of witness is named, but it does not say that somebody witnessed it.',
      'Указан вид свидетеля, но не отмечено, что свидетель был.',
      'Куәнің түрі көрсетілген, бірақ куә болғаны белгіленбеген.',
    );
  if (takenBy === AgencyKind.POLICE && !terms.provisional)
    refuse(
      'provisional',
      'The police can take a provisional consent only; an advocate confirms it without the police.',
      'Полиция может принять только временное согласие; подтверждает его консультант кризисного центра без полиции.',
      'Полиция тек уақытша келісім ала алады; оны полициясыз кеңесші растайды.',
    );
  if (takenBy === AgencyKind.POLICE && (terms.toTaker || terms.purposes.some((p) => OF_POLICE.includes(p))))
    refuse(
      'recipient',
      'The police act under their duty; a consent to the police themselves is taken by an advocate.',
      'Полиция действует в силу закона; согласие в пользу самой полиции принимает консультант кризисного центра.',
      'Полиция заң бойынша әрекет етеді; полицияның өзіне берілетін келісімді дағдарыс орталығының кеңесшісі қабылдайды.',
    );
  if (terms.provisional && terms.categories.some((c) => !CONSENT_POLICY.provisionalCategories.includes(c)))
    refuse(
      'categories',
      'A provisional consent opens only what the referral needs.',
      'Временное согласие открывает только необходимое для направления.',
      'Уақытша келісім тек жолдамаға қажеттісін ашады.',
    );
  const hours = (terms.expiresAt.getTime() - now.getTime()) / HOUR_MS;
  if (hours < CONSENT_POLICY.minimumMinutes / 60)
    refuse(
      'expiresAt',
      'The end lies in the past, or is only minutes away.',
      'Срок окончания уже прошёл или наступит через несколько минут.',
      'Аяқталу мерзімі өтіп кеткен немесе бірнеше минуттан кейін.',
    );
  if (terms.provisional && hours > CONSENT_POLICY.provisionalHours)
    refuse(
      'expiresAt',
      `A provisional consent lasts at most ${CONSENT_POLICY.provisionalHours} hours.`,
      `Временное согласие действует не более ${CONSENT_POLICY.provisionalHours} часов.`,
      `Уақытша келісім ең көбі ${CONSENT_POLICY.provisionalHours} сағат жарамды.`,
    );
  if (hours > maximumDays * 24)
    refuse(
      'expiresAt',
      `A consent lasts at most ${maximumDays} days. It can be renewed.`,
      `Согласие действует не более ${maximumDays} дней. Его можно продлить.`,
      `Келісім ең көбі ${maximumDays} күн жарамды. Оны ұзартуға болады.`,
    );
  return refusals;
}

/** Every reason why a consent is not renewed so: she is asked as she was for a full one. */
export function refusalsOfRenewal(
  {
    interpreter,
    consequencesExplained,
    expiresAt,
  }: Pick<GrantTerms, 'interpreter' | 'consequencesExplained' | 'expiresAt'>,
  now: Date,
  maximumDays: number,
): Refusal[] {
  const asked = {
    provisional: false,
    form: 'WRITTEN',
    witnessed: false,
    toTaker: false,
    purposes: [],
    categories: [],
  } as const;
  return refusalsOfGrant(
    { ...asked, interpreter, consequencesExplained, expiresAt },
    AgencyKind.CRISIS_CENTRE,
    now,
    maximumDays,
  );
}

/**
 * She has withdrawn from this agency, and somebody of it says that she comes back: an agency that can ask until she gives in would be a way around her
 * withdrawal. Another agency takes it, or an advocate of this one in writing before a witness from outside. Null when these terms do.
 */
export function refusalOfReturn(terms: Pick<GrantTerms, 'form' | 'witness'>, role: Role): Refusal | null {
  const fromOutside = terms.witness === 'OTHER_AGENCY' || terms.witness === 'INDEPENDENT_PERSON';
  if (role === Role.ADVOCATE && terms.form === 'WRITTEN' && fromOutside) return null;
  return new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'She has withdrawn from your agency. Another agency takes her new consent, or an advocate in writing before a witness from outside.',
      ru: 'Она отозвала согласие вашему учреждению. Новое принимает другое учреждение или консультант письменно при стороннем свидетеле.',
      kk: 'Ол мекемеңізге берген келісімін қайтарып алған. Жаңасын басқа мекеме немесе кеңесші бөгде куәнің көзінше жазбаша алады.',
    },
    ['recipient'],
  );
}
