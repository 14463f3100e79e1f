import type { EntityManager } from 'typeorm';
import { mutate, Refusal, type Requester, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { keepOrders } from '../exam-order/keep.js';
import { offerFreeTimes } from '../waiting-list/offer.js';
import { BOOKED } from '../waiting-list/sql.js';
import { clock } from './clock.js';
import { ExamPayload, type ExamStepInput } from './inputs.js';
import { AppointmentState, type Step } from './life-cycle.js';
import { ownAppointment } from './own-appointment.js';
import { isLapsed, type LockedAppointment, stateAfter } from './rules.js';
import { CHANGE_STATE, CLINICS_OF_APPOINTMENT, CLINICS_OF_CONFIRMATION, LOCK_APPOINTMENT, MOVE } from './step-sql.js';
import { ExamCancelReason } from './types.js';

/** Steps that give a time back, the first of them that of the appointment which is replaced. */
const FREEING: ReadonlySet<Step> = new Set(['CONFIRM', 'CANCEL', 'NO_SHOW']);

/**
 * One step of the life cycle as a mutation: lock the clinics whose time may become free, then the rows, read the clock, ask the rule, write. What became
 * free is offered to whoever waits for it before anybody else can see it.
 */
export function takeStep(
  ctx: SubgraphContext,
  operation: string,
  step: Step,
  input: ExamStepInput,
  reason: ExamCancelReason | null = null,
): Promise<ExamPayload> {
  return mutate(ctx, operation, input, ExamPayload, async (commit) => {
    const id = await commit(async (manager) => {
      const { appointment, replaced } = await lockAppointment(manager, ctx.requester, input.appointmentId, step);
      const now = await clock(manager);
      const state = stateAfter(step, appointment, now, input.expectedVersion);
      const freed = step === 'CONFIRM' ? replaced && (await giveUp(manager, replaced, now)) : appointment;
      await rowsOf(manager, CHANGE_STATE, [appointment.id, state, reason]);
      if (step === 'CONFIRM' && freed) {
        await keepOrders(manager, freed.id);
        await rowsOf(manager, MOVE, [appointment.id, freed.id, 'ASKED_FOR', ctx.requester.staff]);
      }
      if (step === 'CONFIRM' && appointment.wait) await rowsOf(manager, BOOKED, [appointment.wait]);
      if (freed && FREEING.has(step))
        await offerFreeTimes(manager, freed.clinic, { from: freed.startsAt, to: freed.endsAt });
      return input.appointmentId;
    });
    return { appointment: await ownAppointment(ctx, id) };
  });
}

/** Cancels what is replaced, if that has not begun and there is anything left to cancel. What has become of it is told to nobody who confirms elsewhere. */
async function giveUp(
  manager: EntityManager,
  replaced: LockedAppointment,
  now: Date,
): Promise<LockedAppointment | null> {
  const { state } = replaced;
  if (isLapsed(replaced, now) || (state !== AppointmentState.HELD && state !== AppointmentState.CONFIRMED)) return null;
  await rowsOf(manager, CHANGE_STATE, [
    replaced.id,
    AppointmentState.CANCELLED,
    ExamCancelReason.MOVED_TO_ANOTHER_TIME,
  ]);
  return replaced;
}

/**
 * An appointment under its lock, and the one that it is to replace, their clinics locked before when the step gives time back.
 * @throws Refusal NOT_FOUND: unknown, another agency's and walled are one answer
 */
async function lockAppointment(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  id: string,
  step: Step,
): Promise<{ appointment: LockedAppointment; replaced: LockedAppointment | undefined }> {
  const parameters = [agency, unit, staff, id];
  if (FREEING.has(step)) {
    const which = step === 'CONFIRM' ? CLINICS_OF_CONFIRMATION : CLINICS_OF_APPOINTMENT;
    const clinics = await rowsOf<{ clinic: string }>(manager, which, parameters);
    await lockClinics(
      manager,
      clinics.map(({ clinic }) => clinic),
    );
  }
  const rows = await rowsOf<LockedAppointment & { asked: boolean }>(manager, LOCK_APPOINTMENT, parameters);
  const appointment = rows.find(({ asked }) => asked);
  if (appointment) return { appointment, replaced: rows.find(({ asked }) => !asked) };
  throw appointmentNotFound();
}

export const appointmentNotFound = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such appointment that you may use.',
      ru: 'Нет такой записи на приём, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай қабылдау жазбасы жоқ.',
    },
    ['appointmentId'],
  );
