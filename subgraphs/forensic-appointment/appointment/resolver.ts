import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  type ConnectionOf,
  connectionFrom,
  hubError,
  mutate,
  ownRecordParameters,
  parseCode,
  type SubgraphContext,
} from '../../kit/index.js';
import { resolveVictim } from '../consent-client.js';
import { slotOf } from '../exam-slot/slot-id.js';
import { AT_CLINIC, BOOKING } from './access.js';
import { hold, notAvailable, serveWhoWaits } from './hold.js';
import {
  AppointmentsArgs,
  ExamCancelInput,
  ExamHoldInput,
  ExamOverrideInput,
  ExamPayload,
  ExamReferralLinkInput,
  ExamRescheduleInput,
  ExamStepInput,
} from './inputs.js';
import { linkReferral } from './link.js';
import { override } from './override.js';
import { appointmentOf, ownAppointment } from './own-appointment.js';
import { reschedule } from './reschedule.js';
import { OWN_APPOINTMENTS, OWN_APPOINTMENTS_BY_CODE } from './sql.js';
import { takeStep } from './step.js';
import { Appointment, AppointmentConnection } from './types.js';

const CHANGE = { description: 'The appointment.' };

@Resolver()
export class AppointmentResolver {
  @Query(() => AppointmentConnection, {
    description:
      "The clinic's appointments, and the times that your unit holds elsewhere, in the order in which they begin.",
  })
  @Access(BOOKING)
  async appointments(
    @Args(() => AppointmentsArgs) args: AppointmentsArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Appointment>> {
    const { limit, after } = args.page(['instant', 'uuid']);
    if (args.referralCode != null) {
      const code = parseCode(args.referralCode);
      if (!code) throw hubError('BAD_USER_INPUT');
      const found = await OWN_APPOINTMENTS_BY_CODE.rows(ctx.db, [...ownRecordParameters(ctx), ...after, code, limit]);
      return connectionFrom(found, args.first, (row) => [row.startsAt, row.id], appointmentOf);
    }
    const period = [args.from ?? null, args.to ?? null];
    const rows = await OWN_APPOINTMENTS.rows(ctx.db, [...ownRecordParameters(ctx), ...after, ...period, limit]);
    return connectionFrom(rows, args.first, (row) => [row.startsAt, row.id], appointmentOf);
  }

  @Query(() => Appointment, { nullable: true, description: 'An appointment that your clinic or unit is a party to.' })
  @Access(BOOKING)
  async appointment(
    @Arg('id', () => ID, { description: 'The appointment.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Appointment | null> {
    return isUUID(id) ? ownAppointment(ctx, id) : null;
  }

  @Mutation(() => ExamPayload, {
    description:
      'Keeps a slot for a few minutes, until it is confirmed. By the clinic, or for it by whoever is with her.',
  })
  @Access(BOOKING)
  async examHold(
    @Arg('input', () => ExamHoldInput, { description: 'The slot.' }) input: ExamHoldInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamPayload> {
    return mutate(ctx, 'examHold', input, ExamPayload, async (commit) => {
      const slot = slotOf(input.slotId);
      if (!slot) throw notAvailable();
      const victim = input.victimId ? await resolveVictim(ctx, input.victimId) : null;
      await serveWhoWaits(ctx.db, ctx.requester, slot, input);
      const id = await commit((manager) => hold(manager, ctx.requester, slot, victim, input));
      return { appointment: await ownAppointment(ctx, id) };
    });
  }

  @Mutation(() => ExamPayload, {
    description:
      'Holds another time for a confirmed appointment, which keeps its own until the new one is confirmed. By the clinic or the unit that holds it.',
  })
  @Access(BOOKING)
  async examReschedule(
    @Arg('input', () => ExamRescheduleInput, { description: 'The appointment, and where to.' })
    input: ExamRescheduleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamPayload> {
    return mutate(ctx, 'examReschedule', input, ExamPayload, async (commit) => {
      const slot = slotOf(input.slotId);
      if (!slot) throw notAvailable();
      const id = await commit((manager) => reschedule(manager, ctx.requester, slot, input));
      return { appointment: await ownAppointment(ctx, id) };
    });
  }

  @Mutation(() => ExamPayload, {
    description:
      'Gives an urgent examination the time of an unconfirmed hold or a routine appointment, which moves to the next time that fits it, or nothing happens. By the clinic.',
  })
  @Access(AT_CLINIC)
  async examOverride(
    @Arg('input', () => ExamOverrideInput, { description: 'Whose time, for what, and why.' }) input: ExamOverrideInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamPayload> {
    return mutate(ctx, 'examOverride', input, ExamPayload, async (commit) => {
      const victim = input.victimId ? await resolveVictim(ctx, input.victimId) : null;
      const id = await commit((manager) => override(manager, ctx.requester, input, victim));
      return { appointment: await ownAppointment(ctx, id) };
    });
  }

  @Mutation(() => ExamPayload, {
    description:
      'Makes a hold an appointment. Refused as EXPIRED when the hold has lapsed. What it replaces is cancelled with it.',
  })
  @Access(BOOKING)
  examConfirm(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examConfirm', 'CONFIRM', input);
  }

  @Mutation(() => ExamPayload, {
    description:
      'Gives an appointment the code of a referral, in the place of the one by which it was known. By the unit that holds it.',
  })
  @Access(BOOKING)
  examReferralLink(
    @Arg('input', () => ExamReferralLinkInput, { description: 'The appointment, and the code.' })
    input: ExamReferralLinkInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamPayload> {
    return mutate(ctx, 'examReferralLink', input, ExamPayload, async (commit) => {
      const id = await commit((manager) => linkReferral(manager, ctx.requester, input));
      return { appointment: await ownAppointment(ctx, id) };
    });
  }

  @Mutation(() => ExamPayload, { description: 'She has arrived. By the clinic.' })
  @Access(AT_CLINIC)
  examArrive(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examArrive', 'ARRIVE', input);
  }

  @Mutation(() => ExamPayload, { description: 'The examination begins. By the clinic.' })
  @Access(AT_CLINIC)
  examStart(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examStart', 'START', input);
  }

  @Mutation(() => ExamPayload, { description: 'The examination is over. By the clinic.' })
  @Access(AT_CLINIC)
  examComplete(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examComplete', 'COMPLETE', input);
  }

  @Mutation(() => ExamPayload, {
    description: 'She stopped the examination, which is her right at any step. By the clinic.',
  })
  @Access(AT_CLINIC)
  examStop(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examStop', 'STOP', input);
  }

  @Mutation(() => ExamPayload, {
    description: 'Cancels a hold or a confirmed appointment. By the clinic or the unit that holds it.',
  })
  @Access(BOOKING)
  examCancel(@Arg('input', () => ExamCancelInput, CHANGE) input: ExamCancelInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examCancel', 'CANCEL', input, input.reason);
  }

  @Mutation(() => ExamPayload, { description: 'Nobody came. By the clinic, and not before the appointment has begun.' })
  @Access(AT_CLINIC)
  examNoShow(@Arg('input', () => ExamStepInput, CHANGE) input: ExamStepInput, @Ctx() ctx: SubgraphContext) {
    return takeStep(ctx, 'examNoShow', 'NO_SHOW', input);
  }
}
