import { carriedOut, type Door, type SignIn } from './door.js';
import {
  bed,
  bedBeforeAnyName,
  confirmWithoutThePolice,
  consents,
  examination,
  refer,
  report,
} from './what-is-done.js';
import { accessLog, nobodyElse, oneRecord, wall, withdrawal } from './what-is-open.js';

/**
 * The job that the hub exists for, through its public door alone: report, bed before any name, provisional consent, two referrals,
 * examination, bed, one record for three agencies and nobody else, a wall, a withdrawal, and her access log. Throws at the first step
 * that does not hold. May be run again and again: at the end the bed and the appointment are given back.
 */
export async function mainJob(signIn: SignIn, say: (line: string) => void): Promise<void> {
  const officer = signIn('officer-almaty', 'POLICE_RESPONSE');
  const clinic = signIn('scheduler-almaty', 'FORENSIC_EXAM');
  const intake = signIn('intake-almaty', 'SHELTER');
  const advocate = signIn('advocate-almaty', 'SUPPORT');
  const readers = { officer, clinic, intake };

  const victimId = await report(officer, say);
  const { holdId, unitKind } = await bedBeforeAnyName(officer, intake, say);
  const consentIds = await consents(officer, victimId, say);
  await refer(officer, victimId, say);
  const { clinicsId, appointmentId } = await examination(clinic, say);
  const centresId = await bed(intake, holdId, unitKind, say);
  await confirmWithoutThePolice(advocate, centresId, consentIds.centre, say);
  await oneRecord(readers, { victimId, clinicsId, centresId }, say);
  await nobodyElse(signIn, victimId, say);
  await wall(officer, advocate, victimId, centresId, say);
  await withdrawal(readers, advocate, { clinicsId, centresId, appointmentId, holdId }, say);
  await accessLog(signIn('advocate-almaty', 'SUBJECT_REQUEST'), centresId, say);
  await giveBack(clinic, intake, appointmentId, holdId, say);
}

async function giveBack(
  clinic: Door,
  intake: Door,
  appointmentId: string,
  holdId: string,
  say: (line: string) => void,
): Promise<void> {
  await carriedOut(clinic, 'examCancel', { appointmentId, reason: 'SHE_ASKED' });
  await carriedOut(intake, 'bedArrive', { holdId });
  await carriedOut(intake, 'bedDepart', { holdId });
  say('The slot and the bed are given back, so that this can be run again.');
}
