import { randomUUID } from 'node:crypto';
import { type Door, done, read } from '../scripts/demo/door.js';
import { seedId } from '../standalone/seed/index.js';
import type { PublicHub } from './hub.js';

export const CLINIC = seedId('agency:clinic-almaty');
export const CENTRE = seedId('agency:crisis-almaty-1');

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
export const key = () => `test ${randomUUID()}`;

/** What she told; a test looks for these words where they must not be. */
export const TOLD = {
  familyName: 'Жансейітова',
  givenName: 'Мадина',
  number: '+77015550142',
  iin: '850615400125',
  account: 'He struck me with a belt in the kitchen.',
} as const;

export interface ConsentedRecord {
  /** Her id at the police department, at the clinic and at the crisis centre */
  readonly police: string;
  readonly clinic: string;
  readonly centre: string;
  readonly appointment: string;
  readonly placement: string;
}

/** A record that police (duty), clinic and crisis centre (consent) share parts of, made through the public door. */
export async function consentedRecord(hub: PublicHub): Promise<ConsentedRecord> {
  const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  const clinic = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  const intake = hub.as('intake-almaty', 'SHELTER');
  const { victimId } = await done(officer, 'victimRegister', 'VictimRegisterInput', 'victimId', {
    idempotencyKey: key(),
  });
  await done(officer, 'legalBasisRecord', 'LegalBasisRecordInput', 'legalBasis { id }', {
    idempotencyKey: key(),
    victimId,
    kind: 'STATUTORY_DUTY',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
    reason: 'Report to 102.',
    reviewAt: inDays(7),
  });
  const grant = (recipient: string, purposes: string[], categories: string[]) =>
    done(officer, 'consentGrant', 'ConsentGrantInput', 'consent { id }', {
      idempotencyKey: key(),
      victimId,
      recipient,
      purposes,
      categories,
      expiresAt: inDays(2.9),
      provisional: true,
      form: 'ORAL_WITNESSED',
      language: 'kk',
      interpreter: 'NONE',
      witnessed: true,
      consequencesExplained: true,
    });
  await grant(CLINIC, ['FORENSIC_EXAM'], ['IDENTITY', 'INCIDENT', 'REFERRAL', 'FORENSIC']);
  await grant(
    CENTRE,
    ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST'],
    ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL', 'SHELTER'],
  );
  await done(officer, 'incidentReport', 'IncidentReportInput', 'incident { id }', {
    idempotencyKey: key(),
    victimId,
    occurredAt: inDays(-0.4),
    lastContactAt: inDays(-0.4),
    channel: 'CALL_102',
    violence: ['PHYSICAL'],
    account: TOLD.account,
    regionCode: 'KZ-75',
  });
  await done(officer, 'personDetailsRecord', 'PersonDetailsRecordInput', 'personDetails { version }', {
    idempotencyKey: key(),
    victimId,
    identity: { familyName: TOLD.familyName, givenName: TOLD.givenName, iin: TOLD.iin, languages: ['kk', 'ru'] },
    safeContact: { channel: 'PHONE', number: TOLD.number, leaveNoTrace: true },
    household: { members: [{ relation: 'CHILD', age: 6, sex: 'MALE' }] },
  });
  const send = (recipient: string, service: string, categories: string[]) =>
    done(officer, 'referralSend', 'ReferralSendInput', 'referral { id }', {
      idempotencyKey: key(),
      victimId,
      recipient,
      service,
      urgency: 'STAT',
      categories,
    });
  await send(CLINIC, 'FORENSIC_EXAM', ['IDENTITY', 'INCIDENT']);
  await send(CENTRE, 'SHELTER', ['IDENTITY', 'CONTACT', 'HOUSEHOLD']);
  const clinicsId = await idFromInbox(clinic);
  const centresId = await idFromInbox(intake);
  const { examSlots } = await read(
    clinic,
    'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { id clinic { agency } } } }',
    // the first one could pass before it is held
    { input: { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-75', first: 20, from: inDays(1 / 24) } },
  );
  const slot = examSlots.slots.find((s: { clinic: { agency: string } }) => s.clinic.agency === CLINIC);
  const { appointment } = await done(clinic, 'examHold', 'ExamHoldInput', 'appointment { id }', {
    idempotencyKey: key(),
    slotId: slot.id,
    victimId: clinicsId,
  });
  const placement = await holdBed(officer, intake);
  await done(intake, 'bedAccept', 'PlacementLinkInput', 'placement { id }', { holdId: placement, victimId: centresId });
  return { police: victimId, clinic: clinicsId, centre: centresId, appointment: appointment.id, placement };
}

async function idFromInbox(door: Door): Promise<string> {
  const { referralInbox } = await read(door, '{ referralInbox(first: 1) { edges { node { victim { id } } } } }');
  return referralInbox.edges[0].node.victim.id;
}

/** A bed of the crisis centre, held for a woman and a boy of six; the id of the hold. */
export async function holdBed(door: Door, intake: Door): Promise<string> {
  const household = { adults: 1, children: [{ age: 6, sex: 'MALE' }] };
  const { shelters } = await read(intake, '{ shelters(first: 100) { edges { node { id } } } }');
  const own = new Set(shelters.edges.map((e: { node: { id: string } }) => e.node.id));
  const { bedSearch } = await read(
    door,
    'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { unitId shelterId misfits { code } } } }',
    { input: { ...household, regionCode: 'KZ-75', first: 50 } },
  );
  const offer = bedSearch.offers.find(
    (o: { unitId: string; shelterId: string; misfits: unknown[] }) =>
      o.unitId && own.has(o.shelterId) && !o.misfits.length,
  );
  const { placement } = await done(door, 'bedHold', 'BedHoldInput', 'placement { id }', {
    idempotencyKey: key(),
    unitId: offer.unitId,
    ...household,
  });
  return placement.id;
}
