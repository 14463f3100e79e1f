import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  type AgencyKeys,
  type HubClient,
  type HubOperation,
  keepsOut,
  type Language,
  PENDING_WALLS,
  type PendingWall,
  PendingWalls,
  rowsOf,
} from '../../kit/index.js';
import { lapsed } from '../referral/lapse.js';
import type { DutyRung } from '../response-clock/policy.js';
import { dueBy } from '../response-clock/sql.js';
import { ResponseStep } from '../response-clock/vocabulary.js';
import { safeTimeAt } from '../safe-contact/safe-time.js';
import { type Channels, type DutyChannel } from './channels.js';
import { newNumber, secondHalf, written } from './code.js';
import { words } from './words.js';

interface Contact {
  readonly id: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string | null;
  readonly staffUnit: string | null;
  readonly channel: DutyChannel;
  readonly address: string;
  readonly language: Language;
}

const DUTY_CONTACTS: HubOperation<{ input: { agency: string; unit: string | null; rung: DutyRung } }, Contact[]> = {
  subgraph: 'directory',
  operation: 'dutyContacts',
  document:
    'query ($input: DutyContactsInput!) { dutyContacts(input: $input) { id agency unit staff staffUnit channel address language } }',
};

/** Null for who works nowhere any more */
const STAFF_PLACE: HubOperation<{ id: string }, Pick<Contact, 'agency' | 'unit'> | null> = {
  subgraph: 'directory',
  operation: 'staffPlace',
  document: 'query ($id: ID!) { staffPlace(id: $id) { agency unit } }',
};
export const DUTY_CALLS = ['directory.dutyContacts', 'directory.staffPlace', 'consent.pendingWalls'] as const;
/** A hub whose `consent` hangs calls people on duty a little later, and not by lists of walls that are older. */
const WALLS_MS = 500;

export const pendingWalls = (hub: HubClient): PendingWalls =>
  new PendingWalls(() => hub.call(PENDING_WALLS, {}, caller(WALLS_MS)));

/** What telling needs beside the database. */
export interface Teller {
  readonly hub: HubClient;
  readonly walls: PendingWalls;
  readonly channels: Channels;
  readonly codeKey: Buffer;
  readonly agencyKeys: AgencyKeys;
  readonly address: string;
  /** How long somebody who was told has, before the next one is */
  readonly nextAfterSeconds: number;
}

interface Notice {
  readonly id: string;
  readonly referral: string;
  readonly step: string;
  readonly rung: number;
  readonly tell: DutyRung;
  readonly over: boolean;
  readonly now: Date;
  readonly victim_key: string | null;
  readonly from_agency: string;
  readonly recipient: string;
  readonly recipient_unit: string | null;
}

const CALL_MS = 2_000;
const ATTEMPTS = 3;

/** One at a time for a referral and in the order in which they were raised: what is raised later waits until the one before it has told somebody. */
export const DUE_NOTICE = `SELECT n.id FROM duty_notice n WHERE n.next_at <= (SELECT clock_timestamp())
    AND NOT EXISTS (SELECT FROM duty_notice earlier WHERE earlier.referral = n.referral AND earlier.next_at <= clock_timestamp()
      AND (earlier.raised_at, earlier.step, earlier.rung) < (n.raised_at, n.step, n.rung))
  ORDER BY n.next_at, n.id LIMIT 1 FOR UPDATE OF n SKIP LOCKED`;

const NOTICE = `SELECT n.id, n.referral, n.step, n.rung, n.tell, t.ended_at IS NOT NULL OR ${lapsed('r')} AS over, clock_timestamp() AS now, r.victim_key, r.from_agency, r.recipient, r.recipient_unit
  FROM duty_notice n JOIN response_timer t ON t.referral = n.referral AND t.step = n.step JOIN referral r ON r.id = n.referral WHERE n.id = $1`;

/** Of those on duty whom no wall of hers keeps out; another agency is not the one that sent it. $1 contacts, $2 victim, $3 notice, $4 agency to leave out or null */
const WHO = `SELECT c.id FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, agency text, unit text, staff text, "staffUnit" text, place int)
  WHERE c.agency IS DISTINCT FROM $4::text
    AND NOT EXISTS (SELECT FROM duty_message m WHERE m.notice = $3 AND m.contact = c.id AND (m.sent_at IS NOT NULL OR m.failed_at IS NOT NULL))
    AND NOT EXISTS (SELECT FROM conflict_wall v WHERE v.victim_key = $2::uuid AND (
      (v.subject_kind = 'AGENCY' AND v.subject = c.agency) OR (v.subject_kind = 'UNIT' AND v.subject IN (c.unit, c."staffUnit"))
      OR (v.subject_kind = 'STAFF' AND v.subject = c.staff)))
  ORDER BY c.place`;

