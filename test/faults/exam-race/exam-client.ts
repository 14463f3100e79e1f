import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, Ask } from '../answer.js';
import type { Told } from './history.js';

const APPOINTMENT = 'appointment { id startsAt examiner state }';
const WAIT = 'examWait { id offer }';
export const MUTATIONS = {
  ...{ examHold: ['ExamHoldInput', APPOINTMENT], examConfirm: ['ExamStepInput', APPOINTMENT] },
  ...{ examCancel: ['ExamCancelInput', APPOINTMENT], examReschedule: ['ExamRescheduleInput', APPOINTMENT] },
  ...{ examOverride: ['ExamOverrideInput', APPOINTMENT] },
  ...{ examWaitJoin: ['ExamWaitJoinInput', WAIT], examWaitLeave: ['ExamWaitLeaveInput', WAIT] },
} as const satisfies Record<Told['action'], readonly [string, string]>;

export interface Ground {
  readonly clinics: readonly string[];
  readonly slots: readonly { readonly id: string; readonly startsAt: string }[];
}

const one = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;
const PRIORITIES = ['STAT', 'ASAP', 'URGENT', 'ROUTINE', 'ROUTINE', 'ROUTINE'];
/** Of what anybody has made, so much is still likely to stand */
const RECENT = 40;

/** One of many who do whatever comes into their heads, and remember what they were told. */
export class ExamClient {
  readonly told: Told[] = [];
  readonly #held = new Set<string>();
  readonly #confirmed = new Set<string>();
  readonly #waits = new Set<string>();

  constructor(
    private readonly ask: Ask,
    private readonly ground: Ground,
    /** Ids of patients that its agency may name */
    private readonly victims: readonly string[],
    /** It is the clinic's desk, which may override */
    private readonly desk: boolean,
    /** Appointments that anybody has made: for what one desk knows of all */
    private readonly known: string[],
  ) {}

  /** Who has something goes on with it soon; who has nothing tries again after a while, so that two hundred leave each other some room. */
  async turn(): Promise<void> {
    const held = one([...this.#held]);
    const confirmed = one([...this.#confirmed]);
    await sleep(Math.random() * (held || confirmed ? 100 : 3_000));
    const dice = Math.random();
    if (held) return dice < 0.85 ? this.#confirm(held) : this.#cancel(held);
    if (confirmed && dice < 0.4) return this.#reschedule(confirmed);
    if (confirmed && dice < 0.8) return this.#cancel(confirmed);
    if (this.desk && this.known.length > 0 && dice < 0.3) return this.#override(one(this.known.slice(-RECENT)));
    // few: what becomes free is offered to them first, and nobody else would get anything
    if (dice > 0.995 || (this.#waits.size > 0 && dice > 0.9)) return this.#wait();
    return this.#hold();
  }

  async #hold(): Promise<void> {
    const named = Math.random() < 0.3;
    const answer = await this.#do('examHold', null, {
      ...{ idempotencyKey: randomUUID(), slotId: one(this.ground.slots).id, priority: one(PRIORITIES) },
      ...(named ? { victimId: one(this.victims) } : {}),
    });
    this.#took(answer);
  }

  async #confirm(id: string): Promise<void> {
    this.#held.delete(id);
    const { kind } = await this.#do('examConfirm', id, { appointmentId: id });
    // nobody has said whether it is: whoever gives it up later is told
    if (kind !== 'REFUSED') this.#confirmed.add(id);
  }

  async #cancel(id: string): Promise<void> {
    const { kind } = await this.#do('examCancel', id, { appointmentId: id, reason: 'SHE_ASKED' });
    if (kind === 'UNKNOWN') return;
    this.#held.delete(id);
    this.#confirmed.delete(id);
  }

  async #reschedule(id: string): Promise<void> {
    const slotId = one(this.ground.slots).id;
    this.#took(await this.#do('examReschedule', id, { idempotencyKey: randomUUID(), appointmentId: id, slotId }));
  }

  async #override(id: string): Promise<void> {
    const answer = await this.#do('examOverride', id, {
      ...{ idempotencyKey: randomUUID(), appointmentId: id, kind: 'PHYSICAL_INJURY' },
      ...{ priority: one(['STAT', 'ASAP']), reason: 'MEDICAL_NEED' },
    });
    this.#took(answer);
  }

  async #wait(): Promise<void> {
    const [wait] = this.#waits;
    if (wait) {
      this.#waits.delete(wait);
      await this.#do('examWaitLeave', null, { waitId: wait });
      return;
    }
    const { startsAt } = one(this.ground.slots);
    const answer = await this.#do('examWaitJoin', null, {
      ...{ idempotencyKey: randomUUID(), kind: 'PHYSICAL_INJURY', clinic: one(this.ground.clinics) },
      ...{ earliest: startsAt, latest: new Date(Date.parse(startsAt) + 3 * 3_600_000).toISOString() },
    });
    if (answer.kind !== 'DONE') return;
    const { id, offer } = answer.payload.examWait;
    if (offer) this.#held.add(offer);
    this.#waits.add(id);
  }

  #took(answer: Answered): void {
    if (answer.kind !== 'DONE') return;
    const { id, state } = answer.payload.appointment;
    this.known.push(id);
    if (state === 'HELD') this.#held.add(id);
    if (state === 'CONFIRMED') this.#confirmed.add(id);
  }

  async #do(action: Told['action'], about: string | null, input: object): Promise<Answered> {
    const answer = await this.ask(action, input);
    const told = answer.kind === 'DONE' ? (answer.payload.appointment ?? null) : null;
    this.told.push({ action, about, outcome: answer.kind, answer: told });
    return answer;
  }
}
