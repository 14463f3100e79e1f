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
import { correctIncident, incidentNotFound, versionPlace } from './correct.js';
import { markIncidentInError } from './in-error.js';
import { IncidentCorrectInput, IncidentEnteredInErrorInput, IncidentReportInput } from './input.js';
import { reportIncident } from './report.js';
import { OWN_INCIDENT, OWN_INCIDENT_VERSIONS, OWN_INCIDENTS } from './sql.js';
import {
  Incident,
  IncidentConnection,
  IncidentCorrectPayload,
  IncidentEnteredInErrorPayload,
  IncidentReportPayload,
  IncidentVersion,
  incidentOf,
  incidentVersionOf,
} from './types.js';

@Resolver(() => Incident)
export class IncidentResolver {
  @Mutation(() => IncidentReportPayload, {
    description: 'Takes down what happened. Without a victim it is a report that names nobody.',
  })
  @TakesReports()
  async incidentReport(
    @Arg('input', () => IncidentReportInput, { description: 'The report.' }) input: IncidentReportInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncidentReportPayload> {
    return mutate(ctx, 'incidentReport', input, IncidentReportPayload, async (commit) => {
      const victim = input.victimId ? await victimKey(ctx, input.victimId) : null;
      const id = await commit((manager) => reportIncident(manager, ctx, input, victim));
      const incident = await ownIncident(ctx, id);
      if (!incident) throw victimNotFound();
      return { incident };
    });
  }

  @Mutation(() => IncidentCorrectPayload, {
    description:
      'Corrects a report that your unit took down. What it said before, who corrected it, when and why stays in its history; whoever has it by a referral sees it corrected.',
  })
  @TakesReports()
  async incidentCorrect(
    @Arg('input', () => IncidentCorrectInput, { description: 'What is corrected.' }) input: IncidentCorrectInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncidentCorrectPayload> {
    return mutate(ctx, 'incidentCorrect', input, IncidentCorrectPayload, async (commit) => {
      const id = await commit((manager) => correctIncident(manager, ctx, input));
      const incident = await ownIncident(ctx, id);
      if (!incident) throw incidentNotFound();
      return { incident };
    });
  }

  @Mutation(() => IncidentEnteredInErrorPayload, {
    description:
      'Marks a report that your unit took down as entered in error, for ever: it was about somebody else, or is there twice. It stays in the list of your unit, with the reason; it is on no record, counts nowhere, and whoever had it by a referral has it no more.',
  })
  @TakesReports()
  async incidentEnteredInError(
    @Arg('input', () => IncidentEnteredInErrorInput, { description: 'The report, and why.' })
    input: IncidentEnteredInErrorInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncidentEnteredInErrorPayload> {
    return mutate(ctx, 'incidentEnteredInError', input, IncidentEnteredInErrorPayload, async (commit) => {
      const id = await commit((manager) => markIncidentInError(manager, ctx, input));
      await ctx.closures.kept(id);
      const incident = await ownIncident(ctx, id);
      if (!incident) throw incidentNotFound();
      return { incident };
    });
  }

  @Query(() => [IncidentVersion], {
    description:
      'What a report that your unit took down said before it was corrected, oldest first; empty when it never was, and for any other. The look is logged.',
  })
  @CaseWork()
  async incidentVersions(
    @Arg('incidentId', () => ID, { description: 'Id of the incident.' }) incidentId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncidentVersion[]> {
    if (!isUuid(incidentId)) return [];
    const [row] = await OWN_INCIDENT_VERSIONS.rows(ctx.db, [...ownRecordParameters(ctx), incidentId]);
    if (!row) return [];
    const key = row.wrapped && (await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, row.wrapped));
    return row.versions.map((each) => {
      const sealed = key && each.account ? Buffer.from(each.account.slice(2), 'hex') : null;
      return incidentVersionOf(each, sealed && key!.open<string>(versionPlace(row.id, each.version), sealed));
    });
  }

  @Query(() => IncidentConnection, {
    description: 'Incidents that your unit took down, newest first. The look is logged.',
  })
  @CaseWork()
  async incidents(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Incident>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_INCIDENTS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.reported_at, row.id], incidentOf);
  }

  @Query(() => Incident, {
    nullable: true,
    description: 'An incident that your unit took down; null for any other. The look is logged.',
  })
  @CaseWork()
  async incident(
    @Arg('id', () => ID, { description: 'Id of the incident.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Incident | null> {
    return ownIncident(ctx, id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What she told, in words; null when nothing was written down or its key was destroyed.',
  })
  @Classified('INCIDENT')
  async account(@Root() { row }: Incident, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    if (!row.account || !row.wrapped) return null;
    const key = await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, row.wrapped);
    return key.open<string>(row.account_place, row.account);
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'Whom it happened to; null unless something of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: Incident): Victim | null {
    return victimStub(row.victim_key);
  }
}

/** An incident that the requester's desk took down; null for any other, and behind a wall. The look is logged. */
async function ownIncident(ctx: SubgraphContext, id: string): Promise<Incident | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_INCIDENT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? incidentOf(row) : null;
}
