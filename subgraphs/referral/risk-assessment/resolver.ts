import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  DataKey,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { CaseWork, TakesReports } from '../access.js';
import { victimKey, victimNotFound } from '../consent-client.js';
import { isUuid } from '../uuid.js';
import { Victim, victimStub } from '../victim.js';
import { recordAssessment, type SealedFindings } from './assess.js';
import { assessmentNotFound, markAssessmentInError } from './in-error.js';
import { RiskAssessInput, RiskAssessmentEnteredInErrorInput } from './input.js';
import { instrument } from './instrument/instruments.js';
import { instrumentsOf } from './instrument/local.js';
import { JUDGEMENT } from './rules.js';
import { OWN_ASSESSMENT, OWN_ASSESSMENTS, type RiskAssessmentRow } from './sql.js';
import {
  assessmentOf,
  RiskAssessment,
  RiskAssessmentConnection,
  RiskAssessmentEnteredInErrorPayload,
  RiskAssessPayload,
  RiskItemAnswer,
} from './types.js';

const BY_JUDGEMENT = {
  en: 'Professional judgement raised the level.',
  ru: 'Уровень повышен профессиональной оценкой.',
  kk: 'Деңгей кәсіби бағамен көтерілді.',
};

@Resolver(() => RiskAssessment)
export class RiskAssessmentResolver {
  @Mutation(() => RiskAssessPayload, {
    description:
      'Assesses risk with an instrument and records the result. What was not answered is not taken for "no"; professional judgement may raise the level and never lower it.',
  })
  @TakesReports()
  async riskAssess(
    @Arg('input', () => RiskAssessInput, { description: 'The answers.' }) input: RiskAssessInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RiskAssessPayload> {
    return mutate(ctx, 'riskAssess', input, RiskAssessPayload, async (commit) => {
      const victim = input.victimId ? await victimKey(ctx, input.victimId) : null;
      const id = await commit((manager) => recordAssessment(manager, ctx, input, victim));
      const riskAssessment = await ownAssessment(ctx, id);
      if (!riskAssessment) throw victimNotFound();
      return { riskAssessment };
    });
  }

  @Mutation(() => RiskAssessmentEnteredInErrorPayload, {
    description:
      'Marks an assessment that your unit made as entered in error, for ever: it is of somebody else, or is there twice; then another one with the same instrument has to stand that is no lower. It stays in the list of your unit, with the reason; it is on no record, whoever had it by a referral has it no more, and nothing that followed from it is taken back.',
  })
  @TakesReports()
  async riskAssessmentEnteredInError(
    @Arg('input', () => RiskAssessmentEnteredInErrorInput, { description: 'The assessment, and why.' })
    input: RiskAssessmentEnteredInErrorInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RiskAssessmentEnteredInErrorPayload> {
    return mutate(ctx, 'riskAssessmentEnteredInError', input, RiskAssessmentEnteredInErrorPayload, async (commit) => {
      const id = await commit((manager) => markAssessmentInError(manager, ctx, input));
      await ctx.closures.kept(id);
      const riskAssessment = await ownAssessment(ctx, id);
      if (!riskAssessment) throw assessmentNotFound();
      return { riskAssessment };
    });
  }

  @Query(() => RiskAssessmentConnection, {
    description: 'Assessments that your unit made, newest first. The look is logged.',
  })
  @CaseWork()
  async riskAssessments(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<RiskAssessment>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_ASSESSMENTS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.assessed_at, row.id], assessmentOf);
  }

  @Query(() => RiskAssessment, {
    nullable: true,
    description: 'An assessment that your unit made; null for any other. The look is logged.',
  })
  @CaseWork()
  async riskAssessment(
    @Arg('id', () => ID, { description: 'Id of the assessment.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RiskAssessment | null> {
    return ownAssessment(ctx, id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The rule that gave the level, in your language; null when no rule holds.',
  })
  @Classified('RISK')
  ruleText(@Root() { row }: RiskAssessment, @Ctx() ctx: SubgraphContext): string | null {
    const { language } = ctx.requester;
    if (row.rule === JUDGEMENT) return BY_JUDGEMENT[language];
    const rules = instrument(row.instrument, row.version, instrumentsOf(ctx))?.rules;
    return rules?.find(({ id }) => id === row.rule)?.text[language] ?? null;
  }

  @FieldResolver(() => [RiskItemAnswer], {
    nullable: true,
    description: 'What she answered, by item; null when its key was destroyed.',
  })
  @Classified('RISK')
  async answers(@Root() { row }: RiskAssessment, @Ctx() ctx: SubgraphContext): Promise<RiskItemAnswer[] | null> {
    return ((await findingsIn(ctx, row))?.answers as RiskItemAnswer[] | undefined) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why somebody judged the risk higher; null for no reason.',
  })
  @Classified('RISK')
  async judgementReason(@Root() { row }: RiskAssessment, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    return (await findingsIn(ctx, row))?.reason ?? null;
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'Whose risk it is; null unless something of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: RiskAssessment): Victim | null {
    return victimStub(row.victim_key);
  }
}

async function findingsIn(ctx: SubgraphContext, row: RiskAssessmentRow): Promise<SealedFindings | null> {
  if (!row.content || !row.wrapped) return null;
  const key = await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, row.wrapped);
  return key.open<SealedFindings>(row.content_place, row.content);
}

/** One that the requester's desk made; null for any other, and behind a wall. The look is logged. */
async function ownAssessment(ctx: SubgraphContext, id: string): Promise<RiskAssessment | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_ASSESSMENT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? assessmentOf(row) : null;
}
