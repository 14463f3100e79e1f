import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  assertRecipient,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { BOOKING } from '../appointment/access.js';
import { resolveVictim } from '../consent-client.js';
import { markInError } from './in-error.js';
import { ExamOrderEnteredInErrorInput, ExamOrderRecordInput, ExamOrdersArgs } from './inputs.js';
import { orderOf, recordOrder, scanOf } from './record.js';
import { oneAuthority, orderNotFound, readAttachment, whatItIsFor } from './refusals.js';
import { ORDERS_OF_APPOINTMENT, OWN_ATTACHMENT, OWN_ORDER, RECORDED_ORDERS } from './sql.js';
import { ExamOrder, ExamOrderAttachment, ExamOrderConnection, ExamOrderPayload } from './types.js';

const ORDER = { description: 'The order.' };

@Resolver()
export class ExamOrderResolver {
  @Query(() => ExamOrderConnection, {
    description: 'Orders for an appointment, or those that your unit has recorded, newest first. The look is logged.',
  })
  @Access(BOOKING)
  async examOrders(
    @Args(() => ExamOrdersArgs) args: ExamOrdersArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ExamOrder>> {
    const { limit, before } = args.newestFirst();
    const parameters = [...ownRecordParameters(ctx), ...before, limit];
    const { appointmentId } = args;
    const rows = !appointmentId
      ? await RECORDED_ORDERS.rows(ctx.db, parameters)
      : isUUID(appointmentId)
        ? await ORDERS_OF_APPOINTMENT.rows(ctx.db, [...parameters, appointmentId])
        : [];
    const orders = await Promise.all(rows.map((row) => orderOf(ctx, row)));
    return connectionFrom(
      orders,
      args.first,
      (order) => [order.recordedAt, order.id],
      (order) => order,
    );
  }

  @Query(() => ExamOrder, { nullable: true, description: 'An order that your clinic or unit is a party to.' })
  @Access(BOOKING)
  async examOrder(@Arg('id', () => ID, ORDER) id: string, @Ctx() ctx: SubgraphContext): Promise<ExamOrder | null> {
    return isUUID(id) ? ownOrder(ctx, id) : null;
  }

  @Query(() => ExamOrderAttachment, {
    nullable: true,
    description: 'The scan of an order that your clinic or unit is a party to. The look is logged.',
  })
  @Access(BOOKING)
  async examOrderAttachment(
    @Arg('id', () => ID, ORDER) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamOrderAttachment | null> {
    const [row] = isUUID(id) ? await OWN_ATTACHMENT.rows(ctx.db, [...ownRecordParameters(ctx), id]) : [];
    return row ? { type: row.attachmentType!, content: await scanOf(ctx, row) } : null;
  }

  @Mutation(() => ExamOrderPayload, {
    description:
      'Records the order for an examination, before or after the booking. Nothing waits for it: care and a booking need none.',
  })
  @Access(BOOKING)
  async examOrderRecord(
    @Arg('input', () => ExamOrderRecordInput, ORDER) input: ExamOrderRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamOrderPayload> {
    return mutate(ctx, 'examOrderRecord', input, ExamOrderPayload, async (commit) => {
      const { appointmentId, referralCode, victimId, authorityAgency, authorityKind } = input;
      if (!appointmentId && !referralCode) throw whatItIsFor();
      if (Boolean(authorityAgency) === Boolean(authorityKind)) throw oneAuthority();
      const attachment = readAttachment(input.attachment);
      if (authorityAgency) await assertRecipient(ctx, { recipient: authorityAgency }, 'authorityAgency');
      const victim = victimId && !appointmentId ? await resolveVictim(ctx, victimId) : null;
      const id = await commit((manager) => recordOrder(manager, ctx, input, victim, attachment));
      const examOrder = await ownOrder(ctx, id);
      if (!examOrder) throw orderNotFound();
      return { examOrder };
    });
  }

  @Mutation(() => ExamOrderPayload, {
    description:
      'Marks an order that your unit has recorded as entered in error, for ever. It stays, with the reason; other parties see that it does not count, and neither its number nor its scan.',
  })
  @Access(BOOKING)
  async examOrderEnteredInError(
    @Arg('input', () => ExamOrderEnteredInErrorInput, { description: 'The order, and why.' })
    input: ExamOrderEnteredInErrorInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamOrderPayload> {
    return mutate(ctx, 'examOrderEnteredInError', input, ExamOrderPayload, async (commit) => {
      const id = await commit((manager) => markInError(manager, ctx, input));
      await ctx.closures.kept(id);
      const examOrder = await ownOrder(ctx, id);
      if (!examOrder) throw orderNotFound();
      return { examOrder };
    });
  }
}

/** An order that the requester is a party to, or null; the look is logged. */
async function ownOrder(ctx: SubgraphContext, id: string): Promise<ExamOrder | null> {
  const [row] = await OWN_ORDER.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? orderOf(ctx, row) : null;
}
