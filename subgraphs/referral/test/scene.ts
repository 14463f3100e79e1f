import { randomUUID } from 'node:crypto';
import { seedId } from '../../../standalone/seed/ids.js';
import type { Answer, TestHub } from '../../../test/hub.js';

export const CRISIS_CENTRE = seedId('agency:crisis-almaty-1');
export const CLINIC = seedId('agency:clinic-almaty');
export const POLICE = seedId('agency:police-almaty-auezov');

export const key = () => `test ${randomUUID()}`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** The answer of one mutation; fails with the refusals when there are any. */
export function done<T>(answer: Answer, operation: string): T {
  const payload = answer.data?.[operation];
  if (!payload || payload.userErrors.length > 0) throw new Error(JSON.stringify(answer));
  return payload as T;
}

/** The officer of Almaty at the scene, and a woman who has just been given a pseudonym. */
export class Scene {
  private constructor(
    readonly hub: TestHub,
    /** Her id at the police department */
    readonly victimId: string,
  ) {}

  static async open(hub: TestHub): Promise<Scene> {
    const registered = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query(
        'mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId userErrors { code } } }',
        {
          input: { idempotencyKey: key() },
        },
      );
    const { victimId } = done<{ victimId: string }>(registered, 'victimRegister');
    return new Scene(hub, victimId);
  }

  get officer() {
    return this.hub.as('officer-almaty', 'POLICE_RESPONSE');
  }

  /** Opens what the police themselves need, under their statutory duty. */
  async duty(categories: readonly string[]): Promise<void> {
    const answer = await this.officer.query(
      'mutation ($input: LegalBasisRecordInput!) { legalBasisRecord(input: $input) { legalBasis { id } userErrors { code message } } }',
      {
        input: {
          idempotencyKey: key(),
          victimId: this.victimId,
          kind: 'STATUTORY_DUTY',
          categories,
          reason: 'Report of violence at home, duty to respond.',
          reviewAt: inDays(10),
        },
      },
    );
    done(answer, 'legalBasisRecord');
  }

  /** Her provisional consent at the scene. */
  async consent(
    recipient: string,
    categories: readonly string[],
    purposes: readonly string[] = ['SHELTER', 'SUPPORT'],
  ): Promise<void> {
    const answer = await this.officer.query(
      'mutation ($input: ConsentGrantInput!) { consentGrant(input: $input) { consent { id } userErrors { code message } } }',
      {
        input: {
          idempotencyKey: key(),
          victimId: this.victimId,
          recipient,
          purposes,
          categories,
          expiresAt: inDays(2),
          provisional: true,
          form: 'ORAL_WITNESSED',
          language: 'kk',
          interpreter: 'NONE',
          witnessed: true,
          consequencesExplained: true,
        },
      },
    );
    done(answer, 'consentGrant');
  }

  async withdraw(recipient: string): Promise<void> {
    const answer = await this.officer.query(
      'mutation ($input: ConsentWithdrawInput!) { consentWithdraw(input: $input) { withdrawnAt userErrors { code } } }',
      { input: { victimId: this.victimId, recipient } },
    );
    done(answer, 'consentWithdraw');
  }

  /** @param to fields of the input that differ from a referral to the crisis centre for a place of safety */
  async send(
    to: Record<string, unknown> = {},
    account = 'officer-almaty',
    purpose = 'POLICE_RESPONSE',
  ): Promise<Answer> {
    return this.hub.as(account, purpose).query(SEND, {
      input: {
        idempotencyKey: key(),
        victimId: this.victimId,
        recipient: CRISIS_CENTRE,
        service: 'SHELTER',
        urgency: 'ASAP',
        categories: [],
        ...to,
      },
    });
  }

  async sent(to: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
    return done<{ referral: { id: string; code: string } }>(await this.send(to), 'referralSend').referral;
  }
}

export const SEND = `mutation ($input: ReferralSendInput!) { referralSend(input: $input) {
  referral { id code state version categories } possibleDuplicate { referralId sentAt sameRecipient }
  counters { inboxNeedsAction outboxOpen } userErrors { code message field } } }`;

/** A COPY of every row of every table of the subgraph, as text. */
export async function dump(hub: TestHub): Promise<string> {
  const db = hub.db('referral');
  const tables: { name: string }[] = await db.query(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const rows = await Promise.all(tables.map(({ name }) => db.query(`SELECT t::text AS row FROM ${name} t`)));
  return rows
    .flat()
    .map(({ row }: { row: string }) => row)
    .join('\n');
}
