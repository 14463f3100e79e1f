import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, Refusal, Refusals, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { victimNotFound } from '../consent-client.js';
import type { RiskAssessInput } from './input.js';
import type { Instrument } from './instrument/instrument.js';
import { instrument } from './instrument/instruments.js';
import { instrumentsOf } from './instrument/local.js';
import { type Answered, assess, refusalsOfFindings } from './rules.js';
import { OWN_EVENTS } from './sql.js';

/** What is sealed: what she said, and why somebody judged otherwise. */
export interface SealedFindings {
  readonly answers: readonly Answered[];
  readonly reason: string | null;
}

/**
 * Assesses and records, inside the caller's transaction. Returns the id. An assessment is never changed: a later one stands beside it.
 * @param victim internal key; null when it names nobody or nobody may be named so
 * @throws Refusal NOT_FOUND, INVALID
 */
export async function recordAssessment(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: RiskAssessInput,
  victim: string | null,
): Promise<string> {
  if (input.victimId && victim === null) throw victimNotFound();
  const instruments = instrumentsOf(ctx);
  const form = instrument(input.instrument, input.version, instruments);
  if (!form) throw noInstrument(input.instrument, instruments);
  const { agency, unit, staff } = ctx.requester;
  const told = input.eventsIn12Months ?? null;
  const findings = {
    answers: input.answers.map(({ item, answer }) => ({ item, answer })),
    eventsIn12Months: await eventsKnown(manager, agency, victim, told),
    askedOfEvents: told !== null,
    judgement: input.judgement?.level ?? null,
  };
  const refusals = refusalsOfFindings(form, findings);
  if (refusals.length > 0) throw new Refusals(refusals);
  const result = assess(form, findings);
  const id = randomUUID();
  const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim ?? `risk_assessment:${id}`, agency);
  const sealed: SealedFindings = { answers: findings.answers, reason: input.judgement?.reason ?? null };
  await rowsOf(
    manager,
    `INSERT INTO risk_assessment (id, victim_key, agency, unit, staff, instrument, version, level, rule, may_be_higher, yes, no, not_answered,
       events, content)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      id,
      victim,
      agency,
      unit,
      staff,
      form.id,
      form.version,
      result.level,
      result.rule,
      result.mayBeHigher,
      result.yes,
      result.no,
      result.notAnswered,
      findings.eventsIn12Months,
      key.seal(`risk_assessment.content:${id}`, sealed),
    ],
  );
  return id;
}

/** The larger of what she tells and what the agency itself took down; null when nobody knows of any. */
async function eventsKnown(
  manager: EntityManager,
  agency: string,
  victim: string | null,
  told: number | null,
): Promise<number | null> {
  if (victim === null) return told;
  const [own] = await rowsOf<{ events: number }>(manager, OWN_EVENTS, [agency, victim]);
  return told === null && own!.events === 0 ? null : Math.max(told ?? 0, own!.events);
}

/** Names the instrument as unknown, or only the version. */
export function noInstrument(id: string, instruments: readonly Instrument[]): Refusal {
  const known = instruments.map(({ id, version }) => `${id} ${version}`).join(', ');
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: `There is no such instrument here. There are: ${known}.`,
      ru: `Такого инструмента здесь нет. Есть: ${known}.`,
      kk: `Мұнда мұндай құрал жоқ. Бары: ${known}.`,
    },
    [instrument(id, null, instruments) ? 'version' : 'instrument'],
  );
}
