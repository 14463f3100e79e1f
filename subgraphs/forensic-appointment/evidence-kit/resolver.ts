import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  assertRecipient,
  Classified,
  type ConnectionOf,
  connectionFrom,
  GATEWAY,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { resolveVictim } from '../consent-client.js';
import { AT_CLINIC, CUSTODY_CHAIN } from './access.js';
import { followKit } from './follow.js';
import { convertKit, handleKit, type Outcome } from './handle.js';
import {
  EvidenceKitConvertInput,
  EvidenceKitFollowInput,
  EvidenceKitOpenInput,
  EvidenceKitStepInput,
  EvidenceKitsArgs,
  FollowedKit,
} from './inputs.js';
import { openKit } from './open.js';
import { newPin } from './pin.js';
import { custodyRefused, kitNotFound, wrongPin } from './refusals.js';
import { type KitRow, OWN_KIT, OWN_KIT_BY_NUMBER, OWN_KITS, REFUSALS_OF_KITS, STEPS_OF_KITS } from './sql.js';
import {
  CustodyRefusal,
  CustodyStep,
  EvidenceKit,
  EvidenceKitConnection,
  EvidenceKitOpenPayload,
  EvidenceKitPayload,
} from './types.js';

export const kitOf = ({ victim_key, ...row }: KitRow): EvidenceKit => ({
  ...row,
  victim: victim_key ? { key: victim_key } : null,
});

@Resolver(() => EvidenceKit)
export class EvidenceKitResolver {
  @Query(() => EvidenceKitConnection, {
    description: 'Kits that are, were or are to be with your agency, newest first. The look is logged.',
  })
  @Access(CUSTODY_CHAIN)
  async evidenceKits(
    @Args(() => EvidenceKitsArgs) args: EvidenceKitsArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<EvidenceKit>> {
    const { limit, before } = args.newestFirst();
    if (args.number != null) {
      const found = await OWN_KIT_BY_NUMBER.rows(ctx.db, [...ownRecordParameters(ctx), args.number]);
      return connectionFrom(found, args.first, (row) => [row.openedAt, row.id], kitOf);
    }
    const rows = await OWN_KITS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.openedAt, row.id], kitOf);
  }

  @Query(() => EvidenceKit, { nullable: true, description: 'A kit that is, was or is to be with your agency.' })
  @Access(CUSTODY_CHAIN)
  async evidenceKit(
    @Arg('id', () => ID, { description: 'The kit.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceKit | null> {
    return isUUID(id) ? ownKit(ctx, id) : null;
  }

  @Mutation(() => EvidenceKitOpenPayload, {
    description: 'Opens a kit: a random number for its label, and a PIN for her. By the clinic.',
  })
  @Access(AT_CLINIC)
  async evidenceKitOpen(
    @Arg('input', () => EvidenceKitOpenInput, { description: 'The kit.' }) input: EvidenceKitOpenInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceKitOpenPayload> {
    return mutate(ctx, 'evidenceKitOpen', input, EvidenceKitOpenPayload, async (commit) => {
      const victim = input.victimId ? await resolveVictim(ctx, input.victimId) : null;
      let pin: string | null = null;
      const id = await commit((manager) => {
        pin = newPin();
        return openKit(manager, ctx, input, victim, pin);
      });
      const evidenceKit = await ownKit(ctx, id);
      // sent again by whom a wall keeps out since
      if (!evidenceKit) throw kitNotFound();
      return { evidenceKit, pin };
    });
  }

  @Mutation(() => EvidenceKitPayload, {
    description:
      'One step in the custody of a kit. A step out of order, by who has not got it, or under another seal is refused, and the refusal is shown in the chain.',
  })
  @Access(CUSTODY_CHAIN)
  async evidenceKitStep(
    @Arg('input', () => EvidenceKitStepInput, { description: 'The step.' }) input: EvidenceKitStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceKitPayload> {
    return mutate(ctx, 'evidenceKitStep', input, EvidenceKitPayload, async (commit) => {
      const { agency } = ctx.requester;
      const { withAgency, withStaff } = input;
      if (withAgency && withAgency !== agency) await assertRecipient(ctx, { recipient: withAgency }, 'withAgency');
      if (withStaff)
        await assertRecipient(ctx, { recipient: withAgency ?? agency, recipientStaff: withStaff }, 'withStaff');
      return said(ctx, input.kitId, (await commit((manager) => handleKit(manager, ctx, input))) as Outcome);
    });
  }

  @Mutation(() => EvidenceKitPayload, {
    description:
      'She makes the kit of an examination without the police part of a report. Her PIN says that it is she.',
  })
  @Access(AT_CLINIC)
  async evidenceKitConvert(
    @Arg('input', () => EvidenceKitConvertInput, { description: 'The kit.' }) input: EvidenceKitConvertInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceKitPayload> {
    return mutate(ctx, 'evidenceKitConvert', input, EvidenceKitPayload, async (commit) =>
      said(ctx, input.kitId, (await commit((manager) => convertKit(manager, ctx, input))) as Outcome),
    );
  }

  @Mutation(() => FollowedKit, {
    nullable: true,
    description: 'Where her kit is, by number and PIN. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  evidenceKitFollow(
    @Arg('input', () => EvidenceKitFollowInput, { description: 'What she typed.' }) input: EvidenceKitFollowInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FollowedKit | null> {
    return followKit(ctx, input);
  }

  @FieldResolver(() => [CustodyStep], { description: 'In whose hands it has been, from the first step on.' })
  @Classified('FORENSIC')
  steps(@Root() kit: EvidenceKit, @Ctx() ctx: SubgraphContext): Promise<CustodyStep[]> {
    return ctx.load('custody steps', kit.id, async (ids) => {
      const all = await STEPS_OF_KITS.rows(ctx.db, [ids]);
      return ids.map((id) => all.filter(({ kitId }) => kitId === id));
    });
  }

  @FieldResolver(() => [CustodyRefusal], { description: 'Steps that were tried and refused.' })
  @Classified('FORENSIC')
  refusals(@Root() kit: EvidenceKit, @Ctx() ctx: SubgraphContext): Promise<CustodyRefusal[]> {
    return ctx.load('custody refusals', kit.id, async (ids) => {
      const all = await REFUSALS_OF_KITS.rows(ctx.db, [ids]);
      return ids.map((id) => all.filter(({ kitId }) => kitId === id));
    });
  }
}

async function ownKit(ctx: SubgraphContext, id: string): Promise<EvidenceKit | null> {
  const [row] = await OWN_KIT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? kitOf(row) : null;
}

/** The kit after a step; a refusal that has been kept, also for the same key again. @throws Refusal */
async function said(ctx: SubgraphContext, kitId: string, outcome: Outcome) {
  if (outcome === 'WRONG_PIN') throw wrongPin();
  if (outcome !== 'DONE') throw custodyRefused(outcome);
  const evidenceKit = await ownKit(ctx, kitId);
  if (!evidenceKit) throw kitNotFound();
  return { evidenceKit };
}
