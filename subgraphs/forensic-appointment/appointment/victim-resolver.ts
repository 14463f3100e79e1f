import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, ConnectionArgs, type ConnectionOf, pageOfVictim, type SubgraphContext } from '../../kit/index.js';
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
    const { agency, unit } = ctx.requester;
    return pageOfVictim(ctx, victim, args, {
      statement: APPOINTMENTS_OF_VICTIMS,
      own: [agency, unit],
      at: ({ startsAt }) => startsAt,
      node: appointmentOf,
    });
  }
}
