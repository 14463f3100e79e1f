import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { Examiner } from '../examiner/types.js';
import { ClosedDate, OpeningHours } from '../opening-hours/types.js';
import { CLINICS, CLOSED_DATES_OF_CLINICS, EXAMINERS_OF_CLINICS, OPENING_HOURS_OF_CLINICS } from './sql.js';
import { Clinic, ClinicConnection } from './types.js';

/** What belongs to a clinic, read by one statement for all clinics of the answer. */
function ofClinic<Row extends { clinicId: string }>(
  ctx: SubgraphContext,
  statement: Statement<Row>,
  clinic: string,
): Promise<Row[]> {
  return ctx.load(statement.name, clinic, async (clinics) => {
    const rows = await statement.rows(ctx.db, [clinics]);
    return clinics.map((id) => rows.filter((row) => row.clinicId === id));
  });
}

@Resolver(() => Clinic)
export class ClinicResolver {
  @Query(() => ClinicConnection, { description: 'Clinics that make forensic examinations, by region.' })
  @Access({ purposes: 'none' })
  async clinics(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('regionCode', () => String, { nullable: true, description: 'Only this region, ISO 3166-2:KZ.' })
    regionCode: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Clinic>> {
    const { limit, after } = args.page(['text', 'uuid']);
    const rows = await CLINICS.rows(ctx.db, [regionCode ?? null, ...after, limit]);
    return connectionFrom(
      rows,
      args.first,
      ({ clinic }) => [clinic.regionCode, clinic.id],
      ({ clinic }) => clinic,
    );
  }

  @FieldResolver(() => String, { description: "Name of the clinic in the caller's language." })
  @Classified('OPAQUE')
  name(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): string {
    return clinic.names[ctx.requester.language];
  }

  @FieldResolver(() => [Examiner], { description: 'Its examiners.' })
  @Classified('OPAQUE')
  examiners(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<Examiner[]> {
    return ofClinic(ctx, EXAMINERS_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [OpeningHours], { description: 'Its weekly opening hours.' })
  @Classified('OPAQUE')
  openingHours(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<OpeningHours[]> {
    return ofClinic(ctx, OPENING_HOURS_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [ClosedDate], { description: 'Dates from today on at which it is closed.' })
  @Classified('OPAQUE')
  closedDates(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<ClosedDate[]> {
    return ofClinic(ctx, CLOSED_DATES_OF_CLINICS, clinic.id);
  }
}
