import type { DataSource } from 'typeorm';
import type { DutyMessage } from './channels.js';

const MOST = 200;

/** What would have been sent, the last first; in memory only, and only while the hub runs for development. */
class Caught {
  readonly #messages: DutyMessage[] = [];

  add(message: DutyMessage): void {
    this.#messages.unshift(message);
    this.#messages.length = Math.min(this.#messages.length, MOST);
  }

  /** One line each. */
  get text(): string {
    return this.#messages
      .map(({ channel, to, text, language }) => `${channel} to ${to} (${language}): ${text}\n`)
      .join('');
  }
}

const caught = new WeakMap<DataSource, Caught>();

/** Of one hub: several may run in a process. */
export function caughtBy(db: DataSource): Caught {
  const mine = caught.get(db) ?? new Caught();
  caught.set(db, mine);
  return mine;
}
