import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  type Language,
  mutate,
  Refusal,
  Role,
  rowsOf,
  Statement,
  type SubgraphContext,
  UserErrorCode,
} from '../../../kit/index.js';
import { noInstrument } from '../assess.js';
import type { Instrument } from './instrument.js';
import { instrument } from './instruments.js';
import { instrumentsOf } from './local.js';
import { RiskInstrument, RiskQuestionsLoadInput, RiskQuestionsLoadPayload } from './types.js';

/** $1 agency, $2 language */
const WORDING = new Statement<{ instrument: string; version: string; item: string; wording: string }>(
  'referral.riskWording',
  'SELECT instrument, version, item, wording FROM risk_question WHERE agency = $1::uuid AND language = $2',
);

@Resolver(() => RiskInstrument)
export class RiskInstrumentResolver {
  @Query(() => [RiskInstrument], {
    description:
      "The instruments for the assessment of risk, with the questions that your agency has loaded: their wording is its owners' and does not come with the hub.",
  })
  @Access({ purposes: 'none' })
  async riskInstruments(@Ctx() ctx: SubgraphContext): Promise<RiskInstrument[]> {
    return inWords(ctx, instrumentsOf(ctx), ctx.requester.language);
  }

  @Mutation(() => RiskQuestionsLoadPayload, {
    description: 'Loads the wording of an instrument for your own agency, which must have the right to use it.',
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  async riskQuestionsLoad(
    @Arg('input', () => RiskQuestionsLoadInput, { description: 'The wording.' }) input: RiskQuestionsLoadInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RiskQuestionsLoadPayload> {
    return mutate(ctx, 'riskQuestionsLoad', input, RiskQuestionsLoadPayload, async (commit) => {
      const instruments = instrumentsOf(ctx);
      const form = instrument(input.instrument, input.version, instruments);
      if (!form) throw noInstrument(input.instrument, instruments);
      const items = input.questions.map(({ item }) => item);
      const missing = form.items.filter((item) => !items.includes(item));
      if (missing.length > 0 || items.length !== form.items.length) throw incomplete(form);
      const { agency, staff } = ctx.requester;
      await commit(async (manager) => {
        await rowsOf(
          manager,
          `INSERT INTO risk_question (agency, instrument, version, language, licence, loaded_by, item, wording)
           SELECT $1::uuid, $2, $3, $4, $5, $6::uuid, item, wording FROM unnest($7::text[], $8::text[]) AS loaded(item, wording)
           ON CONFLICT (agency, instrument, version, language, item) DO UPDATE SET wording = excluded.wording,
             licence = excluded.licence, loaded_by = excluded.loaded_by, loaded_at = clock_timestamp()`,
          [
            agency,
            form.id,
            form.version,
            input.language,
            input.licence,
            staff,
            items,
            input.questions.map((q) => q.question),
          ],
        );
        return `${form.id} ${form.version}`;
      });
      const [riskInstrument] = await inWords(ctx, [form], input.language);
      return { riskInstrument: riskInstrument! };
    });
  }
}

async function inWords(
  ctx: SubgraphContext,
  instruments: readonly Instrument[],
  language: Language,
): Promise<RiskInstrument[]> {
  const wording = await WORDING.rows(ctx.db, [ctx.requester.agency, language]);
  const questionOf = (form: Instrument, item: string) =>
    wording.find((w) => w.instrument === form.id && w.version === form.version && w.item === item)?.wording ?? null;
  return instruments.map((form) =>
    Object.assign(new RiskInstrument(), {
      id: form.id,
      version: form.version,
      name: form.name,
      source: form.source,
      reviewedBy: form.reviewedBy,
      items: form.items.map((id) => ({ id, question: questionOf(form, id) })),
      rules: form.rules.map(({ id, level, text }) => ({ id, level, text: text[language] })),
    }),
  );
}

function incomplete({ items }: Instrument): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: `Give every item once: ${items.join(', ')}.`,
      ru: `Укажите каждый пункт один раз: ${items.join(', ')}.`,
      kk: `Әр тармақты бір рет беріңіз: ${items.join(', ')}.`,
    },
    ['questions'],
  );
}
