import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { Access, type SubgraphContext } from '../../kit/index.js';
import { isOnDuty, localTime } from './rules.js';
import { CONTACTS_ELSEWHERE, CONTACTS_OF_DESK, COORDINATED, COORDINATORS, type ContactRow } from './sql.js';
import { DutyChannel } from './vocabulary.js';

/** Whom `referral` wants to tell. */
export enum DutyRung {
  DUTY_OFFICER = 'DUTY_OFFICER',
  SUPERVISOR = 'SUPERVISOR',
  REGIONAL_COORDINATOR = 'REGIONAL_COORDINATOR',
  ANOTHER_AGENCY = 'ANOTHER_AGENCY',
}

registerEnumType(DutyRung, {
  name: 'DutyRung',
  description: 'Who is told that a request waits.',
  valuesConfig: {
    DUTY_OFFICER: { description: 'Whoever is on duty there.' },
    SUPERVISOR: { description: 'Who answers for them.' },
    REGIONAL_COORDINATOR: { description: 'Who answers for the region.' },
    ANOTHER_AGENCY: { description: 'Whoever is on duty at other agencies of the same kind and region.' },
  },
});

@InputType({ description: 'Whom a subgraph wants to tell that a request waits.' })
@Directive('@inaccessible')
export class DutyContactsInput {
  @Field(() => ID, { description: 'The agency at which it waits.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'The unit.' })
  unit?: string | null;

  @Field(() => DutyRung, { description: 'Whom.' })
  rung!: DutyRung;
}

@ObjectType({ description: 'Somebody who is on duty at this moment, and how to tell. For subgraphs only.' })
@Directive('@inaccessible')
export class DutyContact {
  @Field(() => ID, { description: 'Id of the duty phone.' })
  id!: string;

  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'The unit.' })
  unit!: string | null;

  @Field(() => ID, { nullable: true, description: 'The member of staff, when the rota names one.' })
  staff!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Unit of that member of staff, which may be another than the phone’s.',
  })
  staffUnit!: string | null;

  @Field(() => DutyChannel, { description: 'How.' })
  channel!: DutyChannel;

  @Field(() => String, { description: 'Number or mail address.' })
  address!: string;

  @Field(() => String, { description: 'kk, ru or en.' })
  language!: string;
}

function contactsFor({ agency, unit = null, rung }: DutyContactsInput, ctx: SubgraphContext): Promise<ContactRow[]> {
  switch (rung) {
    case DutyRung.DUTY_OFFICER:
    case DutyRung.SUPERVISOR:
      return CONTACTS_OF_DESK.rows(ctx.db, [agency, unit, rung]);
    case DutyRung.REGIONAL_COORDINATOR:
      return COORDINATORS.rows(ctx.db, [agency]);
    case DutyRung.ANOTHER_AGENCY:
      return CONTACTS_ELSEWHERE.rows(ctx.db, [agency]);
  }
}

@Resolver()
export class DutyContactResolver {
  @Query(() => [DutyContact], {
    description: 'Who is on duty now and is to be told, the first one to try first. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async dutyContacts(
    @Arg('input', () => DutyContactsInput, { description: 'Whom.' }) input: DutyContactsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DutyContact[]> {
    if (!isUUID(input.agency) || (input.unit && !isUUID(input.unit))) return [];
    const rows = await contactsFor(input, ctx);
    return rows.filter((row) => isOnDuty(row, localTime(row.now, row.zone)));
  }

  @Query(() => [ID], {
    description:
      'The agencies of the regions that a member of staff coordinates by the rota; empty for everybody else. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async coordinatedAgencies(
    @Arg('staff', () => ID, { description: 'The member of staff.' }) staff: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string[]> {
    if (!isUUID(staff)) return [];
    return (await COORDINATED.rows(ctx.db, [staff])).map(({ id }) => id);
  }
}
