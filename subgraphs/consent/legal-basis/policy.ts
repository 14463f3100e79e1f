import { AgencyKind, Category, Refusal, UserErrorCode } from '../../kit/index.js';

export type LegalBasisKind = 'STATUTORY_DUTY' | 'COURT_ORDER' | 'VITAL_INTEREST';

export interface LegalBasisRule {
  /** Kinds of agency that can have this ground */
  readonly agencies: readonly AgencyKind[];
  /** What it can open. Never SHELTER: where she is, is told by herself or by the shelter only. */
  readonly categories: readonly Category[];
  /** Days within which it must be reviewed; it opens nothing after that */
  readonly reviewDays: number;
}

const REPORT = [
  Category.IDENTITY,
  Category.HOUSEHOLD,
  Category.INCIDENT,
  Category.RISK,
  Category.REFERRAL,
  Category.PROTECTION,
];

/** After UK MARAC practice (grounds other than consent are recorded as such). To be reviewed by a lawyer of each jurisdiction. */
export const LEGAL_BASIS_POLICY: Readonly<Record<LegalBasisKind, LegalBasisRule>> = {
  STATUTORY_DUTY: {
    agencies: [AgencyKind.POLICE, AgencyKind.HOSPITAL, AgencyKind.SOCIAL_SERVICE, AgencyKind.COURT],
    categories: [...REPORT, Category.CONTACT],
    reviewDays: 30,
  },
  COURT_ORDER: {
    agencies: Object.values(AgencyKind),
    categories: [...REPORT, Category.CONTACT, Category.FORENSIC, Category.SUPPORT],
    reviewDays: 90,
  },
  VITAL_INTEREST: {
    agencies: Object.values(AgencyKind),
    categories: REPORT,
    reviewDays: 3,
  },
};

export const reviewOutOfReach = (reviewDays: number) =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: `The review must lie within the next ${reviewDays} days.`,
      ru: `Пересмотр должен быть в ближайшие ${reviewDays} дней.`,
      kk: `Қайта қарау алдағы ${reviewDays} күн ішінде болуы керек.`,
    },
    ['reviewAt'],
  );