/**
 * Takes a claimed notice one step on, in the caller's transaction, which is a relay's and waits for the one message that it carries. Who is told is chosen in
 * one transaction and told in the next, so that a message that may have gone out goes out again under the id it had.
 * @throws when the directory does not answer, or the message may not have been taken; nothing is changed then
 */
export async function takeOn(manager: EntityManager, teller: Teller, id: string): Promise<void> {
  const [notice] = await rowsOf<Notice>(manager, NOTICE, [id]);
  if (notice!.over) return end(manager, id);
  const later = await safeTime(manager, teller.agencyKeys, notice!);
  if (later) return void (await rowsOf(manager, 'UPDATE duty_notice SET next_at = $2 WHERE id = $1', [id, later]));
  const contacts = await onDuty(teller, notice!);
  // asked before the walls that are here are read: one that is on its way is in one of the two
  const pending = await notHereYet(teller);
  const may = (await mayBeTold(manager, notice!, contacts)).filter((contact) => !isKeptOut(pending, contact));
  const who = await inSafeHands(manager, teller, notice!, may, pending);
  const [chosen] = await rowsOf<{ id: string; contact: string; number: string }>(
    manager,
    'SELECT id, contact, number FROM duty_message WHERE notice = $1 AND sent_at IS NULL AND failed_at IS NULL',
    [id],
  );
  if (chosen)
    return send(
      manager,
      teller,
      id,
      chosen,
      contacts.find((c) => c.id === chosen.contact && who.includes(c)),
    );
  if (who.length === 0) return nobody(manager, notice!);
  await choose(manager, id, who[0]!);
}

/** Nobody is told, nor told after somebody else, to hurry to her while her rule does not let her be contacted: it is asked again, for its window may have closed. */
async function safeTime(manager: EntityManager, keys: AgencyKeys, notice: Notice): Promise<Date | null> {
  const { step, victim_key, recipient, now } = notice;
  return step === ResponseStep.FIRST_CONTACT && victim_key
    ? safeTimeAt(manager, keys, recipient, victim_key, now)
    : null;
}

async function onDuty({ hub, channels }: Teller, { recipient: agency, recipient_unit: unit, tell: rung }: Notice) {
  const contacts = await hub.call(DUTY_CONTACTS, { input: { agency, unit, rung } }, caller());
  return contacts.filter(({ channel }) => channels[channel]);
}

/** Without an answer of `consent` people are told by the walls that are here: somebody waits for help. */
const notHereYet = async ({ walls }: Teller): Promise<readonly PendingWall[]> =>
  (await walls.recent().catch(() => [])).filter(({ subgraph }) => subgraph === 'referral');

const isKeptOut = (walls: readonly PendingWall[], { agency, unit, staff, staffUnit }: Contact): boolean =>
  [unit, staffUnit].some((each) => keepsOut(walls, 'referral', { agency, unit: each, staff }));

async function mayBeTold(manager: EntityManager, notice: Notice, contacts: readonly Contact[]): Promise<Contact[]> {
  const places = contacts.map(({ id, agency, unit, staff, staffUnit }, place) => ({
    id,
    agency,
    unit,
    staff,
    staffUnit,
    place,
  }));
  const left = notice.tell === 'ANOTHER_AGENCY' ? notice.from_agency : null;
  const rows = await rowsOf<{ id: string }>(manager, WHO, [JSON.stringify(places), notice.victim_key, notice.id, left]);
  return rows.map(({ id }) => contacts.find((contact) => contact.id === id)!);
}

/**
 * A phone that is in nobody's name may be taken by anybody of its desk. Where one of them is a person from whom a wall protects her, he would hear that something
 * waits, find nothing in his list, and know whose it is: such a phone tells nothing of her, and those that are in somebody's name and the next rung do.
 * @throws when the directory does not answer
 */
async function inSafeHands(
  manager: EntityManager,
  { hub }: Teller,
  { victim_key: victim }: Notice,
  contacts: readonly Contact[],
  pending: readonly PendingWall[],
): Promise<Contact[]> {
  if (contacts.every(({ staff }) => staff)) return [...contacts];
  const walled = await rowsOf<{ id: string }>(
    manager,
    "SELECT DISTINCT subject AS id FROM conflict_wall WHERE victim_key = $1::uuid AND subject_kind = 'STAFF'",
    [victim],
  );
  const people = new Set(walled.map(({ id }) => id));
  for (const { subjectKind, subject } of pending) if (subjectKind === 'STAFF') people.add(subject);
  const places = await Promise.all([...people].map((id) => hub.call(STAFF_PLACE, { id }, caller())));
  return contacts.filter(({ staff, agency, unit }) => staff || !places.some((p) => p && isAtHand(p, agency, unit)));
}

