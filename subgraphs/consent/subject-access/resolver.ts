import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  Purpose,
  Role,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { victimNotFound, victimOrRefuse } from '../consent/resolver.js';
import { lockVictim } from '../victim/lock.js';
import { resolveClosedVictim } from '../victim/resolver.js';
import { codeHashes, newCodes, written } from './code.js';
import { recordCodeEnded } from './replay.js';
import { CODE_BY_ID, CODES_ISSUED, END, ISSUE } from './sql.js';
import {
  type SubjectCode,
  SubjectCodeConnection,
  SubjectCodeIssueInput,
  SubjectCodeIssuePayload,
  SubjectCodeRevokeInput,
  SubjectCodeRevokePayload,
} from './types.js';

/** By an advocate who has her before him or her. */
const BESIDE_HER = { purposes: [Purpose.SUBJECT_REQUEST], roles: [Role.ADVOCATE] } as const;

@Resolver()
export class SubjectCodeResolver {
  @Mutation(() => SubjectCodeIssuePayload, {
    description:
      'Makes a one-time code to her own page and a duress code that looks the same, to be handed over in person. It ends earlier ones of hers.',
  })
  @Access(BESIDE_HER)
  async subjectCodeIssue(
    @Arg('input', () => SubjectCodeIssueInput, { description: 'For whom.' }) input: SubjectCodeIssueInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<SubjectCodeIssuePayload> {
    return mutate(ctx, 'subjectCodeIssue', input, SubjectCodeIssuePayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      // known to this call alone: whoever sends the same key again is told of the pair, not of the codes
      let codes: ReturnType<typeof newCodes> | null = null;
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        await endCodes(ctx, manager, key);
        for (;;) {
          codes = newCodes();
          const { selector, code } = codeHashes(ctx.secrets, codes.code);
          const duress = codeHashes(ctx.secrets, codes.duressCode).code;
          const { agency, staff } = ctx.requester;
          const values = [key, input.language, selector, code, duress, agency, staff, input.hours];
          const [row] = await rowsOf<{ id: string }>(manager, ISSUE, values);
          if (row) return row.id;
        }
      });
      const shown = codes as ReturnType<typeof newCodes> | null;
      return {
        subjectCode: (await CODE_BY_ID.rows(ctx.db, [id]))[0] ?? null,
        code: shown && written(shown.code),
        duressCode: shown && written(shown.duressCode),
      };
    });
  }

  @Mutation(() => SubjectCodeRevokePayload, {
    description: 'Ends every code of hers that is in force and every page of hers that is open, at once.',
  })
  @Access(BESIDE_HER)
  async subjectCodeRevoke(
    @Arg('input', () => SubjectCodeRevokeInput, { description: 'Whose.' }) input: SubjectCodeRevokeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<SubjectCodeRevokePayload> {
    return mutate(ctx, 'subjectCodeRevoke', input, SubjectCodeRevokePayload, async (commit) => {
      const key = await resolveClosedVictim(ctx, input.victimId);
      if (!key) throw victimNotFound();
      const at = await commit(async (manager) => {
        await lockVictim(manager, key);
        await endCodes(ctx, manager, key);
        const [{ now }] = await manager.query('SELECT clock_timestamp() AS now');
        return now.toISOString();
      });
      await ctx.closures.kept(key);
      return { revokedAt: new Date(at) };
    });
  }

  @Query(() => SubjectCodeConnection, {
    description:
      'The codes to her own page that you have handed over, newest first, and whether one was used under duress. None of anybody else’s.',
  })
  @Access(BESIDE_HER)
  async subjectCodes(
    @Arg('victimId', () => ID, { description: "Your agency's id for her." }) victimId: string,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<SubjectCode>> {
    const { limit, before } = page.newestFirst();
    const key = (await resolveClosedVictim(ctx, victimId)) ?? randomUUID();
    const { agency, staff } = ctx.requester;
    const rows = await CODES_ISSUED.rows(ctx.db, [key, agency, staff, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (code) => [code.issuedAt, code.id],
      (code) => code,
    );
  }
}

/** Under her lock; in the closure log, so that no restored database opens by them. */
async function endCodes(ctx: SubgraphContext, manager: EntityManager, victim: string): Promise<void> {
  for (const { id } of await rowsOf<{ id: string }>(manager, END, [victim]))
    await recordCodeEnded(ctx, manager, id, victim);
}
