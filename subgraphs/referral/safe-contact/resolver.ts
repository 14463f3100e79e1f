import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { TakesReports } from '../access.js';
import { isUuid } from '../uuid.js';
import { Victim, victimStub } from '../victim.js';
import { ContactRecordInput, ContactStartInput } from './input.js';
import { permitted } from './permitted.js';
import { reachable, reachHer } from './reach.js';
import { type Recorded, recordOutcome } from './record.js';
import { attemptEnded, attemptNotFound, ContactRefused } from './refusals.js';
import { OWN_ATTEMPT, OWN_ATTEMPTS } from './sql.js';
import {
  attemptOf,
  ContactAttempt,
  ContactAttemptConnection,
  ContactPermission,
  ContactRecordPayload,
  ContactStartPayload,
} from './types.js';

@Resolver(() => ContactAttempt)
export class SafeContactResolver {
  @Mutation(() => ContactStartPayload, {
    description:
      'Asks whether she may be contacted now, and begins an attempt if so. Nobody contacts her without it; no urgency and no deadline changes the answer.',
  })
  @TakesReports()
  async contactStart(
    @Arg('input', () => ContactStartInput, { description: 'The contact.' }) input: ContactStartInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContactStartPayload> {
    let refused: ContactRefused | null = null;
    const payload = await mutate(ctx, 'contactStart', input, ContactStartPayload, async (commit) => {
      const her = await reachable(ctx, input.victimId);
      try {
        const id = await commit((manager) =>
          reachHer(ctx, manager, her, input, ({ attempt }) => Promise.resolve(attempt)),
        );
        return await permitted(ctx, id, her);
      } catch (error) {
        if (error instanceof ContactRefused) refused = error;
        throw error;
      }
    });
    return withRefusal(payload, refused);
  }

  @Mutation(() => ContactRecordPayload, {
    description:
      'Records how an attempt ended. Whoever reached her has asked her again; after a contact that was not safe her rule is suspended.',
  })
  @TakesReports()
  async contactRecord(
    @Arg('input', () => ContactRecordInput, { description: 'How it ended.' }) input: ContactRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContactRecordPayload> {
    return mutate(ctx, 'contactRecord', input, ContactRecordPayload, async (commit) => {
      let recorded!: Recorded;
      await commit(async (manager) => {
        recorded = await recordOutcome(manager, ctx, input);
        return recorded.id;
      });
      // also for one that is sent again: what it closed may not be kept yet
      await ctx.closures.kept(recorded.victim);
      if (!recorded.now) throw attemptEnded();
      const attempt = await ownAttempt(ctx, recorded.id);
      if (!attempt) throw attemptNotFound();
      return { attempt };
    });
  }

  @Query(() => ContactAttemptConnection, {
    description: 'Attempts of your desk to contact somebody, newest first. The look is logged.',
  })
  @TakesReports()
  async contactAttempts(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ContactAttempt>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_ATTEMPTS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.started_at, row.id], attemptOf);
  }

  @Query(() => ContactAttempt, {
    nullable: true,
    description: 'An attempt of your desk to contact somebody; null for any other. The look is logged.',
  })
  @TakesReports()
  async contactAttempt(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContactAttempt | null> {
    return ownAttempt(ctx, id);
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'Whom it was to reach; null unless something of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: ContactAttempt): Victim | null {
    return victimStub(row.victim_key);
  }
}

/** What the gate decided stands beside the `userErrors` that say it in words. */
function withRefusal(payload: ContactStartPayload, refused: ContactRefused | null): ContactStartPayload {
  if (!refused) return payload;
  const { decision, next: nextPermittedAt } = refused;
  const permission = { decision, nextPermittedAt, wording: null, codeName: null, leaveNoTrace: null };
  return Object.assign(payload, { permission: Object.assign(new ContactPermission(), permission) });
}

async function ownAttempt(ctx: SubgraphContext, id: string): Promise<ContactAttempt | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_ATTEMPT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? attemptOf(row) : null;
}
