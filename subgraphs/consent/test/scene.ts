import { randomUUID } from 'node:crypto';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import type { PublicHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';

export const POLICE = seedId('agency:police-almaty-auezov');
export const CLINIC = seedId('agency:clinic-almaty');
export const CENTRE = seedId('agency:crisis-almaty-1');
export const COURT = seedId('agency:court-almaty');
export const HOSPITAL = seedId('agency:hospital-almaty');
export const FIRST_UNIT = seedId('unit:police-almaty-auezov/1');
export const SECOND_UNIT = seedId('unit:police-almaty-auezov/2');

/** The account, and the purpose that it usually states. */
export type Who = readonly [account: string, purpose: string];
export const OFFICER: Who = ['officer-almaty', 'POLICE_RESPONSE'];
export const SECOND_OFFICER: Who = ['officer-almaty-2', 'POLICE_RESPONSE'];
export const DUTY_OFFICER: Who = ['duty-officer-almaty', 'POLICE_RESPONSE'];
export const SCHEDULER: Who = ['scheduler-almaty', 'FORENSIC_EXAM'];
export const INTAKE: Who = ['intake-almaty', 'SHELTER'];
export const ADVOCATE: Who = ['advocate-almaty', 'SUPPORT'];
/** She herself asks, the advocate beside her. */
export const SHE: Who = ['advocate-almaty', 'SUBJECT_REQUEST'];
export const CLERK: Who = ['clerk-almaty', 'COURT'];
export const STEWARD: Who = ['steward', 'STEWARDSHIP'];
export const CLINICIAN: Who = ['clinician-almaty', 'MEDICAL_CARE'];

const AGENCY: Readonly<Record<string, string>> = {
  'officer-almaty': POLICE,
  'officer-almaty-2': POLICE,
  'duty-officer-almaty': POLICE,
  'scheduler-almaty': CLINIC,
  'examiner-almaty': CLINIC,
  'intake-almaty': CENTRE,
  'advocate-almaty': CENTRE,
  'clerk-almaty': COURT,
  'clinician-almaty': HOSPITAL,
  steward: seedId('agency:hub-operator'),
};

const SELECTIONS: Readonly<Record<string, string>> = {
  victimRegister: 'victimId',
  consentGrant: 'consent { id state categories excluded expiresAt confirmedAt }',
  consentConfirm: 'consent { id state expiresAt confirmedAt }',
  consentRenew: 'consent { id state expiresAt }',
  consentWithdraw: 'withdrawnAt held { recipient categories lastOpenedAt }',
  withdrawalNoticeHandle: 'notice { id attempts handledAt bookings }',
  guardianRecord: 'guardian { id state }',
  guardianSuspensionLift: 'guardian { id state }',
  legalBasisRecord: 'legalBasis { id kind categories }',
  legalBasisReview: 'legalBasis { id reviewAt reviews { reason reviewAt } }',
  legalBasisEnd: 'legalBasis { id endedAt }',
  conflictWallAdd: 'conflictWall { id standing subject } notYetEnforcedBy',
  conflictWallNarrow: 'conflictWall { id standing subject } notYetEnforcedBy',
  conflictWallLift: 'conflictWall { id standing } notYetEnforcedBy',
  subjectCodeIssue: 'subjectCode { id state language expiresAt } code duressCode',
  subjectCodeRevoke: 'revokedAt',
  emergencyAccessOpen: 'emergencyAccess { id threat categories open state overdue openedAt until reviewBy }',
  emergencyAccessConfirm: 'emergencyAccess { id open state overdue }',
  emergencyAccessReview: 'emergencyAccess { id open state overdue }',
};
export const document = (mutation: string) =>
  `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
    ${SELECTIONS[mutation]} userErrors { code field message } } }`;

export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** A provisional consent at the scene to the clinic, unless said otherwise. */
export const terms = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  recipient: CLINIC,
  purposes: ['FORENSIC_EXAM'],
  categories: ['IDENTITY', 'FORENSIC'],
  expiresAt: inHours(71),
  provisional: true,
  form: 'ORAL_WITNESSED',
  language: 'kk',
  interpreter: 'NONE',
  witnessed: true,
  consequencesExplained: true,
  ...change,
});

