import { isUUID } from 'class-validator';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Access, hubError, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { noSuchAgency, noSuchUnit } from '../refusals.js';
import { unitOf } from '../unit/read.js';
import { AgencyUnit } from '../unit/types.js';
import { assertHours, isOnDuty, localTime } from './rules.js';
import { DUTY_PHONES } from './sql.js';
import { DutyPhone, DutyPhonesPayload, DutyPhonesSetInput } from './types.js';

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
      for (const [i, phone] of input.phones.entries()) assertHours(phone, ['phones', String(i), 'opens']);
      const unit = input.unit ?? null;
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency);
        const [agency] = await rowsOf<{ id: string }>(manager, 'SELECT id FROM agency WHERE id = $1 FOR UPDATE', [
          input.agency,
        ]);
        if (!agency) throw noSuchAgency('agency');
        const known = await rowsOf(
          manager,
          'SELECT FROM agency_unit WHERE agency_id = $1 AND id = $2::uuid UNION ALL SELECT WHERE $2 IS NULL',
          [agency.id, unit],
        );
        if (known.length === 0) throw noSuchUnit('unit');
        await rowsOf(manager, 'DELETE FROM duty_phone WHERE agency_id = $1 AND unit_id IS NOT DISTINCT FROM $2::uuid', [
          agency.id,
          unit,
        ]);
        await rowsOf(
          manager,
          `INSERT INTO duty_phone (agency_id, unit_id, position, phone, weekdays, opens, closes)
           SELECT $1, $2, position, phone, weekdays, opens, closes
           FROM jsonb_to_recordset($3) AS p (position int, phone text, weekdays smallint[], opens time, closes time)`,
          [agency.id, unit, JSON.stringify(input.phones.map((phone, i) => ({ ...phone, position: i + 1 })))],
        );
        return agency.id;
      });
      return { dutyPhones: await DUTY_PHONES.rows(ctx.db, [input.agency, unit]) };
    });
  }
}
