import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { carriedOut } from '../../scripts/demo/door.js';
import { secretsOf } from '../../standalone/secrets.js';
import { CENTRE, CLINIC, type ConsentedRecord, consentedRecord } from '../consented-record.js';
import type { PublicHub } from '../hub.js';
import { type Event, Model } from '../oracle/model.js';
import { OFFICER, PEOPLE, type Person, person } from '../oracle/people.js';
import { testServer } from '../setup/test-server.js';
import type { Values } from './documents.js';

const hours = 1_000;
const found = (account: string, purpose: string) =>
  PEOPLE.find((each) => each.account === account && each.purpose === purpose)!;

/** Parties to the record, and one who is none. */
export const CLINICS = found('scheduler-almaty', 'FORENSIC_EXAM');
export const CENTRES = found('intake-almaty', 'SHELTER');
export const ADVOCATE = found('advocate-almaty', 'SUPPORT');
export const OUTSIDER = person('officer-bostandyk', 'POLICE_RESPONSE');
export const ASKERS: readonly Person[] = [
  OFFICER,
  CLINICS,
  found('examiner-almaty', 'MEDICAL_CARE'),
  CENTRES,
  ADVOCATE,
  OUTSIDER,
];

/** The clinic of an appointment, and its day there. */
async function clinicDay(hub: PublicHub, appointment: string): Promise<{ clinic: string; day: string }> {
  const [row] = await hub.db('forensic-appointment').query(
    `SELECT c.id AS clinic, (a.starts_at AT TIME ZONE c.zone)::date::text AS day
     FROM appointment a JOIN clinic c ON c.id = a.clinic_id WHERE a.id = $1`,
    [appointment],
  );
  return row;
}

/** A record on a hub, and what the model says of it. */
export class Scene {
  readonly model = new Model([null]);

  private constructor(
    private readonly hub: PublicHub,
    readonly key: string,
    private readonly record: ConsentedRecord,
    private readonly ids: Readonly<Record<string, string>>,
  ) {}

  static async open(hub: PublicHub): Promise<Scene> {
    const record = await consentedRecord(hub);
    const pairwise = secretsOf(testServer().secrets, 'consent').pairwise!;
    const key = pairwise.toKey(record.police, OFFICER.agency)!;
    const one = async (subgraph: string, table: string) =>
      (
        await hub
          .db(subgraph)
          .query(`SELECT id, to_jsonb(t) ->> 'code' AS code FROM ${table} t WHERE victim_key = $1 LIMIT 1`, [key])
      )[0];
    const referral = await one('referral', 'referral');
    const scene = new Scene(hub, key, record, {
      Incident: (await one('referral', 'incident')).id,
      Referral: referral.id,
      Appointment: record.appointment,
      Placement: record.placement,
      code: referral.code ?? '1',
      ...(await clinicDay(hub, record.appointment)),
    });
    // as test/consented-record.ts does it
    scene.#happened({
      on: 0,
      kind: 'basis',
      id: randomUUID(),
      by: OFFICER,
      categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
      hours,
    });
    scene.#consent(CLINIC, ['FORENSIC_EXAM'], ['IDENTITY', 'INCIDENT', 'REFERRAL', 'FORENSIC']);
    scene.#consent(
      CENTRE,
      ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST'],
      ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL', 'SHELTER'],
    );
    return scene;
  }

  /** To the crisis centre's advocates everything that the graph can say. */
  async openEverything(categories: readonly string[]): Promise<void> {
    await carriedOut(this.#advocate, 'consentGrant', {
      idempotencyKey: randomUUID(),
      victimId: this.record.centre,
      recipient: CENTRE,
      purposes: ['SUPPORT'],
      categories,
      expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      provisional: false,
      form: 'WRITTEN',
      language: 'kk',
      interpreter: 'NONE',
      witnessed: true,
      consequencesExplained: true,
    });
    this.#consent(CENTRE, ['SUPPORT'], categories);
  }

  async wallTheClinic(): Promise<void> {
    const wall = { subjectKind: 'AGENCY', subject: CLINIC, reason: 'KNOWS_PERPETRATOR' };
    const input = { idempotencyKey: randomUUID(), victimId: this.record.centre, ...wall };
    const { notYetEnforcedBy } = await carriedOut(this.#advocate, 'conflictWallAdd', input);
    if (notYetEnforcedBy.length > 0) throw new Error('The wall does not stand everywhere.');
    this.#happened({ on: 0, kind: 'wall', subject: CLINIC });
    // the gateway learns of it a moment later, and denies the clinic everything until then
    const clinic = this.hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    while ((await clinic.query('{ appointments(first: 1) { edges { cursor } } }')).errors) await sleep(100);
  }

  async withdraw(): Promise<void> {
    await carriedOut(this.#advocate, 'consentWithdraw', { victimId: this.record.centre });
    this.#happened({ on: 0, kind: 'withdraw' });
  }

  /** Whether somebody is a party to what the subgraphs keep about her, and nothing keeps them out. */
  mayReadOwnRecords(asker: Person): boolean {
    return asker !== OUTSIDER && !this.model.walled(0, asker);
  }

  /** What a request about her would name. */
  valuesFor(asker: Person): Values {
    const pairwise = secretsOf(testServer().secrets, 'consent').pairwise!;
    // an outsider tries what somebody else has told
    const victim = asker === OUTSIDER ? this.record.police : pairwise.toPublic(this.key, asker.agency);
    const ids = Object.entries(this.ids).map(([type, id]) => [`id of ${type}`, JSON.stringify(id)]);
    const nobody = JSON.stringify(randomUUID());
    return {
      ...Object.fromEntries(ids),
      'id of Victim': JSON.stringify(victim),
      incidentId: JSON.stringify(this.ids.Incident),
      'id of ReferralDraft': nobody,
      'id of EvidenceKit': nobody,
      'id of ExamOrder': nobody,
      waitId: nobody,
      'id of RiskAssessment': nobody,
      victimId: JSON.stringify(victim),
      appointmentId: JSON.stringify(this.ids.Appointment),
      holdId: JSON.stringify(this.ids.Placement),
      referralId: JSON.stringify(this.ids.Referral),
      recipient: JSON.stringify(CENTRE),
      code: JSON.stringify(this.ids.code),
      regionCode: '"KZ-75"',
      clinicId: JSON.stringify(this.ids.clinic),
      date: JSON.stringify(this.ids.day),
      startArea: '"KZ-75"',
      documentDigits: '"0000"',
      validUntil: JSON.stringify(new Date(Date.now() + 86_400_000).toISOString()),
      first: '2',
      // of what else is needed anything will do
      ID: nobody,
      String: '"x"',
      Int: '1',
      Float: '1',
      Boolean: 'true',
      DateTimeISO: JSON.stringify(new Date(Date.now() - 3_600_000).toISOString()),
      LocalDate: '"2020-04-14"',
      // of a stretch of time the end, an hour after what stands for any instant
      to: JSON.stringify(new Date().toISOString()),
    };
  }

  get #advocate() {
    return this.hub.as('advocate-almaty', 'SUPPORT');
  }

  #consent(recipient: string, purposes: readonly string[], categories: readonly string[]): void {
    const terms = { recipient, unit: null, except: [], purposes, categories, excluded: [] };
    this.#happened({ on: 0, kind: 'consent', id: randomUUID(), terms, hours });
  }

  #happened(event: Event): void {
    this.model.apply(event);
  }
}
