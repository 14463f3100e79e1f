import type { EntityManager } from 'typeorm';
import { mutate, Refusal, type Requester, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { ExamPayload, type ExamStepInput } from './inputs.js';
import type { Step } from './life-cycle.js';
import { ownAppointment } from './own-appointment.js';
import { type LockedAppointment, stateAfter } from './rules.js';
import { CHANGE_STATE, LOCK_APPOINTMENT } from './sql.js';
import type { ExamCancelReason } from './types.js';

/** One step of the life cycle as a mutation: lock the row, read the clock, ask the rule, write. */
export function takeStep(
  ctx: SubgraphContext,
  operation: string,
  step: Step,
  input: ExamStepInput,
  reason: ExamCancelReason | null = null,
): Promise<ExamPayload> {
  return mutate(ctx, operation, input, ExamPayload, async (commit) => {
    const id = await commit(async (manager) => {
      const appointment = await lock(manager, ctx.requester, input.appointmentId);
      const [clock] = await rowsOf<{ now: Date }>(manager, 'SELECT clock_timestamp() AS now');
      const state = stateAfter(step, appointment, clock!.now, input.expectedVersion);
      await rowsOf(manager, CHANGE_STATE, [input.appointmentId, state, reason]);
      return input.appointmentId;
    });
    return { appointment: await ownAppointment(ctx, id) };
  });
}

/** @throws Refusal NOT_FOUND: unknown, another agency's and walled are one answer */
async function lock(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  id: string,
): Promise<LockedAppointment> {
  const [row] = await rowsOf<LockedAppointment>(manager, LOCK_APPOINTMENT, [agency, unit, staff, id]);
  if (row) return row;
  throw new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such appointment that you may use.',
      ru: 'Нет такой записи на приём, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай қабылдау жазбасы жоқ.',
    },
    ['appointmentId'],
  );
}
