import type { EntityManager } from 'typeorm';
import { notWalled, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { EvidenceJurisdiction } from '../evidence-window/window-set/settings.js';
import type { EvidenceKitOpenInput } from './inputs.js';
import { kitPeriod } from './kit-period.js';
import { keptPin, newKitNumber } from './pin.js';
import { appointmentUnknown } from './refusals.js';
import { ADD_PARTY, ADD_STEP } from './sql.js';

/** A number that is taken is drawn again; not for ever. */
const NUMBER_ATTEMPTS = 10;

/** One at the requester's clinic ($1 agency, $2 unit, $3 staff), with no wall between; $4 its id */
const OF_CLINIC = `SELECT victim_key FROM appointment a WHERE a.id = $4::uuid AND a.clinic_agency = $1::text AND ${notWalled('a.victim_key')}`;

/**
 * Opens a kit, inside the caller's transaction. Returns its id.
 * @param victim internal key; null to name nobody. The appointment's own when the input names none
 * @throws Refusal NOT_FOUND
 */
export async function openKit(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: EvidenceKitOpenInput,
  victim: string | null,
  pin: string,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  let hers = victim;
  if (input.appointmentId) {
    const [appointment] = await rowsOf<{ victim_key: string | null }>(manager, OF_CLINIC, [
      agency,
      unit,
      staff,
      input.appointmentId,
    ]);
    if (!appointment || (victim && appointment.victim_key && appointment.victim_key !== victim))
      throw appointmentUnknown();
    hers ??= appointment.victim_key;
  }
  const { EVIDENCE_JURISDICTION: jurisdiction } = ctx.settings as { EVIDENCE_JURISDICTION: EvidenceJurisdiction };
  const kept = await keptPin(pin);
  for (let attempt = 1; attempt <= NUMBER_ATTEMPTS; attempt++) {
    const [kit] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO evidence_kit (number, pin, clinic_agency, holder_agency, victim_key, appointment_id, self_referred, keep_until)
       VALUES ($1, $2, $3, $3, $4, $5, $6, (clock_timestamp() + make_interval(months => $7::int))::date)
       ON CONFLICT (number) DO NOTHING RETURNING id`,
      [
        newKitNumber(),
        kept,
        agency,
        hers,
        input.appointmentId ?? null,
        input.selfReferred,
        kitPeriod(jurisdiction).months,
      ],
    );
    if (!kit) continue;
    await rowsOf(manager, ADD_PARTY, [kit.id, agency]);
    await rowsOf(manager, ADD_STEP, [kit.id, 'OPEN', agency, staff, null, null, null]);
    return kit.id;
  }
  throw new Error('No number is free.');
}
