import { setTimeout as sleep } from 'node:timers/promises';
import { Category } from '../../subgraphs/kit/index.js';
import type { PublicHub } from '../hub.js';
import { mutate, pairwise, wallsOf } from './call.js';
import type { Attempt, History, Kind } from './history.js';
import type { Event } from './model.js';
import { pass } from './passing.js';
import { ADVOCATE, CLERK, OFFICER, type Person, SHE, STEWARD } from './people.js';

type Happened = Event extends infer E ? (E extends Event ? Omit<E, 'on'> : never) : never;
type Tried<K extends Attempt['kind']> = Extract<Attempt, { kind: K }>;

/** A family on the real hub. What is attempted about it goes to the subgraphs as the gateway would hand it on; what is asked, through the public door. */
export async function register(hub: PublicHub, { records, registeredBy }: History): Promise<Victim[]> {
  const family: Victim[] = [];
  for (const kind of records) {
    const input = kind === 'ADULT' ? {} : { kind: 'CHILD', majorityAt: inHours(kind.child) };
    const { victimId } = await mutate(hub, registeredBy, 'victimRegister', 'victimId', input);
    family.push(new Victim(hub, pairwise().toKey(victimId, registeredBy.agency)!, kind, family));
  }
  return family;
}

/** One record of a family. */
export class Victim {
  /** What it has had, the newest first */
  readonly #consents: string[] = [];
  readonly #bases: { id: string; by: Person }[] = [];
  readonly #emergencies: string[] = [];
  readonly #guardians: string[] = [];
  /** Pairs that have been proposed, by the key of the other record */
  readonly #pairs = new Map<string, string>();

  constructor(
    private readonly hub: PublicHub,
    readonly key: string,
    private readonly kind: Kind,
    private readonly family: readonly Victim[],
  ) {}

  idFor({ agency }: Person): string {
    return pairwise().toPublic(this.key, agency);
  }

