import {
  type Category,
  type HubOperation,
  type OutboxOperation,
  type Purpose,
  Refusal,
  type SubgraphContext,
  UserErrorCode,
} from '../kit/index.js';

export interface Coverage {
  /** Internal key; null when the id is not one of the requester's agency, or a wall stands between: one answer */
  readonly key: string | null;
  /** A wall of hers keeps the recipient out, whoever of it reads */
  readonly recipientWalled: boolean;
  /** Categories that neither her consent to the recipient nor another recorded basis opens now */
  readonly missing: readonly Category[];
}

const VICTIM_RESOLVE: HubOperation<{ input: { victimId: string } }, string | null> = {
  subgraph: 'consent',
  operation: 'victimResolve',
  document: 'query ($input: VictimResolveInput!) { victimResolve(input: $input) }',
};

interface CoverageInput {
  readonly victimId: string;
  readonly recipient: string;
  readonly recipientUnit: string | null;
  readonly categories: readonly Category[];
  /** Left out: for whatever purpose */
  readonly purpose?: Purpose;
}

const CONSENT_COVERAGE: HubOperation<{ input: CoverageInput }, Coverage> = {
  subgraph: 'consent',
  operation: 'consentCoverage',
  document:
    'query ($input: ConsentCoverageInput!) { consentCoverage(input: $input) { key recipientWalled missing until } }',
};

const CONTACT_OPEN: HubOperation<{ victims: readonly string[] }, string[]> = {
  subgraph: 'consent',
  operation: 'contactOpen',
  document: 'query ($victims: [ID!]!) { contactOpen(victims: $victims) }',
};

/** Whether the requester may use now how she may be reached. One call for a whole page; no answer is no. */
export function contactOpen(ctx: SubgraphContext, victim: string): Promise<boolean> {
  return ctx.load('contact-open', victim, async (victims: readonly string[]) => {
    const open = await ctx.hub.call(CONTACT_OPEN, { victims }, ctx.caller).catch((): string[] => []);
    return victims.map((each) => open.includes(each));
  });
}

/** The message by which `consent` learns that a report names somebody, and suspends a guardian who may be meant. */
export const PERPETRATOR_NAMED: OutboxOperation = {
  subgraph: 'consent',
  operation: 'perpetratorNamed',
  document: 'mutation ($input: PerpetratorNamedInput!) { perpetratorNamed(input: $input) }',
};

export interface Pair {
  readonly one: string;
  readonly other: string;
}

const JOINABLE_PAIRS: HubOperation<{ input: { pairs: Pair[] } }, ({ oneId: string; otherId: string } | null)[]> = {
  subgraph: 'consent',
  operation: 'joinablePairs',
  document: 'query ($input: JoinablePairsInput!) { joinablePairs(input: $input) { oneId otherId } }',
};

/** For each pair of internal keys its ids at the requester's agency; null where the requester may not name both, or she was asked already. */
export function joinablePairs(ctx: SubgraphContext, pairs: Pair[]) {
  return ctx.hub.call(JOINABLE_PAIRS, { input: { pairs } }, ctx.caller);
}

/** What this subgraph asks of `consent`; goes into its definition. */
export const CONSENT_CALLS = [
  'consent.victimResolve',
  'consent.consentCoverage',
  'consent.contactOpen',
  'consent.joinablePairs',
] as const;

/**
 * The internal key of a victim; null as in {@link Coverage}.
 * @throws Refusal TEMPORARILY_UNAVAILABLE when consent does not answer in time
 */
export function victimKey(ctx: SubgraphContext, victimId: string): Promise<string | null> {
  return answered(ctx.hub.call(VICTIM_RESOLVE, { input: { victimId } }, ctx.caller));
}

/** @throws Refusal TEMPORARILY_UNAVAILABLE when consent does not answer in time: an unanswered question is never a yes */
export function consentCoverage(ctx: SubgraphContext, input: CoverageInput): Promise<Coverage> {
  return answered(ctx.hub.call(CONSENT_COVERAGE, { input }, ctx.caller));
}

async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch {
    throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
      en: 'Her consent could not be checked just now. Nothing was done. Send it again with the same key.',
      ru: 'Сейчас не удалось проверить её согласие. Ничего не сделано. Отправьте ещё раз с тем же ключом.',
      kk: 'Қазір оның келісімін тексеру мүмкін болмады. Ештеңе жасалмады. Сол кілтпен қайта жіберіңіз.',
    });
  }
}

/** Unknown, of another agency and walled off are one answer. */
export function victimNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has nobody under this id.',
      ru: 'У вашей организации нет никого под этим идентификатором.',
      kk: 'Ұйымыңызда бұл идентификатормен ешкім жоқ.',
    },
    ['victimId'],
  );
}
