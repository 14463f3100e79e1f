import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedId } from '../../standalone/seed/index.js';
import { type Door, done, must, read, type SignIn } from './door.js';
import { RECORD } from './record.js';

const CLINIC = seedId('agency:clinic-almaty');
const CENTRE = seedId('agency:crisis-almaty-1');
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const key = () => randomUUID();

/** Fictional: what she tells. */
const IDENTITY = { familyName: 'Серікова', givenName: 'Айгерім', languages: ['kk'] };
const CHILDREN = [
  { age: 3, sex: 'FEMALE' },
  { age: 6, sex: 'MALE' },
  { age: 9, sex: 'FEMALE' },
];

interface Readers {
  readonly officer: Door;
  readonly clinic: Door;
  readonly intake: Door;
}

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

async function report(officer: Door, say: (line: string) => void): Promise<string> {
  const { victimId } = await done(officer, 'victimRegister', 'VictimRegisterInput', 'victimId', {
    idempotencyKey: key(),
  });
  await done(officer, 'legalBasisRecord', 'LegalBasisRecordInput', 'legalBasis { id }', {
    idempotencyKey: key(),
    victimId,
    kind: 'STATUTORY_DUTY',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
    reason: 'Report to 102; the law obliges the police to act on it.',
    reviewAt: inHours(24 * 7),
  });
  await done(officer, 'incidentReport', 'IncidentReportInput', 'incident { id }', {
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

async function bedBeforeAnyName(
  officer: Door,
  intake: Door,
  say: (line: string) => void,
): Promise<{ holdId: string; unitKind: string }> {
  const household = { adults: 1, children: CHILDREN };
  const { bedSearch } = await read(
    officer,
    'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { unitId shelterId unitKind bedsFree bedsNeeded misfits { code } } } }',
    { input: { ...household, regionCode: 'KZ-75', nights: 7, first: 50 } },
  );
  const fits = bedSearch.offers.filter(
    (o: { unitId: string | null; misfits: unknown[] }) => o.unitId && o.misfits.length === 0,
  );
  must(fits.length > 0, 'there is a bed for a woman and three children in Almaty');
  const { shelters } = await read(intake, '{ shelters(first: 100) { edges { node { id } } } }');
  const centres = new Set(shelters.edges.map((e: { node: { id: string } }) => e.node.id));
  const offer = fits.find((o: { shelterId: string }) => centres.has(o.shelterId));
  must(offer, 'one of the offers is a bed of the crisis centre');
  const { placement } = await done(officer, 'bedHold', 'BedHoldInput', 'placement { id state heldUntil unitKind }', {
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

async function consents(
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
      await done(officer, 'consentGrant', 'ConsentGrantInput', 'consent { id state }', {
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

async function refer(officer: Door, victimId: string, say: (line: string) => void): Promise<void> {
  await done(officer, 'personDetailsRecord', 'PersonDetailsRecordInput', 'personDetails { version }', {
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
    done(officer, 'referralSend', 'ReferralSendInput', 'referral { id state code }', {
      idempotencyKey: key(),
      victimId,
      recipient,
      service,
      urgency: 'STAT',
      categories,
    });
  const toClinic = await send(CLINIC, 'FORENSIC_EXAM', ['IDENTITY', 'INCIDENT']);
  const toCentre = await send(CENTRE, 'SHELTER', ['IDENTITY', 'CONTACT', 'HOUSEHOLD']);
  const refused = await officer.query(
    'mutation ($input: ReferralSendInput!) { referralSend(input: $input) { referral { id } userErrors { code field } } }',
    {
      input: {
        idempotencyKey: key(),
        victimId,
        recipient: CLINIC,
        service: 'MEDICAL_CARE',
        urgency: 'URGENT',
        categories: ['CONTACT'],
      },
    },
  );
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
  const { referralInbox } = await read(
    door,
    '{ referralInbox(first: 5, filter: { needsAction: true }) { edges { node { id service state victim { id } } } } }',
  );
  const node = referralInbox.edges[0]?.node;
  must(node?.victim?.id, 'the referral is in the inbox and opens her record');
  return node;
}

async function examination(
  clinic: Door,
  say: (line: string) => void,
): Promise<{ clinicsId: string; appointmentId: string }> {
  const referral = await newest(clinic);
  await done(clinic, 'referralAcknowledge', 'ReferralActInput', 'referral { state }', { referralId: referral.id });
  await done(clinic, 'referralAccept', 'ReferralActInput', 'referral { state }', { referralId: referral.id });
  const { evidenceClock, examSlots } = await read(
    clinic,
    `query ($clock: EvidenceClockInput!, $slots: ExamSlotsInput!) {
      evidenceClock(input: $clock) { priority emergencyCareFirst items { finding hoursLeft state } }
      examSlots(input: $slots) { slots { id startsAt rankReason clinic { agency } } }
    }`,
    {
      clock: { lastContactAt: inHours(-9), violence: ['PHYSICAL'] },
      slots: { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-75', lastContactAt: inHours(-9), first: 20 },
    },
  );
  must(evidenceClock.items.length > 0, 'the evidence clock knows what bruises are worth');
  const slot = examSlots.slots.find((s: { clinic: { agency: string } }) => s.clinic.agency === CLINIC);
  must(slot, 'the clinic has a free slot');
  const { appointment } = await done(clinic, 'examHold', 'ExamHoldInput', 'appointment { id state heldUntil }', {
    idempotencyKey: key(),
    slotId: slot.id,
    victimId: referral.victim.id,
    priority: evidenceClock.priority,
  });
  const confirmed = await done(clinic, 'examConfirm', 'ExamStepInput', 'appointment { state startsAt }', {
    appointmentId: appointment.id,
  });
  must(confirmed.appointment.state === 'CONFIRMED', 'the examination is confirmed');
  say(
    `The clinic sees ${examSlots.slots.length} slots ranked (first: ${slot.rankReason}), holds one and confirms it: ${confirmed.appointment.startsAt}.`,
  );
  return { clinicsId: referral.victim.id, appointmentId: appointment.id };
}

async function bed(intake: Door, holdId: string, unitKind: string, say: (line: string) => void): Promise<string> {
  const referral = await newest(intake);
  await done(intake, 'referralAcknowledge', 'ReferralActInput', 'referral { state }', { referralId: referral.id });
  const { bedRequests } = await read(
    intake,
    '{ bedRequests(first: 50, states: [HELD]) { edges { node { id adults childrenCount } } } }',
  );
  must(
    bedRequests.edges.some(
      (e: { node: { id: string; childrenCount: number } }) => e.node.id === holdId && e.node.childrenCount === 3,
    ),
    'the crisis centre sees the request it has to screen',
  );
  const { placement } = await done(intake, 'bedAccept', 'PlacementLinkInput', 'placement { state }', {
    holdId,
    victimId: referral.victim.id,
  });
  must(placement.state === 'ACCEPTED', 'the bed is accepted');
  await done(intake, 'referralAccept', 'ReferralActInput', 'referral { state }', { referralId: referral.id });
  say(`The crisis centre screens the request and accepts: the ${unitKind} is hers.`);
  return referral.victim.id;
}

async function confirmWithoutThePolice(
  advocate: Door,
  centresId: string,
  consentId: string,
  say: (line: string) => void,
): Promise<void> {
  const { consent } = await done(advocate, 'consentConfirm', 'ConsentConfirmInput', 'consent { state expiresAt }', {
    consentId,
    victimId: centresId,
    expiresAt: inHours(24 * 60),
  });
  must(consent.state === 'ACTIVE', 'the consent to the crisis centre is confirmed');
  say('An advocate asks her again, without the police, and confirms her consent to the crisis centre.');
}

const open = (victim: { sharing: { category: string; state: string }[] }) =>
  victim.sharing
    .filter((s) => s.state === 'OPEN')
    .map((s) => s.category)
    .sort()
    .join(' ');

async function oneRecord(
  { officer, clinic, intake }: Readers,
  ids: { victimId: string; clinicsId: string; centresId: string },
  say: (line: string) => void,
): Promise<void> {
  const police = (await read(officer, RECORD, { id: ids.victimId })).victim;
  must(
    open(police) === 'CONTACT HOUSEHOLD IDENTITY INCIDENT REFERRAL',
    `the police see what their duty covers, not: ${open(police)}`,
  );
  must(
    police.identity?.familyName === IDENTITY.familyName && police.referrals.edges.length === 2,
    'the officer sees the report and both referrals',
  );
  must(
    police.appointments === null && police.stays === null,
    'the police see neither examination nor bed in the record',
  );

  const doctors = (await read(clinic, RECORD, { id: ids.clinicsId })).victim;
  must(
    open(doctors) === 'FORENSIC IDENTITY INCIDENT REFERRAL',
    `the clinic sees what she agreed to, not: ${open(doctors)}`,
  );
  must(
    doctors.identity?.givenName === IDENTITY.givenName && doctors.incidents.edges.length === 1,
    'her name and what happened came with the referral',
  );
  must(
    doctors.appointments.edges.length === 1 && doctors.safeContact === null && doctors.stays === null,
    'the clinic sees its appointment, no number, no bed',
  );

  const centre = (await read(intake, RECORD, { id: ids.centresId })).victim;
  must(
    open(centre) === 'CONTACT HOUSEHOLD IDENTITY REFERRAL SHELTER',
    `the crisis centre sees what she agreed to, not: ${open(centre)}`,
  );
  must(
    centre.household?.members.length === 3 && centre.safeContact?.number && centre.stays.edges.length === 1,
    'household, number and bed',
  );
  must(
    centre.incidents === null && centre.appointments === null,
    'the crisis centre sees neither the report nor the examination',
  );
  must(new Set([police.id, doctors.id, centre.id]).size === 3, 'three agencies, three ids that cannot be joined');
  say('Each of the three agencies reads the record in one federated query and gets exactly what is open to it.');
}

async function nobodyElse(signIn: SignIn, victimId: string, say: (line: string) => void): Promise<void> {
  const fourth = signIn('officer-bostandyk', 'POLICE_RESPONSE');
  const known = await fourth.query(RECORD, { id: victimId });
  const unknown = await fourth.query(RECORD, { id: randomBytes(32).toString('base64url') });
  must(
    known.data?.victim === null && JSON.stringify(known) === JSON.stringify(unknown),
    'another agency gets what it gets for an id that does not exist',
  );
  const otherUnit = signIn('officer-almaty-2', 'POLICE_RESPONSE');
  const lists = await read(
    otherUnit,
    `query ($id: ID!) { victim(id: $id) { id } incidents(first: 100) { edges { node { id } } }
      referralInbox(first: 100) { edges { node { id } } } referralOutbox(first: 100) { edges { node { id } } } }`,
    { id: victimId },
  );
  must(
    lists.victim === null &&
      [lists.incidents, lists.referralInbox, lists.referralOutbox].every((l) => l.edges.length === 0),
    'an officer of another unit finds nothing',
  );
  say('A fourth agency gets what it gets for an id that does not exist; an officer of another unit finds nothing.');
}

async function wall(
  officer: Door,
  advocate: Door,
  victimId: string,
  centresId: string,
  say: (line: string) => void,
): Promise<void> {
  const own =
    '{ incidents(first: 100) { edges { node { id } } } referralOutbox(first: 100) { edges { node { id } } } referralCounters { outboxOpen } }';
  const before = await read(officer, own);
  const { conflictWall, notYetEnforcedBy } = await done(
    advocate,
    'conflictWallAdd',
    'ConflictWallAddInput',
    'conflictWall { id } notYetEnforcedBy',
    {
      idempotencyKey: key(),
      victimId: centresId,
      subjectKind: 'STAFF',
      subject: seedId('staff:officer-almaty'),
      reason: 'KNOWS_PERPETRATOR',
    },
  );
  must(notYetEnforcedBy.length === 0, `every part enforces the wall: ${notYetEnforcedBy}`);
  const after = await read(officer, own);
  must((await read(officer, RECORD, { id: victimId })).victim === null, 'the record is closed to the walled officer');
  must(
    after.incidents.edges.length === before.incidents.edges.length - 1 &&
      after.referralOutbox.edges.length === before.referralOutbox.edges.length - 2 &&
      after.referralCounters.outboxOpen < before.referralCounters.outboxOpen,
    "the officer's own report, referrals and counts are closed too",
  );
  await done(advocate, 'conflictWallLift', 'ConflictWallLiftInput', 'conflictWall { standing }', {
    victimId: centresId,
    wallId: conflictWall.id,
  });
  must(
    (await read(officer, RECORD, { id: victimId })).victim !== null,
    'a lifted wall opens again what the duty covers',
  );
  say(
    "A wall against the named officer closes the record and the officer's own reports, lists and counts; the advocate lifts it again.",
  );
}

async function withdrawal(
  { clinic, intake }: Readers,
  advocate: Door,
  ids: { clinicsId: string; centresId: string; appointmentId: string; holdId: string },
  say: (line: string) => void,
): Promise<void> {
  await done(advocate, 'consentWithdraw', 'ConsentWithdrawInput', 'withdrawnAt', {
    victimId: ids.centresId,
    recipient: CLINIC,
  });
  const { victim, appointment, referralInbox } = await read(
    clinic,
    `query ($id: ID!, $appointment: ID!) { victim(id: $id) { id identity { familyName } }
      appointment(id: $appointment) { state victim { id identity { familyName } } }
      referralInbox(first: 1) { edges { node { victim { id identity { familyName } } } } } }`,
    { id: ids.clinicsId, appointment: ids.appointmentId },
  );
  must(
    victim === null && appointment.victim === null && referralInbox.edges[0]?.node.victim === null,
    'the very next read shows nothing of hers',
  );
  must(appointment.state === 'CONFIRMED', "the clinic's own appointment stands");
  const { placement } = await read(intake, 'query ($id: ID!) { placement(id: $id) { state } }', { id: ids.holdId });
  must(placement.state === 'ACCEPTED', 'the bed is not cancelled');
  say(
    'She withdraws consent for the clinic: its very next read shows nothing but its own appointment; neither appointment nor bed is cancelled.',
  );
}

async function accessLog(advocate: Door, centresId: string, say: (line: string) => void): Promise<void> {
  const seen = async () => {
    const { victim } = await read(
      advocate,
      'query ($id: ID!) { victim(id: $id) { accessLog(first: 100) { edges { node { kind category purpose agency at } } } } }',
      { id: centresId },
    );
    return victim.accessLog.edges.map((e: { node: object }) => e.node) as {
      kind: string;
      category: string;
      purpose: string;
      agency: string;
    }[];
  };
  const agencies = { police: seedId('agency:police-almaty-auezov'), clinic: CLINIC, centre: CENTRE };
  const has = (
    log: Awaited<ReturnType<typeof seen>>,
    kind: string,
    agency: string,
    category: string,
    purpose: string,
  ) => log.some((e) => e.kind === kind && e.agency === agency && e.category === category && e.purpose === purpose);
  const expected: [string, string, string, string][] = [
    ...['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'].map(
      (c) => ['DISCLOSURE', agencies.police, c, 'POLICE_RESPONSE'] as [string, string, string, string],
    ),
    ...['IDENTITY', 'INCIDENT', 'REFERRAL', 'FORENSIC'].map(
      (c) => ['DISCLOSURE', agencies.clinic, c, 'FORENSIC_EXAM'] as [string, string, string, string],
    ),
    ...['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL', 'SHELTER'].map(
      (c) => ['DISCLOSURE', agencies.centre, c, 'SHELTER'] as [string, string, string, string],
    ),
    ['OWN_RECORD', agencies.police, 'INCIDENT', 'POLICE_RESPONSE'],
    ['OWN_RECORD', agencies.police, 'REFERRAL', 'POLICE_RESPONSE'],
    ['OWN_RECORD', agencies.clinic, 'FORENSIC', 'FORENSIC_EXAM'],
    ['OWN_RECORD', agencies.clinic, 'REFERRAL', 'FORENSIC_EXAM'],
    ['OWN_RECORD', agencies.centre, 'SHELTER', 'SHELTER'],
  ];
  let log = await seen();
  // looks at own records come from the other subgraphs through their outboxes
  for (let i = 0; i < 50 && !expected.every((e) => has(log, ...e)); i++) {
    await sleep(200);
    log = await seen();
  }
  const missing = expected.filter((e) => !has(log, ...e));
  must(missing.length === 0, `her access log lists every look; missing: ${JSON.stringify(missing)}`);
  must(
    log.every((e) => Object.values(agencies).includes(e.agency)),
    'nobody else looked',
  );
  say(
    `Her access log lists every look, own records included: ${log.length} entries with agency, purpose and category.`,
  );
}

async function giveBack(
  clinic: Door,
  intake: Door,
  appointmentId: string,
  holdId: string,
  say: (line: string) => void,
): Promise<void> {
  await done(clinic, 'examCancel', 'ExamCancelInput', 'appointment { state }', { appointmentId, reason: 'SHE_ASKED' });
  await done(intake, 'bedArrive', 'PlacementLinkInput', 'placement { state }', { holdId });
  await done(intake, 'bedDepart', 'PlacementStepInput', 'placement { state }', { holdId });
  say('The slot and the bed are given back, so that this can be run again.');
}
