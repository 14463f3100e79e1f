import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  DataKey,
  mutate,
  Refusal,
  Role,
  rowsOf,
  Statement,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { sheAsks } from '../victim/hers.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER } from '../victim/resolver.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { REPORTS_OF_GUARDIAN, suspendNamed } from './suspension.js';
import {
  Guardian,
  GuardianRecordInput,
  GuardianRecordPayload,
  GuardianSuspensionLiftInput,
  GuardianSuspensionLiftPayload,
} from './types.js';

/** $1 whether she herself asks */
const SHOWN = `SELECT g.id, g.relation, g.recorded_at AS "recordedAt",
    CASE WHEN $1::boolean THEN CASE WHEN g.suspended_at IS NULL THEN 'ACTIVE' ELSE 'SUSPENDED' END END AS state FROM guardian g`;

/** $2 id */
const GUARDIAN = new Statement<Guardian>('consent.guardian', `${SHOWN} WHERE g.id = $2::uuid`);

/** All of a child's when she herself asks, else those that the agency recorded. $2 child, $3 agency */
const GUARDIANS = new Statement<Guardian>(
  'consent.guardians',
  `${SHOWN} WHERE g.victim_key = $2::uuid AND ($1::boolean OR g.agency = $3::text) ORDER BY g.recorded_at, g.id LIMIT 100`,
);

@Resolver(() => Victim)
export class GuardianResolver {
  @FieldResolver(() => [Guardian], {
    description:
      'Who decides for a child: those that your agency recorded; all of them when she herself asks (SUBJECT_REQUEST). None for an adult.',
  })
  @Classified('OPAQUE')
  guardians(@Root() victim: OpenVictim, @Ctx() ctx: SubgraphContext): Promise<Guardian[]> {
    const r = ctx.purposeful;
    return GUARDIANS.rows(ctx.db, [sheAsks(r), victim.key, r.agency]);
  }

  @Mutation(() => GuardianRecordPayload, {
    description:
      'Records who decides for a child, by relation. Whoever a report names, or may name, cannot consent for the child; you are not told that there is one.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async guardianRecord(
    @Arg('input', () => GuardianRecordInput, { description: 'The guardian.' }) input: GuardianRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<GuardianRecordPayload> {
    return mutate(ctx, 'guardianRecord', input, GuardianRecordPayload, async (commit) => {
      const child = await victimOrRefuse(ctx, input.victimId);
      const own = input.guardianVictimId ? await victimOrRefuse(ctx, input.guardianVictimId, 'guardianVictimId') : null;
      if (own === child) throw notAChild('guardianVictimId');
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        // the guardian first, as where a report is kept: whoever takes both locks takes them in one order
        if (own) await lockVictim(manager, own);
        await lockVictim(manager, child);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO guardian (victim_key, own_key, relation, agency, staff)
           SELECT key, $2, $3, $4, $5 FROM victim WHERE key = $1 AND majority_at > clock_timestamp() RETURNING id`,
          [child, own, input.relation, agency, staff],
        );
        if (!row) throw notAChild('victimId');
        await suspendNamed(manager, [child]);
        return row.id;
      });
      return { guardian: await shown(ctx, id) };
    });
  }

  @Mutation(() => GuardianSuspensionLiftPayload, {
    description:
      'A court or an authority has decided about the reports that are known by now: the guardian may consent again. By an advocate. A later report suspends again.',
  })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async guardianSuspensionLift(
    @Arg('input', () => GuardianSuspensionLiftInput, { description: 'The decision.' })
    input: GuardianSuspensionLiftInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<GuardianSuspensionLiftPayload> {
    return mutate(ctx, 'guardianSuspensionLift', input, GuardianSuspensionLiftPayload, async (commit) => {
      const child = await victimOrRefuse(ctx, input.victimId);
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        await lockVictim(manager, child);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE guardian g SET suspended_at = NULL,
             decided_reports = g.decided_reports || ARRAY(SELECT report FROM (${REPORTS_OF_GUARDIAN}) known)
           WHERE g.id::text = $1 AND g.victim_key = $2 AND g.suspended_at IS NOT NULL AND $3::timestamptz <= clock_timestamp() RETURNING g.id`,
          [input.guardianId, child, input.decidedAt],
        );
        if (!row) throw notSuspended();
        const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, child, agency);
        await rowsOf(
          manager,
          'INSERT INTO suspension_lifting (guardian, agency, staff, decided_by, decision, decided_at) VALUES ($1, $2, $3, $4, $5, $6)',
          [
            row.id,
            agency,
            staff,
            input.decidedBy,
            key.seal(`suspension_lifting.decision:${row.id}`, input.decision),
            input.decidedAt,
          ],
        );
        return row.id;
      });
      return { guardian: await shown(ctx, id) };
    });
  }
}

async function shown(ctx: SubgraphContext, id: string): Promise<Guardian | null> {
  return (await GUARDIAN.rows(ctx.db, [sheAsks(ctx.purposeful), id]))[0] ?? null;
}

const notAChild = (field: string) =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Guardians are recorded for a child’s record, and are somebody else than the child.',
      ru: 'Опекуны указываются для записи ребёнка, и это не сам ребёнок.',
      kk: 'Қамқоршылар баланың жазбасына көрсетіледі, және олар баланың өзі емес.',
    },
    [field],
  );

/** Unknown, another child's, not suspended, and a decision that lies ahead are one answer. */
const notSuspended = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'The child has no such suspended guardian about whom was decided by now.',
      ru: 'У ребёнка нет такого отстранённого опекуна, о котором уже вынесено решение.',
      kk: 'Балада шешім шығарылған мұндай шеттетілген қамқоршы жоқ.',
    },
    ['guardianId'],
  );
