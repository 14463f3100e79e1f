import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from '../hub/client.js';
import type { Told } from './history.js';

const APPOINTMENT = 'appointment { id startsAt examiner state }';
const MUTATIONS = {
  HOLD: ['examHold', 'ExamHoldInput', APPOINTMENT],
  CONFIRM: ['examConfirm', 'ExamStepInput', APPOINTMENT],
  CANCEL: ['examCancel', 'ExamCancelInput', APPOINTMENT],
  RESCHEDULE: ['examReschedule', 'ExamRescheduleInput', APPOINTMENT],
  OVERRIDE: ['examOverride', 'ExamOverrideInput', APPOINTMENT],
  JOIN: ['examWaitJoin', 'ExamWaitJoinInput', 'examWait { id offer }'],
  LEAVE: ['examWaitLeave', 'ExamWaitLeaveInput', 'examWait { id offer }'],
} as const satisfies Record<Told['action'], readonly [string, string, string]>;

const DOCUMENTS = Object.fromEntries(
  Object.entries(MUTATIONS).map(([action, [name, type, object]]) => [
    action,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${object} userErrors { code } } }`,
  ]),
);

export interface Ground {
  readonly clinics: readonly string[];
  readonly slots: readonly { readonly id: string; readonly startsAt: string }[];
  /** Ids of patients that this account may name */
  readonly victims: readonly string[];
}

const one = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;
const PRIORITIES = ['STAT', 'ASAP', 'URGENT', 'ROUTINE', 'ROUTINE', 'ROUTINE'];

/** One client at the door that does whatever comes into its head, and remembers what it was told. */
export class RandomClient {
  readonly told: Told[] = [];
  readonly codes = new Map<string, number>();
  readonly #held = new Set<string>();
  readonly #confirmed = new Set<string>();
  readonly #waits = new Set<string>();

  constructor(
    private readonly client: Client,
    private readonly ground: Ground,
    /** It is the clinic's desk, which may override */
    private readonly desk: boolean,
    /** Appointments that anybody of its account has made: for what one desk knows of all */
    private readonly known: string[],
  ) {}

  async run(going: () => boolean): Promise<void> {
    while (going()) {
      await this.#next();
      await sleep(Math.random() * 40);
    }
  }

  async #next(): Promise<void> {
    const held = one([...this.#held]);
    const confirmed = one([...this.#confirmed]);
    const dice = Math.random();
    if (held && dice < 0.35) return this.#confirm(held);
    if (held && dice < 0.4) return this.#cancel(held);
    if (confirmed && dice < 0.55) return this.#reschedule(confirmed);
    if (confirmed && dice < 0.65) return this.#cancel(confirmed);
    if (this.desk && this.known.length > 0 && dice > 0.65 && dice < 0.72) return this.#override(one(this.known));
    if (dice > 0.95) return this.#wait();
    return this.#hold();
  }

  async #hold(): Promise<void> {
    const named = this.ground.victims.length > 0 && Math.random() < 0.3;
    const answer = await this.#do('HOLD', null, {
      ...{ idempotencyKey: randomUUID(), slotId: one(this.ground.slots).id, priority: one(PRIORITIES) },
      ...(named ? { victimId: one(this.ground.victims) } : {}),
    });
    this.#took(answer?.appointment);
  }

  async #confirm(id: string): Promise<void> {
    this.#held.delete(id);
    const answer = await this.#do('CONFIRM', id, { appointmentId: id });
    if (answer?.appointment) this.#confirmed.add(id);
  }

  async #cancel(id: string): Promise<void> {
    this.#held.delete(id);
    this.#confirmed.delete(id);
    await this.#do('CANCEL', id, { appointmentId: id, reason: 'SHE_ASKED' });
  }

  async #reschedule(id: string): Promise<void> {
    const slotId = one(this.ground.slots).id;
    const answer = await this.#do('RESCHEDULE', id, { idempotencyKey: randomUUID(), appointmentId: id, slotId });
    this.#took(answer?.appointment);
  }

  async #override(id: string): Promise<void> {
    const answer = await this.#do('OVERRIDE', id, {
      ...{ idempotencyKey: randomUUID(), appointmentId: id, kind: 'PHYSICAL_INJURY' },
      ...{ priority: one(['STAT', 'ASAP']), reason: 'MEDICAL_NEED' },
    });
    if (answer?.appointment) this.#confirmed.add(answer.appointment.id);
  }

  async #wait(): Promise<void> {
    const [wait] = this.#waits;
    if (wait) {
      this.#waits.delete(wait);
      await this.#do('LEAVE', null, { waitId: wait });
      return;
    }
    const { startsAt } = one(this.ground.slots);
    const answer = await this.#do('JOIN', null, {
      ...{ idempotencyKey: randomUUID(), kind: 'PHYSICAL_INJURY', clinic: one(this.ground.clinics) },
      ...{ earliest: startsAt, latest: new Date(Date.parse(startsAt) + 3 * 3_600_000).toISOString() },
    });
    if (answer?.examWait?.offer) this.#held.add(answer.examWait.offer);
    if (answer?.examWait) this.#waits.add(answer.examWait.id);
  }

  #took(appointment: { id: string; state: string } | null | undefined): void {
    if (!appointment) return;
    this.known.push(appointment.id);
    if (appointment.state === 'HELD') this.#held.add(appointment.id);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the mutation answers
  async #do(action: Told['action'], about: string | null, input: object): Promise<any> {
    const answer: Answer | null = await this.client.query(DOCUMENTS[action]!, { input }).catch(() => null);
    const payload = answer?.data?.[MUTATIONS[action][0]] ?? null;
    const refused = payload?.userErrors?.length > 0;
    const code = !answer
      ? 'NO_ANSWER'
      : (answer.errors?.[0]?.extensions.code ?? payload?.userErrors[0]?.code ?? 'DONE');
    this.codes.set(`${action} ${code}`, (this.codes.get(`${action} ${code}`) ?? 0) + 1);
    const outcome = !payload ? 'UNKNOWN' : refused ? 'REFUSED' : 'DONE';
    const told = payload?.appointment ?? null;
    this.told.push({ action, about, outcome, answer: told });
    return payload;
  }
}
