import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestHub } from '../../../test/hub.js';
import { CLERK, inHours, type Scene, SHE, type Who } from './scene.js';

const SELECTIONS: Readonly<Record<string, string>> = {
  victimErase: 'erasure { id state askedAt shredsNotBefore notYetShreddedBy }',
  victimEraseCancel: 'erasure { id state }',
  legalHoldPlace: 'legalHold { id victimId placedAt reviewAt reviewDue liftedAt }',
  legalHoldLift: 'legalHold { id liftedAt }',
  recordJoinPropose: 'recordJoin { id state }',
  recordJoin: 'recordJoin { id state }',
  recordJoinDecline: 'recordJoin { id state }',
  recordUnjoin: 'recordJoin { id state }',
};

const DECIDE = 'RecordJoinDecideInput';
const INPUT_TYPES: Readonly<Record<string, string>> = { recordJoinDecline: DECIDE, recordUnjoin: DECIDE };

export const stewardshipDocument = (mutation: string) =>
  `mutation ($input: ${INPUT_TYPES[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`}!) { ${mutation}(input: $input) {
    ${SELECTIONS[mutation]} userErrors { code field message } } }`;

export const asked = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  inPerson: true,
  form: 'WRITTEN',
  witness: 'COLLEAGUE',
  ...change,
});
export const needed = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  reason: 'Evidence in a criminal case.',
  reference: '2-1234/26',
  reviewAt: inHours(24 * 100),
  ...change,
});

/** What is done about her erasure through the public door. */
export class Stewardship {
  constructor(
    private readonly hub: TestHub,
    private readonly scene: Scene,
  ) {}

  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  async do(who: Who, mutation: string, input: object, language = 'en'): Promise<any> {
    const answer = await this.hub.as(...who, language).query(stewardshipDocument(mutation), { input });
    if (answer.errors) throw new Error(answer.errors[0]!.extensions.code);
    return answer.data[mutation];
  }

  erase = (change: object = {}) => this.do(SHE, 'victimErase', { victimId: this.scene.idFor(SHE), ...asked(change) });

  cancel = (change: object = {}) =>
    this.do(SHE, 'victimEraseCancel', { victimId: this.scene.idFor(SHE), inPerson: true, ...change });

  hold = (change: object = {}, who = CLERK) =>
    this.do(who, 'legalHoldPlace', { victimId: this.scene.idFor(who), ...needed(change) });

  lift = (holdId: string, who = CLERK) => this.do(who, 'legalHoldLift', { holdId });

  // biome-ignore lint/suspicious/noExplicitAny: as above
  async state(): Promise<any> {
    const { data, errors } = await this.hub
      .as(...SHE)
      .query('query ($id: ID!) { erasure(victimId: $id) { state notYetShreddedBy shredsNotBefore } }', {
        id: this.scene.idFor(SHE),
      });
    if (errors) throw new Error(errors[0]!.extensions.code);
    return data.erasure;
  }

  /** The waiting period is over. */
  async waited(): Promise<void> {
    await this.hub
      .db('consent')
      .query(
        "UPDATE erasure SET asked_at = asked_at - interval '15 days', due_at = due_at - interval '15 days' WHERE victim_key = $1",
        [this.scene.key],
      );
  }

  /** Until the background work has brought it there. */
  async until(state: string): Promise<void> {
    for (let i = 0; i < 1_200 && (await this.state()).state !== state; i++) await sleep(50);
    const found = (await this.state()).state;
    if (found !== state) throw new Error(`The erasure is ${found}, not ${state}.`);
  }
}
