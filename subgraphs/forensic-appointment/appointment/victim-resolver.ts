import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { Victim } from '../victim.js';
import { appointmentOf } from './own-appointment.js';
import { APPOINTMENTS_OF_VICTIMS } from './sql.js';
import { type Appointment, AppointmentConnection } from './types.js';

@Resolver(() => Victim)
export class VictimAppointmentsResolver {
  @FieldResolver(() => AppointmentConnection, {
    nullable: true,
    description: 'Her forensic appointments at any clinic, newest first.',
  })
  @Directive('@requires(fields: "forensicDisclosure")')
  @Classified('FORENSIC')
  async appointments(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Appointment>> {
    const { limit, before } = args.newestFirst();
    const { agency, unit } = ctx.requester;
    const rows = await ctx.load(`appointments ${args.first} ${args.after ?? ''}`, victim.key, async (keys) => {
      const all = await APPOINTMENTS_OF_VICTIMS.rows(ctx.db, [agency, unit, keys, ...before, limit]);
      return keys.map((key) => all.filter((row) => row.victim_key === key));
    });
    return connectionFrom(rows, args.first, (row) => [row.startsAt, row.id], appointmentOf);
  }
}