  /** Tries it. What has been carried out by it; null when it was refused, or there was nothing to try it on. */
  async attempt(attempt: Attempt): Promise<Happened | null> {
    switch (attempt.kind) {
      case 'grant':
        return this.#grant(attempt);
      case 'confirm':
      case 'renew':
        return this.#again(attempt);
      case 'review':
      case 'end':
        return this.#keep(attempt);
      case 'withdraw': {
        const recipient = attempt.from?.agency;
        const consent = attempt.which === null ? undefined : nth(this.#consents, attempt.which);
        const terms = { ...(recipient ? { recipient } : {}), ...(consent ? { consentId: consent } : {}) };
        const done = await this.#do(attempt.by, 'consentWithdraw', 'withdrawnAt', terms);
        return done && { kind: 'withdraw', recipient, consent };
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
        const input = { threat: 'ATTACK_UNDER_WAY', statement: 'He is breaking down the door.', categories };
        const done = await this.#do(by, 'emergencyAccessOpen', 'emergencyAccess { id }', input);
        if (!done) return null;
        const { id } = done.emergencyAccess;
        this.#emergencies.unshift(id);
        return { kind: 'emergency', id, by, categories };
      }
      case 'look': {
        const id = nth(this.#emergencies, attempt.which);
        const verdict = attempt.justified ? 'JUSTIFIED' : 'NOT_JUSTIFIED';
        const input = { emergencyAccessId: id, verdict, reason: 'As the patrol found it.' };
        const done = id && (await mutate(this.hub, STEWARD, 'emergencyAccessReview', '__typename', input));
        return done && !attempt.justified ? { kind: 'end', id } : null;
      }
      case 'wall':
      case 'lift':
      case 'narrow':
        return this.#wall(attempt);
      case 'guardian':
      case 'clear':
        return this.#guardian(attempt);
      case 'report': {
        const { named } = attempt;
        const what = { occurredAt: inHours(-1), channel: 'CALL_102', violence: ['PHYSICAL'], regionCode: 'KZ-75' };
        const done = await this.#do(OFFICER, 'incidentReport', 'incident { id }', { ...what, named }, 'referral');
        if (!done) return null;
        const { id } = done.incident;
        while (!(await this.#row('SELECT FROM perpetrator_naming WHERE report = $1', [id]))) await sleep(10);
        return { kind: 'report', id, named };
      }
      case 'join':
      case 'unjoin':
        return this.#join(attempt);
      case 'erase': {
        const done = await this.#do(SHE, 'victimErase', '__typename', { ...IN_PERSON, ...IN_WRITING });
        return done && { kind: 'erase' };
      }
      case 'keep':
        return (await this.#do(SHE, 'victimEraseCancel', '__typename', IN_PERSON)) && { kind: 'keep' };
      case 'hold': {
        const input = { reason: 'Evidence in a criminal case.', reference: '2-1234/26', reviewAt: inHours(2_000) };
        return (await this.#do(CLERK, 'legalHoldPlace', '__typename', input)) && { kind: 'hold' };
      }
      case 'pass':
        await pass(
          this.hub,
          this.family.map(({ key }) => key),
          attempt.hours,
        );
        return { kind: 'passes', hours: attempt.hours };
    }
  }

  async #grant(attempt: Tried<'grant'>): Promise<Happened | null> {
    const { by, to, also, ofUnit, except, categories, excluded, hours } = attempt;
    const provisional = by === 'officer';
    const purposes = [...new Set([to.purpose, also.purpose])];
    const unit = ofUnit ? to.unit : null;
    const excludedRecipients = except.flatMap(({ of, kind }) => (kind === 'STAFF' ? of.staff : (of.unit ?? [])));
    const guardian = attempt.guardian === null ? undefined : nth(this.#guardians, attempt.guardian);
    // of a child no mutation takes these: they are put behind its back into what it has taken, and must open nothing
    const refused = this.kind === 'ADULT' ? [] : categories.filter((each) => WHERE_SHE_IS.includes(each));
    const taken = categories.filter((each) => !refused.includes(each));
    if (taken.length === 0) return null;
    const done = await this.#do(provisional ? OFFICER : ADVOCATE, 'consentGrant', 'consent { id }', {
      purposes,
      categories: taken,
      excluded,
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
      ...(guardian ? { givenBy: guardian, minorAgreed: true } : {}),
    });
    if (!done) return null;
    const { id } = done.consent;
    if (refused.length > 0) await this.#row('UPDATE consent SET categories = $2 WHERE id = $1', [id, categories]);
    this.#consents.unshift(id);
    const terms = { recipient: to.agency, unit, except: excludedRecipients, purposes, categories, excluded };
    return { kind: 'consent', id, terms, hours, ...(guardian ? { guardian } : {}) };
  }

  async #again({ kind, which, hours }: Attempt & { kind: 'confirm' | 'renew' }): Promise<Happened | null> {
    const id = nth(this.#consents, which);
    if (!id) return null;
    const input = { consentId: id, expiresAt: inHours(hours) };
    const done =
      kind === 'confirm'
        ? await this.#do(ADVOCATE, 'consentConfirm', '__typename', input)
        : await this.#do(ADVOCATE, 'consentRenew', '__typename', { ...input, ...ASKED_AGAIN });
    return done && { kind: 'again', id, hours };
  }

  async #keep(attempt: Tried<'end' | 'review'>): Promise<Happened | null> {
    const basis = nth(this.#bases, attempt.which);
    if (!basis) return null;
    const { id, by } = basis;
    if (attempt.kind === 'end')
      return (await this.#do(by, 'legalBasisEnd', '__typename', { legalBasisId: id })) && { kind: 'end', id };
    const input = { legalBasisId: id, reason: 'As it was.', reviewAt: inHours(attempt.hours) };
    const done = await this.#do(by, 'legalBasisReview', '__typename', input);
    return done && { kind: 'again', id, hours: attempt.hours };
  }

  async #wall(attempt: Tried<'wall' | 'lift' | 'narrow'>): Promise<Happened | null> {
    if (attempt.kind === 'wall') {
      const { unit, agency, staff } = attempt.of;
      const subject = { STAFF: staff, UNIT: unit, AGENCY: agency }[attempt.subject];
      const input = { subjectKind: attempt.subject, subject, reason: 'KNOWS_PERPETRATOR' };
      const done = subject && (await this.#do(ADVOCATE, 'conflictWallAdd', '__typename', input));
      return done ? this.#takenOver({ kind: 'wall', subject }) : null;
    }
    const wall = nth(await wallsOf(this.hub, ADVOCATE, this.idFor(ADVOCATE)), attempt.which);
    if (!wall) return null;
    const { id: wallId, subject } = wall;
    if (attempt.kind === 'lift') {
      const done = await this.#do(ADVOCATE, 'conflictWallLift', '__typename', { wallId });
      return done && this.#takenOver({ kind: 'lift', subject });
    }
    const { staff } = attempt.to;
    const done = await this.#do(ADVOCATE, 'conflictWallNarrow', '__typename', { wallId, staff });
    return done && this.#takenOver({ kind: 'narrow', subject, to: staff });
  }

  async #guardian(attempt: Tried<'guardian' | 'clear'>): Promise<Happened | null> {
    if (attempt.kind === 'guardian') {
      const { relation, own } = attempt;
      const parent = own === null ? undefined : this.#another(own);
      const input = { relation, ...(parent ? { guardianVictimId: parent.idFor(ADVOCATE) } : {}) };
      const done = await this.#do(ADVOCATE, 'guardianRecord', 'guardian { id }', input);
      if (!done) return null;
      const { id } = done.guardian;
      this.#guardians.unshift(id);
      return { kind: 'guardian', id, relation, own: parent ? this.family.indexOf(parent) : null };
    }
    const id = nth(this.#guardians, attempt.which);
    const decision = { decidedBy: 'COURT', decision: 'Court of Auezov, 2-117/2026', decidedAt: inHours(-1) };
    const done =
      id && (await this.#do(ADVOCATE, 'guardianSuspensionLift', '__typename', { guardianId: id, ...decision }));
    return done ? { kind: 'cleared', id } : null;
  }

  async #join({ kind, other: which }: Attempt & { kind: 'join' | 'unjoin' }): Promise<Happened | null> {
    const other = this.#another(which);
    if (!other) return null;
    const ids = { oneId: this.idFor(STEWARD), otherId: other.idFor(STEWARD) };
    const joinId =
      this.#pairs.get(other.key) ??
      (await mutate(this.hub, STEWARD, 'recordJoinPropose', 'recordJoin { id }', ids))?.recordJoin.id;
    if (!joinId) return null;
    this.#pairs.set(other.key, joinId);
    other.#pairs.set(this.key, joinId);
    const done =
      kind === 'join'
        ? await mutate(this.hub, SHE, 'recordJoin', '__typename', { joinId, ...IN_PERSON, ...IN_WRITING })
        : await mutate(this.hub, SHE, 'recordUnjoin', '__typename', { joinId, ...IN_PERSON });
    return done && this.#takenOver({ kind, other: this.family.indexOf(other) });
  }

  /** Until every part has the walls as they stand: before, the gateway denies more than a wall asks for. */
  async #takenOver(happened: Happened): Promise<Happened> {
    const waiting = "SELECT FROM outbox WHERE payload ? 'subjectKind' AND payload->>'victim' = ANY($1::text[])";
    while (await this.#row(waiting, [this.family.map(({ key }) => key)])) await sleep(20);
    return happened;
  }

  #another(which: number): Victim | undefined {
    return nth(
      this.family.filter((each) => each !== this),
      which,
    );
  }

  async #row(sql: string, values: unknown[]): Promise<object | undefined> {
    return (await this.hub.db('consent').query(sql, values))[0];
  }

  #do(who: Person, mutation: string, selection: string, input: object, subgraph?: string) {
    return mutate(this.hub, who, mutation, selection, { victimId: this.idFor(who), ...input }, subgraph);
  }
}

const nth = <T>(known: readonly T[], which: number): T | undefined => known[which % Math.max(1, known.length)];
const WHERE_SHE_IS: readonly Category[] = [Category.CONTACT, Category.SHELTER];
const ASKED_AGAIN = { language: 'kk', interpreter: 'NONE', consequencesExplained: true };
const IN_PERSON = { inPerson: true };
const IN_WRITING = { form: 'WRITTEN', witness: 'COLLEAGUE' };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
