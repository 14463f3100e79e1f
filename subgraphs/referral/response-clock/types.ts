import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { Classified, ConnectionArgs, connectionType, type SubgraphContext } from '../../kit/index.js';
import { Referral } from '../referral/types.js';
import { hoursOpen, waitsForHerSafeTime } from '../safe-contact/safe-time.js';
import type { TimerRow } from './sql.js';
import { ResponseStep, ResponseTimerState } from './vocabulary.js';

@ObjectType({ description: 'By when the recipient of a referral owes a step, and whether it was done.' })
export class ResponseTimer {
  @Field(() => ResponseStep, { description: 'What is owed.' })
  @Classified('REFERRAL')
  step!: ResponseStep;

  @Field(() => Date, { description: 'Until when, as the policy had it when the referral was sent.' })
  @Classified('REFERRAL')
  dueAt!: Date;

  @Field(() => ResponseTimerState, { description: 'How it stands now.' })
  @Classified('REFERRAL')
  state!: ResponseTimerState;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was done, or was not needed any more; null while it is open.',
  })
  @Classified('REFERRAL')
  endedAt!: Date | null;
}

@ObjectType({ description: 'A referral of which a time is running out, or has run out.' })
export class ResponseDue {
  @Field(() => Referral, { description: 'The referral.' })
  @Classified('OPAQUE')
  referral!: Referral;

  @Field(() => ResponseTimer, { description: 'Of what is still owed, what is due first.' })
  @Classified('OPAQUE')
  timer!: ResponseTimer;
}

export const ResponseDueConnection = connectionType(ResponseDue, 'ResponseDue');

@ArgsType()
export class ResponseBoardArgs extends ConnectionArgs {
  @Field(() => Int, {
    defaultValue: 60,
    description: 'Those due within so many minutes, 0 to 10080; what is late already is always there.',
  })
  withinMinutes!: number;
}

/** @param victim whom it is about; null when it names nobody */
export async function timerOf(ctx: SubgraphContext, row: TimerRow, victim: string | null): Promise<ResponseTimer> {
  const state = await stateOf(ctx, row, victim);
  return Object.assign(new ResponseTimer(), { step: row.step, dueAt: row.due_at, state, endedAt: row.ended_at });
}

/** That it was put off is known from the recipient's copy of her rule, and told to nobody else: to a sender what is done after its time is late. */
async function owedUntil(ctx: SubgraphContext, row: TimerRow, victim: string | null): Promise<Date> {
  const { step, due_at, due_by, ended_at, now, recipient } = row;
  if (step !== ResponseStep.FIRST_CONTACT || victim === null || (ended_at ?? now) <= due_at) return due_at;
  return recipient === ctx.requester.agency && (await hoursOpen(ctx, victim)) ? due_by : due_at;
}

async function stateOf(ctx: SubgraphContext, row: TimerRow, victim: string | null): Promise<ResponseTimerState> {
  const { step, ended_at, met, now } = row;
  if (ended_at && !met) return ResponseTimerState.NOT_NEEDED;
  const until = await owedUntil(ctx, row, victim);
  if (ended_at) return ended_at <= until ? ResponseTimerState.MET : ResponseTimerState.MET_LATE;
  if (now < row.due_at) return ResponseTimerState.RUNNING;
  const waits = step === ResponseStep.FIRST_CONTACT && victim !== null && (await waitsForHerSafeTime(ctx, victim, now));
  if (waits) return ResponseTimerState.WAITS_FOR_HER_SAFE_TIME;
  return now < until ? ResponseTimerState.RUNNING : ResponseTimerState.OVERDUE;
}
