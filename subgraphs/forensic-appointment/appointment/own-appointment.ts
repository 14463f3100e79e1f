import type { SubgraphContext } from '../../kit/index.js';
import { ownRecordParameters } from '../../kit/index.js';
import { moveOf } from './moves.js';
import { type AppointmentRow, OWN_APPOINTMENT } from './sql.js';
import type { Appointment } from './types.js';

/** What a row shows: to somebody who is no party to it, not who holds it or examines her, nor any reference, nor where it was moved. */
export function appointmentOf({ victim_key, party, holds, ...row }: AppointmentRow): Appointment {
  const victim = victim_key ? { key: victim_key } : null;
  const waitId = holds ? row.waitId : null;
  if (party) return { ...row, victim, waitId, movedFrom: moveOf(row.movedFrom), movedTo: moveOf(row.movedTo) };
  return {
    ...{ ...row, victim, waitId, examiner: null, holder: null, localReference: null, referralCode: null },
    ...{ cancelReason: null, overrideReason: null, replaces: null, movedFrom: null, movedTo: null },
  };
}

/** An appointment that the requester is a party to, or null; the look is logged. */
export async function ownAppointment(ctx: SubgraphContext, id: string): Promise<Appointment | null> {
  const [row] = await OWN_APPOINTMENT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? appointmentOf(row) : null;
}
