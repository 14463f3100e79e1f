import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { secretsOf } from '../../standalone/secrets.js';
import type { PublicHub } from '../hub.js';
import { testServer } from '../setup/test-server.js';
import { ADVOCATE, type Attempt, OFFICER, type Person, SHE } from './history.js';
import type { Event } from './model.js';

/** A woman on the real hub. What is attempted about her goes to the subgraph as the gateway would hand it on; what is asked, through the public door. */
export class Victim {
  /** Consents, legal bases and walls that she has had, the newest first */
  readonly #consents: string[] = [];
  readonly #bases: { id: string; by: Person }[] = [];
  readonly #walls: string[] = [];

  private constructor(
    private readonly hub: PublicHub,
    readonly key: string,
  ) {}

  static async register(hub: PublicHub): Promise<Victim> {
    const payload = await mutate(hub, OFFICER, 'victimRegister', 'victimId', {});
    return new Victim(hub, pairwise().toKey(payload.victimId, OFFICER.agency)!);
  }

  idFor({ agency }: Person): string {
    return pairwise().toPublic(this.key, agency);
  }

  /** Tries it. What has been carried out by it; null when it was refused, or there was nothing to try it on. */
  async attempt(attempt: Attempt): Promise<Event | null> {
    switch (attempt.kind) {
      case 'grant':
        return this.#grant(attempt);
      case 'confirm':
      case 'renew': {
        const id = nth(this.#consents, attempt.which);
        const input = { consentId: id, expiresAt: inHours(attempt.hours) };
        const done =
          id &&
          (attempt.kind === 'confirm'
            ? await this.#do(ADVOCATE, 'consentConfirm', 'consent { id }', input)
            : await this.#do(ADVOCATE, 'consentRenew', 'consent { id }', { ...input, ...ASKED_AGAIN }));
        return done ? { kind: 'again', id, hours: attempt.hours } : null;
      }
      case 'review':
      case 'end': {
        const basis = nth(this.#bases, attempt.which);
        if (!basis) return null;
        const { id, by } = basis;
        if (attempt.kind === 'end')
          return (
            (await this.#do(by, 'legalBasisEnd', 'legalBasis { id }', { legalBasisId: id })) && { kind: 'end', id }
          );
        const input = { legalBasisId: id, reason: 'As it was.', reviewAt: inHours(attempt.hours) };
        const done = await this.#do(by, 'legalBasisReview', 'legalBasis { id }', input);
        return done && { kind: 'again', id, hours: attempt.hours };
      }
      case 'withdraw': {
        const recipient = attempt.from?.agency ?? null;
        const done = await this.#do(attempt.by, 'consentWithdraw', 'withdrawnAt', { recipient });
        return done && { kind: 'withdraw', recipient };
      }
      case 'record': {
        const { by, ground: kind, categories, hours } = attempt;
        const input = { kind, categories, reason: 'As the law has it.', reviewAt: inHours(hours) };
        const done = await this.#do(by, 'legalBasisRecord', 'legalBasis { id }', input);
        if (!done) return null;
        const { id } = done.legalBasis;
        this.#bases.unshift({ id, by });
        return { kind: 'basis', id, by, categories, hours };
      }
      case 'emergency': {
        const { by, categories } = attempt;
        const input = { threat: THREAT, statement: 'He is breaking down the door.', categories };
        return (
          (await this.#do(by, 'emergencyAccessOpen', 'emergencyAccess { id }', input)) && {
            kind: 'emergency',
            by,
            categories,
          }
        );
      }
      case 'wall': {
        const { unit, agency, staff } = attempt.of;
        const subject = { STAFF: staff, UNIT: unit, AGENCY: agency }[attempt.subject];
        const input = { subjectKind: attempt.subject, subject, reason: 'KNOWS_PERPETRATOR' };
        const done = subject && (await this.#do(ADVOCATE, 'conflictWallAdd', 'conflictWall { id }', input));
        if (!done) return null;
        const { id } = done.conflictWall;
        this.#walls.unshift(id);
        await this.#takenOver(id);
        return { kind: 'wall', id, subject };
      }
      case 'lift': {
        const wall = nth(this.#walls, attempt.which);
        if (!wall || !(await this.#do(ADVOCATE, 'conflictWallLift', 'conflictWall { id }', { wallId: wall })))
          return null;
        return { kind: 'lift', id: wall };
      }
      case 'narrow': {
        const { staff } = attempt.to;
        const id = nth(this.#walls, attempt.which);
        const done =
          id && (await this.#do(ADVOCATE, 'conflictWallNarrow', 'conflictWall { id }', { wallId: id, staff }));
        if (!done) return null;
        this.#walls.unshift(done.conflictWall.id);
        return { kind: 'narrow', id, to: done.conflictWall.id, subject: staff };
      }
      case 'erase': {
        const input = { inPerson: true, form: 'WRITTEN', witness: 'COLLEAGUE' };
        return (await this.#do(SHE, 'victimErase', 'erasure { __typename }', input)) && { kind: 'erase' };
      }
      case 'keep':
        return (
          (await this.#do(SHE, 'victimEraseCancel', 'erasure { __typename }', { inPerson: true })) && { kind: 'keep' }
        );
      case 'pass':
        await this.#pass(attempt.hours);
        return { kind: 'passes', hours: attempt.hours };
    }
  }

  async #grant(attempt: Attempt & { kind: 'grant' }): Promise<Event | null> {
    const { by, to, also, ofUnit, except, categories, excluded, hours } = attempt;
    const provisional = by === 'officer';
    const terms = { purposes: [...new Set([to.purpose, also.purpose])], categories, excluded };
    const taker = provisional ? OFFICER : ADVOCATE;
    const unit = ofUnit ? to.unit : null;
    const excludedRecipients = except ? [except.staff, ...(except.unit && ofUnit ? [except.unit] : [])] : [];
    const done = await this.#do(taker, 'consentGrant', 'consent { id }', {
      ...terms,
      recipient: to.agency,
      recipientUnit: unit,
      excludedRecipients,
      expiresAt: inHours(hours),
      provisional,
      form: provisional ? 'ORAL_WITNESSED' : 'WRITTEN',
      language: 'kk',
      interpreter: 'NONE',
      witnessed: true,
      consequencesExplained: true,
    });
    if (!done) return null;
    const { id } = done.consent;
    this.#consents.unshift(id);
    return { kind: 'consent', id, terms: { ...terms, recipient: to.agency, unit, except: excludedRecipients }, hours };
  }

  /** Until every part has it: before, the gateway denies more than the wall asks for. */
  async #takenOver(wall: string): Promise<void> {
    const waiting = "SELECT FROM outbox WHERE payload ? 'subjectKind' AND payload->>'id' = $1";
    while ((await this.hub.db('consent').query(waiting, [wall])).length > 0) await sleep(20);
  }

  async #do(who: Person, mutation: string, selection: string, input: object) {
    const payload = await mutate(this.hub, who, mutation, selection, { victimId: this.idFor(who), ...input });
    return payload.userErrors.length > 0 ? null : payload;
  }

  /** Nobody sleeps: everything that `consent` dates about her happened and ends so many hours earlier. */
  async #pass(hours: number): Promise<void> {
    for (const { table, columns } of await datedTables(this.hub)) {
      const moved = columns.map((column) => `${column} = ${column} - $2 * interval '1 hour'`).join(', ');
      await this.hub.db('consent').query(`UPDATE ${table} SET ${moved} WHERE victim_key = $1`, [this.key, hours]);
    }
  }
}

/** Tables of `consent` that say something of a victim, with their instants: found, so that one added tomorrow is moved with them. */
async function datedTables(hub: PublicHub): Promise<readonly { table: string; columns: string[] }[]> {
  const known = found.get(hub);
  if (known) return known;
  const tables = hub.db('consent').query(
    `SELECT c.table_name AS table, array_agg(c.column_name::text) AS columns FROM information_schema.columns c
     JOIN information_schema.columns v ON v.table_schema = 'public' AND v.table_name = c.table_name AND v.column_name = 'victim_key'
     WHERE c.table_schema = 'public' AND c.data_type = 'timestamp with time zone' AND c.table_name <> 'access_log' GROUP BY 1`,
  );
  found.set(hub, tables);
  return tables;
}
const found = new WeakMap<PublicHub, Promise<{ table: string; columns: string[] }[]>>();

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
async function mutate(hub: PublicHub, who: Person, mutation: string, selection: string, input: object): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const keyed = KEYED.has(mutation) ? { idempotencyKey: randomUUID() } : {};
  const { data, errors } = await hub.transport.call('consent', {
    document: `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code message } } }`,
    variables: { input: { ...input, ...keyed } },
    caller: { requester: who, actor: null, requestId: randomUUID(), deadline: Date.now() + 60_000 },
  });
  if (errors && NOT_THEIRS.test(JSON.stringify(errors))) return { userErrors: [{ code: 'FORBIDDEN' }] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data![mutation];
}
const KEYED = new Set([
  'victimRegister',
  'consentGrant',
  'legalBasisRecord',
  'conflictWallAdd',
  'conflictWallNarrow',
  'consentRenew',
  'emergencyAccessOpen',
  'legalBasisReview',
  'victimErase',
]);
/** A role, or a purpose, that this mutation is not for */
const NOT_THEIRS = /"code":"FORBIDDEN"/;

const nth = <T>(known: readonly T[], which: number): T | undefined => known[which % Math.max(1, known.length)];
const THREAT = 'ATTACK_UNDER_WAY';
const ASKED_AGAIN = { language: 'kk', interpreter: 'NONE', consequencesExplained: true };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

function pairwise() {
  return secretsOf(testServer().secrets, 'consent').pairwise!;
}