/** The duty of whoever responds to a report, unless said otherwise. */
export const ground = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  kind: 'STATUTORY_DUTY',
  categories: ['IDENTITY', 'INCIDENT'],
  reason: 'Report to 102, duty to respond.',
  reviewAt: inHours(24 * 10),
  ...change,
});

/** A woman whom the first unit of the police of Auezov has given a pseudonym, and what is done about her through the public door. */
export class Scene {
  private constructor(
    readonly hub: PublicHub,
    /** Her internal key, which nobody outside ever sees */
    readonly key: string,
  ) {}

  static async open(hub: PublicHub): Promise<Scene> {
    const { data } = await hub
      .as(...OFFICER)
      .query(document('victimRegister'), { input: { idempotencyKey: randomUUID() } });
    return new Scene(hub, pairwise().toKey(data.victimRegister.victimId, POLICE)!);
  }

  /** A child of that age, whom the police have given a pseudonym. */
  static async openChild(hub: PublicHub, years: number): Promise<Scene> {
    const majorityAt = inHours((18 - years) * 365.25 * 24);
    const { data } = await hub
      .as(...OFFICER)
      .query(document('victimRegister'), { input: { idempotencyKey: randomUUID(), kind: 'CHILD', majorityAt } });
    return new Scene(hub, pairwise().toKey(data.victimRegister.victimId, POLICE)!);
  }

  /** She shares with the clinic and the shelter; the police have a duty; both have looked. */
  async shared(): Promise<void> {
    await this.duty();
    await this.grant();
    await this.grant(
      {
        recipient: CENTRE,
        purposes: ['SHELTER', 'SUPPORT'],
        categories: ['IDENTITY', 'SHELTER', 'RISK'],
        excluded: ['RISK'],
      },
      INTAKE,
    );
    for (const who of [OFFICER, SCHEDULER])
      await this.hub
        .as(...who)
        .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', { id: this.idFor(who) });
  }

  /** Her id at the agency of an account: other agencies get theirs with a referral. */
  idFor([account]: Who): string {
    return pairwise().toPublic(this.key, AGENCY[account]!);
  }

  /** A field of her record as somebody reads it; null when nothing is open, or the code of the error. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  async read(who: Who, selection: string): Promise<any> {
    const { data, errors } = await this.hub
      .as(...who)
      .query(`query ($id: ID!) { victim(id: $id) { ${selection} } }`, { id: this.idFor(who) });
    return errors?.[0]?.extensions.code ?? data.victim;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  async do(who: Who, mutation: string, input: object, language = 'en'): Promise<any> {
    const answer = await this.hub.as(...who, language).query(document(mutation), {
      input: mutation === 'withdrawalNoticeHandle' ? input : { victimId: this.idFor(who), ...input },
    });
    if (answer.errors) throw new Error(answer.errors[0]!.extensions.code);
    return answer.data[mutation];
  }

  /** As `do`, and it must have been carried out. */
  async done(who: Who, mutation: string, input: object): Promise<ReturnType<Scene['do']>> {
    const payload = await this.do(who, mutation, input);
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload;
  }

  readonly terms = terms;
  readonly ground = ground;

  grant(change: object = {}, who = OFFICER) {
    return this.done(who, 'consentGrant', this.terms(change));
  }

  duty(change: object = {}, who = OFFICER) {
    return this.done(who, 'legalBasisRecord', this.ground(change));
  }

  /** A pair of codes to her own page, from the advocate beside her. */
  codes(change: object = {}) {
    return this.done(SHE, 'subjectCodeIssue', { idempotencyKey: randomUUID(), language: 'en', ...change });
  }

  /** The categories open to somebody, with their basis: `IDENTITY by CONSENT`; null when there is no record for them. */
  async open(who: Who, id = this.idFor(who)): Promise<string[] | null> {
    const { data, errors } = await this.hub
      .as(...who)
      .query('query ($id: ID!) { victim(id: $id) { sharing { category state basis } } }', { id });
    if (errors) throw new Error(errors[0]!.extensions.code);
    const sharing: { category: string; state: string; basis: string | null }[] | undefined = data.victim?.sharing;
    return sharing?.filter((s) => s.state === 'OPEN').map((s) => `${s.category} by ${s.basis}`) ?? null;
  }
}

function pairwise() {
  return secretsOf(testServer().secrets, 'consent').pairwise!;
}
