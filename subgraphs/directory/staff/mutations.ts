import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { assertPlace, assertVouchedFor } from './place.js';
import { recordActivated, recordDeactivated, recordUpdated, type StaffState } from './replay.js';
import { alreadyStaff, assertNotOneself, noSuchStaffMember } from './rules.js';
import { STAFF_MEMBER } from './sql.js';
import { StaffCreateInput, StaffDeactivateInput, StaffMemberPayload, StaffUpdateInput } from './types.js';

@Resolver()
export class StaffMutations {
  @Mutation(() => StaffMemberPayload, {
    description: "Lets a person sign in as a member of staff. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  staffCreate(
    @Arg('input', () => StaffCreateInput, { description: 'The member of staff.' }) input: StaffCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StaffMemberPayload> {
    return mutate(ctx, 'staffCreate', input, StaffMemberPayload, async (commit) => {
      const id = await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency, 'agency');
        const agency = await assertPlace(manager, input);
        await assertVouchedFor(manager, input.issuer, agency);
        const [made] = await rowsOf<{ id: string; back: boolean }>(manager, REHIRE_OR_HIRE, [
          input.issuer,
          input.subject,
          agency,
          input.unit ?? null,
          input.role,
          input.languages,
        ]);
        if (!made) throw alreadyStaff();
        if (made.back) await recordActivated(ctx, manager, made.id, { ...input, agency });
        return made.id;
      });
      await ctx.closures.kept(id);
      return { staff: await staffMemberOf(ctx, id) };
    });
  }

  @Mutation(() => StaffMemberPayload, {
    description: "Gives a member of staff another unit or role. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  staffUpdate(
    @Arg('input', () => StaffUpdateInput, { description: 'The change.' }) input: StaffUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StaffMemberPayload> {
    return mutate(ctx, 'staffUpdate', input, StaffMemberPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const staff = await administered(manager, ctx, input.id);
        const role = input.role ?? staff.role;
        const unit = input.unit === undefined ? staff.unit : input.unit;
        if (role !== staff.role) assertNotOneself(staff.id, ctx.requester, 'role');
        // who stays where she is may stay there although the unit has been closed
        await assertPlace(manager, { agency: staff.agency, unit: unit === staff.unit ? null : unit, role });
        const [state] = await rowsOf<StaffState>(
          manager,
          `UPDATE staff_member SET unit_id = $2, role = $3, languages = coalesce($4::text[], languages) WHERE id = $1
           RETURNING agency_id AS agency, unit_id AS unit, role, languages, active`,
          [staff.id, unit, role, input.languages ?? null],
        );
        await recordUpdated(ctx, manager, staff.id, state!);
        return staff.id;
      });
      await ctx.closures.kept(id);
      return { staff: await staffMemberOf(ctx, id) };
    });
  }

  @Mutation(() => StaffMemberPayload, {
    description:
      "Shuts a member of staff out, from the next trust list on. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  staffDeactivate(
    @Arg('input', () => StaffDeactivateInput, { description: 'Who leaves.' }) input: StaffDeactivateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StaffMemberPayload> {
    return mutate(ctx, 'staffDeactivate', input, StaffMemberPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const staff = await administered(manager, ctx, input.id);
        assertNotOneself(staff.id, ctx.requester);
        const [gone] = await rowsOf(
          manager,
          'UPDATE staff_member SET active = false, deactivated_at = clock_timestamp() WHERE id = $1 AND active RETURNING id',
          [staff.id],
        );
        if (gone) await recordDeactivated(ctx, manager, staff.id);
        return staff.id;
      });
      await ctx.closures.kept(id);
      return { staff: await staffMemberOf(ctx, id) };
    });
  }
}

/**
 * Who comes back, or moves to another unit, role or agency, keeps the same id: a conflict wall against a person holds wherever that person
 * works. No row when the sign-in belongs to active staff. $1 issuer, $2 subject, $3 agency, $4 unit, $5 role, $6 languages
 */
const REHIRE_OR_HIRE = `
  WITH known AS (
    SELECT id FROM staff_member WHERE issuer = $1 AND subject = $2 ORDER BY active DESC, created_at LIMIT 1 FOR UPDATE
  ), back AS (
    UPDATE staff_member s SET agency_id = $3::uuid, unit_id = $4::uuid, role = $5, languages = $6::text[], active = true, deactivated_at = NULL
    FROM known WHERE s.id = known.id AND NOT s.active RETURNING s.id
  ), made AS (
    INSERT INTO staff_member (issuer, subject, agency_id, unit_id, role, languages)
    SELECT $1, $2, $3::uuid, $4::uuid, $5, $6::text[] WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (issuer, subject) WHERE active DO NOTHING RETURNING id
  )
  SELECT id, true AS back FROM back UNION ALL SELECT id, false FROM made`;

/** @throws NOT_FOUND, also for another agency's staff: that is nobody's business, so it is answered as an id that does not exist */
async function administered(manager: EntityManager, ctx: SubgraphContext, id: string) {
  const administration = await Administration.of(manager, ctx.requester);
  const [staff] = await rowsOf<{ id: string; agency: string; unit: string | null; role: Role }>(
    manager,
    'SELECT id, agency_id AS agency, unit_id AS unit, role FROM staff_member WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!staff || !administration.covers(staff.agency)) throw noSuchStaffMember();
  return staff;
}

async function staffMemberOf(ctx: SubgraphContext, id: string) {
  const [staff] = await STAFF_MEMBER.rows(ctx.db, [ctx.requester.agency, id]);
  return staff ?? null;
}
