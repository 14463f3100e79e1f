import { randomBytes } from 'node:crypto';
import { operation } from '../operations.js';
import { CENTRE, CHILDREN, CLINIC, IDENTITY, inHours, key } from './cast.js';
import { carriedOut, type Door, found, must } from './door.js';

export async function report(officer: Door, say: (line: string) => void): Promise<string> {
  const { victimId } = await carriedOut(officer, 'victimRegister', {
    idempotencyKey: key(),
  });
  await carriedOut(officer, 'legalBasisRecord', {
    idempotencyKey: key(),
    victimId,
    kind: 'STATUTORY_DUTY',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
    reason: 'Report to 102; the law obliges the police to act on it.',
    reviewAt: inHours(24 * 7),
  });
  await carriedOut(officer, 'incidentReport', {
    idempotencyKey: key(),
    victimId,
    occurredAt: inHours(-9),
    lastContactAt: inHours(-9),
    channel: 'CALL_102',
    violence: ['PHYSICAL', 'THREAT'],
    injuries: ['BRUISE'],
    childrenPresent: true,
    childrenCount: 3,
    account: 'Beaten by her husband in front of the children.',
    regionCode: 'KZ-75',
  });
  say(
    'An officer in Almaty reports the incident under statutory duty: last contact 9 hours ago, three children present.',
  );
  return victimId;
}

export async function bedBeforeAnyName(
  officer: Door,
  intake: Door,
  say: (line: string) => void,
): Promise<{ holdId: string; unitKind: string }> {
  const household = { adults: 1, children: CHILDREN };
  const { bedSearch } = await found(officer, 'BedSearch', {
    input: { ...household, regionCode: 'KZ-75', nights: 7, first: 50 },
  });
  const fits = bedSearch.offers.filter(
    (o: { unitId: string | null; misfits: unknown[] }) => o.unitId && o.misfits.length === 0,
  );
  must(fits.length > 0, 'there is a bed for a woman and three children in Almaty');
  const { shelters } = await found(intake, 'Shelters', { first: 100 });
  const centres = new Set(shelters.edges.map((e: { node: { id: string } }) => e.node.id));
  const offer = fits.find((o: { shelterId: string }) => centres.has(o.shelterId));
  must(offer, 'one of the offers is a bed of the crisis centre');
  const { placement } = await carriedOut(officer, 'bedHold', {
    idempotencyKey: key(),
    unitId: offer.unitId,
    ...household,
    nights: 7,
  });
  must(placement.state === 'HELD', 'the bed is held');
  say(
    `Before any name: ${fits.length} offers for a woman and three children; one ${placement.unitKind} is held until ${placement.heldUntil}.`,
  );
  return { holdId: placement.id, unitKind: placement.unitKind };
}

export async function consents(
  officer: Door,
  victimId: string,
  say: (line: string) => void,
): Promise<{ clinic: string; centre: string }> {
  const terms = {
    victimId,
    expiresAt: inHours(71.9),
    provisional: true,
    form: 'ORAL_WITNESSED',
    language: 'kk',
    interpreter: 'NONE',
    witnessed: true,
    consequencesExplained: true,
  };
  const grant = async (recipient: string, purposes: string[], categories: string[]): Promise<string> =>
    (
      await carriedOut(officer, 'consentGrant', {
        ...terms,
        idempotencyKey: key(),
        recipient,
        purposes,
        categories,
      })
    ).consent.id;
  const ids = {
    clinic: await grant(CLINIC, ['FORENSIC_EXAM', 'MEDICAL_CARE'], ['IDENTITY', 'INCIDENT', 'REFERRAL', 'FORENSIC']),
    centre: await grant(
      CENTRE,
      ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST'],
      ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL', 'SHELTER'],
    ),
  };
  say('She gives a provisional consent (72 hours, this clinic and this crisis centre, read out in Kazakh, witnessed).');
  return ids;
}

