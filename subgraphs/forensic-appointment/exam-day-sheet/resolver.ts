import { isUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Access, ownRecordParameters, type SubgraphContext } from '../../kit/index.js';
import { AT_CLINIC } from '../appointment/access.js';
import { appointmentOf } from '../appointment/own-appointment.js';
import { CLINIC_DAY, SHEET } from './sql.js';
import { ExamDaySheet } from './types.js';

@Resolver()
export class ExamDaySheetResolver {
  @Query(() => ExamDaySheet, {
    nullable: true,
    description: 'A day of a clinic of yours, by its own calendar; null when it is not yours. Each look is logged.',
  })
  @Access(AT_CLINIC)
  async examDaySheet(
    @Arg('clinicId', () => ID, { description: 'The clinic.' }) clinicId: string,
    @Arg('date', () => GraphQLLocalDate, { description: "The day by the clinic's calendar." }) date: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamDaySheet | null> {
    if (!isUUID(clinicId)) return null;
    const [day] = await CLINIC_DAY.rows(ctx.db, [ctx.requester.agency, clinicId, date]);
    if (!day) return null;
    const { beginsAt, endsAt } = day;
    const rows = await SHEET.rows(ctx.db, [...ownRecordParameters(ctx), clinicId, beginsAt, endsAt]);
    const entries = rows.map(({ localTime, place, equipment, kitNumbers, ...row }) => ({
      ...{ localTime, place, equipment, kitNumbers },
      appointment: appointmentOf(row),
    }));
    return { ...day, date, entries };
  }
}