/** Whoever works for a whole agency may take each of its phones, and whoever is of a unit those of the whole agency. */
const isAtHand = (place: Pick<Contact, 'agency' | 'unit'>, agency: string, unit: string | null): boolean =>
  place.agency === agency && (!place.unit || !unit || place.unit === unit);

const caller = (withinMs = CALL_MS) => ({
  requester: null,
  actor: null,
  requestId: randomUUID(),
  deadline: Date.now() + withinMs,
});

/** A number that another open message has is drawn again. */
async function choose(manager: EntityManager, notice: string, contact: Contact): Promise<void> {
  for (;;) {
    const [row] = await rowsOf(
      manager,
      `INSERT INTO duty_message (notice, contact, agency, unit, staff, number) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (number) WHERE open DO NOTHING RETURNING id`,
      [notice, contact.id, contact.agency, contact.unit, contact.staff, newNumber()],
    );
    if (row) return;
  }
}

/** @param contact null when whoever was chosen is not on duty any more, or a wall was added since: the next one is told */
async function send(
  manager: EntityManager,
  { channels, codeKey, address, nextAfterSeconds }: Teller,
  notice: string,
  message: { readonly id: string; readonly number: string },
  contact: Contact | undefined,
): Promise<void> {
  if (!contact) return void (await rowsOf(manager, FAILED, [message.id]));
  const { channel, address: to, language } = contact;
  const code = written(message.number, secondHalf(codeKey, message.id));
  const text = words(channel, language, code, address);
  await channels[channel]!({ id: message.id, channel, to, text, language }).catch((error: unknown) => {
    throw new NotTaken(error);
  });
  await rowsOf(manager, 'UPDATE duty_message SET sent_at = clock_timestamp() WHERE id = $1', [message.id]);
  await rowsOf(
    manager,
    'UPDATE duty_notice SET next_at = clock_timestamp() + make_interval(secs => $2) WHERE id = $1',
    [notice, nextAfterSeconds],
  );
}

const FAILED = 'UPDATE duty_message SET failed_at = clock_timestamp(), open = false WHERE id = $1';

/** The provider or the mail server may not have taken a message. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';

  constructor(cause: unknown) {
    super('A message may not have been taken.', { cause });
  }
}

/**
 * After a notice could not be taken on, in a transaction of its own: it waits, and the next ones have their turn. A message that was not taken goes out again,
 * and after some attempts to somebody else.
 */
export async function letWait(
  manager: EntityManager,
  { id: notice }: { readonly id: string },
  error: unknown,
): Promise<void> {
  if (error instanceof NotTaken)
    await rowsOf(
      manager,
      `UPDATE duty_message SET attempts = attempts + 1, failed_at = CASE WHEN attempts + 1 >= $2 THEN clock_timestamp() END, open = attempts + 1 < $2
       WHERE notice = $1 AND sent_at IS NULL AND failed_at IS NULL`,
      [notice, ATTEMPTS],
    );
  await rowsOf(
    manager,
    `UPDATE duty_notice SET next_at = clock_timestamp() + interval '5 seconds' WHERE id = $1 AND next_at IS NOT NULL`,
    [notice],
  );
}

/** What was owed is done: nobody else is told, and no code counts any more. */
export async function end(manager: EntityManager, notice: string): Promise<void> {
  await rowsOf(manager, 'UPDATE duty_notice SET next_at = NULL WHERE id = $1', [notice]);
  await rowsOf(manager, 'UPDATE duty_message SET open = false WHERE notice = $1 AND open', [notice]);
}

/**
 * Nobody is left to tell, and nobody has answered. The next rung does not wait for its hour; but no other agency, and nobody of the region, hears of it
 * before it is late.
 */
async function nobody(manager: EntityManager, { id, referral, step, rung }: Notice): Promise<void> {
  await rowsOf(manager, 'UPDATE duty_notice SET next_at = NULL, unanswered_at = clock_timestamp() WHERE id = $1', [id]);
  await rowsOf(
    manager,
    `UPDATE response_timer SET next_at = LEAST(next_at, GREATEST(clock_timestamp(),
       CASE WHEN ladder -> rung ->> 'tell' IN ('REGIONAL_COORDINATOR', 'ANOTHER_AGENCY') THEN ${dueBy('response_timer')} END))
     WHERE referral = $1 AND step = $2 AND rung = $3 AND next_at IS NOT NULL`,
    [referral, step, rung + 1],
  );
}
