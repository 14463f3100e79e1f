import { randomUUID } from 'node:crypto';
import { carriedOut, type Door, found, must, type SignIn } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/index.js';
import { Category } from '../../subgraphs/kit/index.js';
import { READER } from './query.js';

/** A record that the reader may open, and what the query must answer: known from what was put in, not from any contender. */
export interface PreparedRecord {
  /** The reader's agency's id for her */
  readonly id: string;
  readonly expected: string;
}

const CENTRE = seedId('agency:crisis-almaty-1');
const OPENED = [Category.IDENTITY, Category.REFERRAL, Category.FORENSIC, Category.SHELTER];
const SERVICES = ['SHELTER', 'SUPPORT', 'LEGAL_AID', 'MEDICAL_CARE', 'PROTECTION_ORDER'];
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/**
 * Fictional victims, through the public door: each with a name, a consent to the reader's agency, five referrals to it, two confirmed
 * appointments and one stay (ended, so that its bed is free for the next).
 */
export async function setUpRecords(signIn: SignIn, count: number): Promise<PreparedRecord[]> {
  const officer = signIn('officer-almaty', 'POLICE_RESPONSE');
  const reader = signIn(READER.account, READER.purpose);
  const records: PreparedRecord[] = [];
  for (let number = 1; number <= count; number++) records.push(await setUp(officer, reader, number));
  return records;
}

async function setUp(officer: Door, reader: Door, number: number): Promise<PreparedRecord> {
  const identity = { familyName: `Үлгі-${number}`, givenName: 'Айгүл' };
  const { victimId, until } = await registerWithConsent(officer, identity);
  const referrals: { id: string }[] = [];
  for (const service of SERVICES) referrals.unshift(await refer(officer, victimId, service));
  const { referralInbox } = await found(reader, 'ReferralInbox', { first: 1 });
  const { id: newest, victim } = referralInbox.edges[0].node;
  must(newest === referrals[0]?.id, 'the referral that was sent last is the newest in the inbox');
  const appointments = await appoint(reader, victim.id);
  const stay = await stayOf(officer, reader, victim.id);
  const edges = (nodes: readonly object[]) => ({ edges: nodes.map((node) => ({ node })) });
  const sharing = Object.values(Category).map((category) =>
    OPENED.includes(category)
      ? { category, state: 'OPEN', basis: 'CONSENT', until }
      : { category, state: 'WITHHELD', basis: null, until: null },
  );
  const answer = {
    id: victim.id,
    sharing,
    identity,
    referrals: edges(referrals),
    appointments: edges(appointments),
    stays: edges([stay]),
  };
  return { id: victim.id, expected: JSON.stringify({ data: { victim: answer } }) };
}

async function registerWithConsent(officer: Door, identity: object): Promise<{ victimId: string; until: string }> {
  const { victimId } = await carriedOut(officer, 'victimRegister', {
    idempotencyKey: randomUUID(),
  });
  const until = inHours(71);
  await carriedOut(officer, 'consentGrant', {
    idempotencyKey: randomUUID(),
    victimId,
    recipient: CENTRE,
    purposes: [READER.purpose],
    categories: OPENED,
    expiresAt: until,
    provisional: true,
    form: 'ORAL_WITNESSED',
    language: 'kk',
    interpreter: 'NONE',
    witnessed: true,
    consequencesExplained: true,
  });
  await carriedOut(officer, 'personDetailsRecord', {
    idempotencyKey: randomUUID(),
    victimId,
    identity: { ...identity, languages: ['kk'] },
  });
  return { victimId, until };
}

async function refer(officer: Door, victimId: string, service: string): Promise<{ id: string }> {
  const { referral } = await carriedOut(officer, 'referralSend', {
    idempotencyKey: randomUUID(),
    victimId,
    recipient: CENTRE,
    service,
    urgency: 'URGENT',
    categories: ['IDENTITY'],
  });
  const { id, state, recipient } = referral;
  return { id, state, service, recipient } as { id: string };
}

/** Two confirmed examinations, the later one first. */
async function appoint(reader: Door, victimId: string): Promise<object[]> {
  const { examSlots } = await found(reader, 'ExamSlots', {
    input: { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-75', first: 20 },
  });
  const [first] = examSlots.slots;
  const second = examSlots.slots.find(
    (slot: { startsAt: string }) => Date.parse(slot.startsAt) >= Date.parse(first.endsAt),
  );
  must(second, 'there are two free times, one after the other');
  const appointments = [];
  for (const slot of [first, second]) {
    const held = await carriedOut(reader, 'examHold', {
      idempotencyKey: randomUUID(),
      slotId: slot.id,
      victimId,
      priority: 'URGENT',
    });
    const confirmed = await carriedOut(reader, 'examConfirm', {
      appointmentId: held.appointment.id,
    });
    appointments.push(confirmed.appointment);
  }
  return appointments.sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
}

async function stayOf(officer: Door, reader: Door, victimId: string): Promise<object> {
  const household = { adults: 1, children: [], nights: 3 };
  const { bedSearch } = await found(officer, 'BedSearch', {
    input: { ...household, regionCode: 'KZ-75', first: 50 },
  });
  const offer = bedSearch.offers.find(
    (o: { shelterId: string; unitId: string | null; misfits: readonly unknown[] }) =>
      o.shelterId === seedId('shelter:crisis-almaty-1') && o.unitId && o.misfits.length === 0,
  );
  must(offer, "the reader's shelter has a bed");
  const { placement } = await carriedOut(officer, 'bedHold', {
    idempotencyKey: randomUUID(),
    unitId: offer.unitId,
    ...household,
  });
  const holdId = placement.id;
  await carriedOut(reader, 'bedAccept', { holdId, victimId });
  await carriedOut(reader, 'bedArrive', { holdId, victimId });
  const departed = await carriedOut(reader, 'bedDepart', {
    holdId,
  });
  const { id, state, shelterName } = departed.placement;
  return { id, state, shelterName };
}
