import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { noSuchAgency, noSuchUnit } from '../refusals.js';
import { alreadyStaff, assertMayJoin, assertNotOneself, noSuchStaffMember, type StaffCircumstances } from './rules.js';
import { STAFF_MEMBER } from './sql.js';
import { StaffCreateInput, StaffDeactivateInput, StaffMemberPayload } from './types.js';

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
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency);
        const circumstances = await circumstancesOf(manager, input);
        if (!circumstances) throw noSuchAgency('agency');
        if (!circumstances.unitKnown) throw noSuchUnit('unit');
        assertMayJoin(circumstances.agency, circumstances);
        const [made] = await rowsOf<{ id: string }>(manager, REHIRE_OR_HIRE, [
          input.issuer,
          input.subject,
          circumstances.agency,
          input.unit ?? null,
          input.role,
          input.languages,
        ]);
        if (!made) throw alreadyStaff();
        return made.id;
      });
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
        const administration = await Administration.of(manager, ctx.requester);
        const [staff] = await rowsOf<{ id: string; agency: string }>(
          manager,
          'SELECT id, agency_id AS agency FROM staff_member WHERE id = $1 FOR UPDATE',
          [input.id],
        );
        // another agency's staff is nobody's business: the same answer as for an id that does not exist
        if (!staff || !administration.covers(staff.agency)) throw noSuchStaffMember();
        assertNotOneself(staff.id, ctx.requester);
        await rowsOf(
          manager,
          'UPDATE staff_member SET active = false, deactivated_at = clock_timestamp() WHERE id = $1 AND active',
          [staff.id],
        );
        return staff.id;
      });
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
  SELECT id FROM back UNION ALL SELECT id FROM made`;

async function staffMemberOf(ctx: SubgraphContext, id: string) {
  const [staff] = await STAFF_MEMBER.rows(ctx.db, [ctx.requester.agency, id]);
  return staff ?? null;
}

async function circumstancesOf(manager: EntityManager, input: StaffCreateInput) {
  const [row] = await rowsOf<StaffCircumstances & { agency: string; unitKnown: boolean }>(
    manager,
    `SELECT a.id AS agency, i.issuer IS NOT NULL AS "issuerKnown", i.agency_id AS "issuerAgency",
       EXISTS (SELECT FROM agreement g WHERE g.kind = a.kind AND g.role = $3) AS "roleAgreed",
       $4::uuid IS NULL OR EXISTS (SELECT FROM agency_unit u WHERE u.agency_id = a.id AND u.id = $4) AS "unitKnown"
     FROM agency a LEFT JOIN issuer i ON i.issuer = $2 WHERE a.id = $1`,
    [input.agency, input.issuer, input.role, input.unit ?? null],
  );
  return row;
}
