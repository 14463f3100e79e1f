import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedId } from '../../standalone/seed/index.js';
import { CENTRE, CLINIC, IDENTITY, key, type Readers } from './cast.js';
import { carriedOut, type Door, found, must, read, type SignIn } from './door.js';
import { RECORD } from './record.js';

const open = (victim: { sharing: { category: string; state: string }[] }) =>
  victim.sharing
    .filter((s) => s.state === 'OPEN')
    .map((s) => s.category)
    .sort()
    .join(' ');

export async function oneRecord(
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

export async function nobodyElse(signIn: SignIn, victimId: string, say: (line: string) => void): Promise<void> {
  const fourth = signIn('officer-bostandyk', 'POLICE_RESPONSE');
  const known = await fourth.query(RECORD, { id: victimId });
  const unknown = await fourth.query(RECORD, { id: randomBytes(32).toString('base64url') });
  must(
    known.data?.victim === null && JSON.stringify(known) === JSON.stringify(unknown),
    'another agency gets what it gets for an id that does not exist',
  );
  const otherUnit = signIn('officer-almaty-2', 'POLICE_RESPONSE');
  const { victim } = await found(otherUnit, 'RecordName', { id: victimId });
  const { incidents, referralOutbox } = await ownRecords(otherUnit);
  const { referralInbox } = await found(otherUnit, 'ReferralInbox', { first: 100 });
  must(
    victim === null && [incidents, referralInbox, referralOutbox].every((l) => l.edges.length === 0),
    'an officer of another unit finds nothing',
  );
  say('A fourth agency gets what it gets for an id that does not exist; an officer of another unit finds nothing.');
}

/** What a unit keeps of its own: reports, referrals it has sent, and how many of those are open. */
async function ownRecords(door: Door) {
  const { incidents } = await found(door, 'Incidents', { first: 100 });
  const { referralOutbox } = await found(door, 'ReferralOutbox', { first: 100 });
  const { referralCounters } = await found(door, 'ReferralCounters');
  return { incidents, referralOutbox, referralCounters };
}

export async function wall(
  officer: Door,
  advocate: Door,
  victimId: string,
  centresId: string,
  say: (line: string) => void,
): Promise<void> {
  const before = await ownRecords(officer);
  const { conflictWall, notYetEnforcedBy } = await carriedOut(advocate, 'conflictWallAdd', {
    idempotencyKey: key(),
    victimId: centresId,
    subjectKind: 'STAFF',
    subject: seedId('staff:officer-almaty'),
    reason: 'KNOWS_PERPETRATOR',
  });
  must(notYetEnforcedBy.length === 0, `every part enforces the wall: ${notYetEnforcedBy}`);
  const after = await ownRecords(officer);
  must((await read(officer, RECORD, { id: victimId })).victim === null, 'the record is closed to the walled officer');
  must(
    after.incidents.edges.length === before.incidents.edges.length - 1 &&
      after.referralOutbox.edges.length === before.referralOutbox.edges.length - 2 &&
      after.referralCounters.outboxOpen < before.referralCounters.outboxOpen,
    "the officer's own report, referrals and counts are closed too",
  );
  await carriedOut(advocate, 'conflictWallLift', {
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

export async function withdrawal(
  { clinic, intake }: Readers,
  advocate: Door,
  ids: { clinicsId: string; centresId: string; appointmentId: string; holdId: string },
  say: (line: string) => void,
): Promise<void> {
  await carriedOut(advocate, 'consentWithdraw', {
    victimId: ids.centresId,
    recipient: CLINIC,
  });
  const { victim } = await found(clinic, 'RecordName', { id: ids.clinicsId });
  const { appointment } = await found(clinic, 'Appointment', { id: ids.appointmentId });
  const { referralInbox } = await found(clinic, 'ReferralInboxNames', { first: 1 });
  must(
    victim === null && appointment.victim === null && referralInbox.edges[0]?.node.victim === null,
    'the very next read shows nothing of hers',
  );
  must(appointment.state === 'CONFIRMED', "the clinic's own appointment stands");
  const { placement } = await found(intake, 'Placement', { id: ids.holdId });
  must(placement.state === 'ACCEPTED', 'the bed is not cancelled');
  say(
    'She withdraws consent for the clinic: its very next read shows nothing but its own appointment; neither appointment nor bed is cancelled.',
  );
}

export async function accessLog(advocate: Door, centresId: string, say: (line: string) => void): Promise<void> {
  const seen = async () => {
    const { victim } = await found(advocate, 'AccessLog', { id: centresId, first: 100 });
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
