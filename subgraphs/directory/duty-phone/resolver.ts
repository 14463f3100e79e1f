import { isUUID } from 'class-validator';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Access, hubError, mutate, Role, rowsOf, type SubgraphContext, transaction } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { noSuchAgency, noSuchUnit, unitClosed } from '../refusals.js';
import { unitOf } from '../unit/read.js';
import { AgencyUnit } from '../unit/types.js';
import { gapsOfAgency } from './gaps-of-agency.js';
import { assertMayCoordinate, assertOwnStaff, assertRota, replacePhones } from './replace.js';
import { assertHours, assertReachable, isOnDuty, localTime } from './rules.js';
import { DUTY_PHONES } from './sql.js';
import { DutyGap, DutyPhone, DutyPhonesPayload, DutyPhonesSetInput } from './types.js';

@Resolver(() => DutyPhone)
export class DutyPhoneResolver {
  @Query(() => [DutyPhone], {
    description: 'Whom to call at an agency, the first one to try first; empty when it has none.',
  })
  @Access({ purposes: 'none' })
  async dutyPhones(
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Arg('unit', () => ID, { nullable: true, description: 'Only phones of this unit.' }) unit: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DutyPhone[]> {
    if (!isUUID(agency) || (unit && !isUUID(unit))) throw hubError('BAD_USER_INPUT');
    return DUTY_PHONES.rows(ctx.db, [agency, unit ?? null]);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether somebody answers it at this moment, by the agency's local time.",
  })
  onDuty(@Root() phone: DutyPhone): boolean {
    return isOnDuty(phone, localTime(phone.now, phone.zone));
  }

  @FieldResolver(() => AgencyUnit, {
    nullable: true,
    description: 'Unit that it belongs to; null for the whole agency.',
  })
  async unit(@Root() phone: DutyPhone, @Ctx() ctx: SubgraphContext): Promise<AgencyUnit | null> {
    return phone.unitId ? unitOf(ctx, phone.unitId) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Mail address, for those of its own agency; null for everybody else.',
  })
  email(@Root() phone: DutyPhone, @Ctx() ctx: SubgraphContext): string | null {
    return phone.agencyId === ctx.requester.agency ? phone.mail : null;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Member of staff who has it, for those of its own agency; null for everybody else.',
  })
  staff(@Root() phone: DutyPhone, @Ctx() ctx: SubgraphContext): string | null {
    return phone.agencyId === ctx.requester.agency ? phone.staffId : null;
  }

  @Query(() => [DutyGap], {
    description:
      "Hours of the week in which nobody of an agency, or of a unit of it, is on duty. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  async dutyGaps(
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DutyGap[]> {
    if (!isUUID(agency)) throw hubError('BAD_USER_INPUT');
    const covers = await transaction(ctx.db, async (manager) =>
      (await Administration.of(manager, ctx.requester)).covers(agency),
    );
    if (!covers) throw hubError('FORBIDDEN');
    return gapsOfAgency(ctx, agency);
  }

  @Mutation(() => DutyPhonesPayload, {
    description:
      "Replaces the duty phones of an agency or of a unit. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  dutyPhonesSet(
    @Arg('input', () => DutyPhonesSetInput, { description: 'The phones.' }) input: DutyPhonesSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DutyPhonesPayload> {
    return mutate(ctx, 'dutyPhonesSet', input, DutyPhonesPayload, async (commit) => {
      for (const [i, phone] of input.phones.entries()) {
        assertHours(phone, ['phones', String(i), 'opens']);
        assertReachable(phone, ['phones', String(i)]);
      }
      const unit = input.unit ?? null;
      await commit(async (manager) => {
        const administration = await Administration.of(manager, ctx.requester);
        administration.assertCovers(input.agency, 'agency');
        const { isOperator } = administration;
        assertMayCoordinate(isOperator, input.phones);
        const [agency] = await rowsOf<{ id: string }>(manager, 'SELECT id FROM agency WHERE id = $1 FOR UPDATE', [
          input.agency,
        ]);
        if (!agency) throw noSuchAgency('agency');
        const [desk] = await rowsOf<{ open: boolean }>(
          manager,
          'SELECT closed_at IS NULL AS open FROM agency_unit WHERE agency_id = $1 AND id = $2::uuid UNION ALL SELECT true WHERE $2 IS NULL',
          [agency.id, unit],
        );
        if (!desk) throw noSuchUnit('unit');
        if (!desk.open) throw unitClosed('unit');
        const version = await assertRota(manager, agency.id, unit, input.expectedVersion);
        await assertOwnStaff(manager, agency.id, input.phones);
        await replacePhones(manager, agency.id, unit, input.phones, isOperator, version);
        return agency.id;
      });
      return {
        dutyPhones: await DUTY_PHONES.rows(ctx.db, [input.agency, unit]),
        gaps: await gapsOfAgency(ctx, input.agency),
      };
    });
  }
}
