import type { EntityManager } from 'typeorm';
import {
  type AccessRule,
  AgencyKind,
  mutate,
  Refusal,
  type Requester,
  Role,
  rowsOf,
  type SubgraphContext,
  type Text,
  UserErrorCode,
} from '../../kit/index.js';
import { assertNobodyTwice } from '../schedule/assigned-once.js';
import { deriveShifts } from '../schedule/derive.js';
import { offerFreeTimes } from '../waiting-list/offer.js';
import { lockClinics } from './lock.js';
import { ONE_CLINIC, OUTSIDE_HOURS } from './sql.js';
import { ClinicPayload } from './types.js';

/** Who runs a clinic's week: its own schedulers and administrator. No purpose: nothing of anybody is read. */
export const SCHEDULING: AccessRule = {
  purposes: 'none',
  kinds: [AgencyKind.FORENSIC_CLINIC],
  roles: [Role.SCHEDULER, Role.ADMINISTRATOR],
};

/** What is changed, or the clinic to which something is added; `field` is where the input names it. */
export interface Target {
  readonly table: 'clinic' | 'examiner' | 'exam_place' | 'exam_equipment' | 'schedule_rule' | 'schedule_exception';
  readonly id: string;
  readonly field: string;
  readonly expectedVersion?: number | null;
}

/**
 * A change of one clinic of the requester's agency, in one transaction with the shifts that follow from it; what it makes free is offered to whoever waits. It
 * cancels nothing: appointments that it leaves outside of the hours, or without what they need, are named in the payload.
 * @param effect returns the id of what was added or changed; the clinic is locked, and so is each where one of its examiners works too
 */
export function changeClinic(
  ctx: SubgraphContext,
  operation: string,
  input: object,
  target: Target,
  effect: (manager: EntityManager, clinic: string) => Promise<string>,
): Promise<ClinicPayload> {
  return mutate(ctx, operation, input, ClinicPayload, async (commit) => {
    let clinic = target.id;
    const id = await commit(async (manager) => {
      clinic = await lockOwn(manager, ctx.requester, target);
      const changed = await effect(manager, clinic);
      await deriveShifts(manager, clinic);
      await assertNobodyTwice(manager, clinic);
      await offerFreeTimes(manager, clinic);
      return changed;
    });
    return clinicPayload(ctx, clinic, id);
  });
}

export async function clinicPayload(ctx: SubgraphContext, clinic: string, id: string) {
  const { agency, unit, staff } = ctx.requester;
  const [row] = await ONE_CLINIC.rows(ctx.db, [clinic]);
  const outside = await OUTSIDE_HOURS.rows(ctx.db, [agency, unit, staff, clinic]);
  return { clinic: row!.clinic, id, outside: outside.map((appointment) => appointment.id) };
}

/** @throws Refusal NOT_FOUND (unknown and of another agency are one answer), VERSION_CONFLICT */
async function lockOwn(manager: EntityManager, { agency }: Requester, target: Target): Promise<string> {
  const { table, id, field, expectedVersion } = target;
  const [found] = await rowsOf<{ clinic: string }>(
    manager,
    `SELECT ${table === 'clinic' ? 'id' : 'clinic_id'} AS clinic FROM ${table} WHERE id = $1::uuid`,
    [id],
  );
  if (!found) throw noSuch(field);
  const others = await rowsOf<{ id: string }>(manager, CLINICS_OF_THE_SAME_PERSONS, [found.clinic]);
  const locked = await lockClinics(manager, [found.clinic, ...others.map((other) => other.id)]);
  if (locked.find((clinic) => clinic.id === found.clinic)?.agency !== agency) throw noSuch(field);
  if (expectedVersion != null) {
    const [now] = await rowsOf<{ version: number }>(manager, `SELECT version FROM ${table} WHERE id = $1::uuid`, [id]);
    if (now?.version !== expectedVersion) throw changedMeanwhile();
  }
  return found.clinic;
}

const CLINICS_OF_THE_SAME_PERSONS = `
  SELECT DISTINCT o.clinic_id AS id FROM examiner e JOIN examiner o ON o.staff = e.staff AND o.clinic_id <> e.clinic_id WHERE e.clinic_id = $1::uuid`;

export const noSuch = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such clinic, or the clinic has no such entry.',
      ru: 'У вашей организации нет такой клиники или в клинике нет такой записи.',
      kk: 'Ұйымыңызда мұндай клиника жоқ немесе клиникада мұндай жазба жоқ.',
    },
    [field],
  );

/** `field`: its path in the input, `settings.zone`. */
export const invalid = (field: string, text: Text): Refusal =>
  new Refusal(UserErrorCode.INVALID, text, field.split('.'));

export const labelTaken = (): Refusal =>
  invalid('label', {
    en: 'The clinic has something of this name already.',
    ru: 'В клинике уже есть что-то с таким названием.',
    kk: 'Клиникада мұндай атаумен бір нәрсе бар.',
  });

const changedMeanwhile = (): Refusal =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody has changed it meanwhile. Read it again.',
      ru: 'Это тем временем изменили. Прочитайте заново.',
      kk: 'Осы уақытта оны біреу өзгертті. Қайта оқыңыз.',
    },
    ['expectedVersion'],
  );