export async function refer(officer: Door, victimId: string, say: (line: string) => void): Promise<void> {
  await carriedOut(officer, 'personDetailsRecord', {
    idempotencyKey: key(),
    victimId,
    identity: IDENTITY,
    safeContact: {
      channel: 'PHONE',
      number: `+7700${randomBytes(3).readUIntBE(0, 3).toString().padStart(8, '0').slice(0, 7)}`,
      leaveNoTrace: true,
    },
    household: { members: CHILDREN.map(({ age, sex }) => ({ relation: 'CHILD', age, sex })) },
  });
  const send = (recipient: string, service: string, categories: string[]) =>
    carriedOut(officer, 'referralSend', {
      idempotencyKey: key(),
      victimId,
      recipient,
      service,
      urgency: 'STAT',
      categories,
    });
  const toClinic = await send(CLINIC, 'FORENSIC_EXAM', ['IDENTITY', 'INCIDENT']);
  const toCentre = await send(CENTRE, 'SHELTER', ['IDENTITY', 'CONTACT', 'HOUSEHOLD']);
  const refused = await officer.query(operation('ReferralSend'), {
    input: {
      idempotencyKey: key(),
      victimId,
      recipient: CLINIC,
      service: 'MEDICAL_CARE',
      urgency: 'URGENT',
      categories: ['CONTACT'],
    },
  });
  must(
    refused.data?.referralSend.userErrors[0]?.code === 'CONSENT_REQUIRED',
    'what she did not agree to does not travel',
  );
  say(
    `Both referrals are sent and carry her details (codes ${toClinic.referral.code} and ${toCentre.referral.code}); her number to the clinic is refused.`,
  );
}

/** The newest referral in the inbox that brings her record. */
async function newest(door: Door): Promise<{ id: string; victim: { id: string } }> {
  const { referralInbox } = await found(door, 'ReferralInbox', { first: 5, filter: { needsAction: true } });
  const node = referralInbox.edges[0]?.node;
  must(node?.victim?.id, 'the referral is in the inbox and opens her record');
  return node;
}

export async function examination(
  clinic: Door,
  say: (line: string) => void,
): Promise<{ clinicsId: string; appointmentId: string }> {
  const referral = await newest(clinic);
  await carriedOut(clinic, 'referralAcknowledge', { referralId: referral.id });
  await carriedOut(clinic, 'referralAccept', { referralId: referral.id });
  const { evidenceClock } = await found(clinic, 'EvidenceClock', {
    input: { lastContactAt: inHours(-9), violence: ['PHYSICAL'] },
  });
  const { examSlots } = await found(clinic, 'ExamSlots', {
    // the first one could pass before it is held
    input: { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-75', lastContactAt: inHours(-9), from: inHours(1), first: 20 },
  });
  must(evidenceClock.items.length > 0, 'the evidence clock knows what bruises are worth');
  const slot = examSlots.slots.find((s: { clinic: { agency: string } }) => s.clinic.agency === CLINIC);
  must(slot, 'the clinic has a free slot');
  const { appointment } = await carriedOut(clinic, 'examHold', {
    idempotencyKey: key(),
    slotId: slot.id,
    victimId: referral.victim.id,
    priority: evidenceClock.priority,
  });
  const confirmed = await carriedOut(clinic, 'examConfirm', {
    appointmentId: appointment.id,
  });
  must(confirmed.appointment.state === 'CONFIRMED', 'the examination is confirmed');
  say(
    `The clinic sees ${examSlots.slots.length} slots ranked (first: ${slot.rankReason}), holds one and confirms it: ${confirmed.appointment.startsAt}.`,
  );
  return { clinicsId: referral.victim.id, appointmentId: appointment.id };
}

export async function bed(
  intake: Door,
  holdId: string,
  unitKind: string,
  say: (line: string) => void,
): Promise<string> {
  const referral = await newest(intake);
  await carriedOut(intake, 'referralAcknowledge', { referralId: referral.id });
  const { bedRequests } = await found(intake, 'BedRequests', { first: 50, states: ['HELD'] });
  must(
    bedRequests.edges.some(
      (e: { node: { id: string; childrenCount: number } }) => e.node.id === holdId && e.node.childrenCount === 3,
    ),
    'the crisis centre sees the request it has to screen',
  );
  const { placement } = await carriedOut(intake, 'bedAccept', {
    holdId,
    victimId: referral.victim.id,
  });
  must(placement.state === 'ACCEPTED', 'the bed is accepted');
  await carriedOut(intake, 'referralAccept', { referralId: referral.id });
  say(`The crisis centre screens the request and accepts: the ${unitKind} is hers.`);
  return referral.victim.id;
}

export async function confirmWithoutThePolice(
  advocate: Door,
  centresId: string,
  consentId: string,
  say: (line: string) => void,
): Promise<void> {
  const { consent } = await carriedOut(advocate, 'consentConfirm', {
    consentId,
    victimId: centresId,
    expiresAt: inHours(24 * 60),
  });
  must(consent.state === 'ACTIVE', 'the consent to the crisis centre is confirmed');
  say('An advocate asks her again, without the police, and confirms her consent to the crisis centre.');
}
