import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Category, mutate, notWalled, ownRecordParameters, Statement, type SubgraphContext } from '../../kit/index.js';
import { TakesReports } from '../access.js';
import { victimKey, victimNotFound } from '../consent-client.js';
import { PersonDetailsRecordInput } from './input.js';
import { recordDetails } from './record.js';
import { PersonDetails, PersonDetailsRecordPayload } from './types.js';

/**
 * That a version is there, for whoever recorded it: $1 to $3 the requester, $4 id. It opens nothing that is sealed, so it is not a look
 * at her record; what was recorded is read through `Victim`, where consent decides and logs.
 */
const RECEIPT = new Statement<PersonDetails>(
  'referral.detailsReceipt',
  `SELECT d.id, d.version, d.recorded_at AS "recordedAt", array_remove(ARRAY[
     CASE WHEN d.identity IS NOT NULL THEN '${Category.IDENTITY}' END, CASE WHEN d.contact IS NOT NULL THEN '${Category.CONTACT}' END,
     CASE WHEN d.household IS NOT NULL THEN '${Category.HOUSEHOLD}' END], NULL) AS categories
   FROM person_details d WHERE d.id = $4::uuid AND d.agency = $1::uuid AND ${notWalled('d.victim_key')}`,
);

@Resolver(() => PersonDetails)
export class PersonDetailsResolver {
  @Mutation(() => PersonDetailsRecordPayload, {
    description: "Records who she is, how she may be reached and who comes with her, sealed under your agency's key.",
  })
  @TakesReports()
  async personDetailsRecord(
    @Arg('input', () => PersonDetailsRecordInput, { description: 'The details.' }) input: PersonDetailsRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PersonDetailsRecordPayload> {
    return mutate(ctx, 'personDetailsRecord', input, PersonDetailsRecordPayload, async (commit) => {
      const victim = await victimKey(ctx, input.victimId);
      const id = await commit((manager) => recordDetails(manager, ctx, input, victim));
      if (victim) await ctx.closures.kept(victim);
      const [receipt] = await RECEIPT.rows(ctx.db, [...ownRecordParameters(ctx).slice(0, 3), id]);
      if (!receipt) throw victimNotFound();
      return { personDetails: Object.assign(new PersonDetails(), receipt) };
    });
  }
}
