import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ownRecordParameters, type SubgraphContext } from '../../kit/index.js';
import { IncidentEnteredInErrorPayload } from '../incident/types.js';
import { OWN_ASSESSMENTS_COUNTING } from './sql.js';
import { assessmentOf, RiskAssessment } from './types.js';

@Resolver(() => IncidentEnteredInErrorPayload)
export class CountedInResolver {
  @FieldResolver(() => [RiskAssessment], {
    description:
      'Assessments of your unit that counted the report while it stood, newest first. They stay as they were made: look whether they are of her, and assess anew. The look is logged.',
  })
  async countedIn(
    @Root() { incident }: IncidentEnteredInErrorPayload,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RiskAssessment[]> {
    if (!incident) return [];
    const rows = await OWN_ASSESSMENTS_COUNTING.rows(ctx.db, [...ownRecordParameters(ctx), incident.id]);
    return rows.map(assessmentOf);
  }
}
