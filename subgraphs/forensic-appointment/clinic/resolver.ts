import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  type Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { EQUIPMENT_OF_CLINICS } from '../equipment/sql.js';
import { ExamEquipment } from '../equipment/types.js';
import type { ExamKind } from '../exam-kind/exam-kind.js';
import { Examiner } from '../examiner/types.js';
import { PLACES_OF_CLINICS } from '../place/sql.js';
import { ExamPlace } from '../place/types.js';
import { EXCEPTIONS_OF_CLINICS, RULES_OF_CLINICS } from '../schedule/sql.js';
import { ScheduleException, ScheduleRule, Shift } from '../schedule/types.js';
import { CLINICS, EXAMINERS_OF_CLINICS, ONE_CLINIC, SHIFTS_OF_CLINICS } from './sql.js';
import { Clinic, ClinicConnection, ExamMinutes } from './types.js';

const MOST_DAYS = 62;

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

  @Query(() => Clinic, { nullable: true, description: 'A clinic by its id; null when there is none.' })
  @Access({ purposes: 'none' })
  async clinic(
    @Arg('id', () => ID, { description: 'The clinic.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Clinic | null> {
    return isUUID(id) ? ((await ONE_CLINIC.rows(ctx.db, [id]))[0]?.clinic ?? null) : null;
  }

  @FieldResolver(() => [ExamMinutes], { description: 'Its own durations; other kinds take the national ones.' })
  @Classified('OPAQUE')
  examMinutes(@Root() clinic: Clinic): ExamMinutes[] {
    return Object.entries(clinic.examMinutesByKind).map(([kind, minutes]) => ({ kind: kind as ExamKind, minutes }));
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

  @FieldResolver(() => [ExamPlace], { description: 'Its rooms and mobile teams.' })
  @Classified('OPAQUE')
  places(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<ExamPlace[]> {
    return ofClinic(ctx, PLACES_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [ExamEquipment], { description: 'Its equipment, unit by unit.' })
  @Classified('OPAQUE')
  equipment(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<ExamEquipment[]> {
    return ofClinic(ctx, EQUIPMENT_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [ScheduleRule], { description: 'When it is open and its examiners are there.' })
  @Classified('OPAQUE')
  scheduleRules(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<ScheduleRule[]> {
    return ofClinic(ctx, RULES_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [ScheduleException], { description: 'What is otherwise than the rules say, from today on.' })
  @Classified('OPAQUE')
  scheduleExceptions(@Root() clinic: Clinic, @Ctx() ctx: SubgraphContext): Promise<ScheduleException[]> {
    return ofClinic(ctx, EXCEPTIONS_OF_CLINICS, clinic.id);
  }

  @FieldResolver(() => [Shift], {
    description: 'Its week: when it is open and its examiners can examine, of at most 62 days. Kept up to its horizon.',
  })
  @Classified('OPAQUE')
  shifts(
    @Root() clinic: Clinic,
    @Arg('from', () => Date, { description: 'From this instant on.' }) from: Date,
    @Arg('to', () => Date, { description: 'Until this instant.' }) to: Date,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Shift[]> {
    if (!(to > from) || to.getTime() - from.getTime() > MOST_DAYS * 24 * 3_600_000) throw hubError('BAD_USER_INPUT');
    return ctx.load(`shifts ${from.getTime()} ${to.getTime()}`, clinic.id, async (clinics) => {
      const rows = await SHIFTS_OF_CLINICS.rows(ctx.db, [clinics, from, to]);
      return clinics.map((id) => rows.filter((row) => row.clinicId === id));
    });
  }
}
