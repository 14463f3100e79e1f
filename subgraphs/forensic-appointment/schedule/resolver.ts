import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { changeClinic, noSuch, SCHEDULING } from '../clinic/administration.js';
import { ClinicPayload } from '../clinic/types.js';
import { assertException, assertOwner, assertRecurrence, wallClock } from './checks.js';
import {
  ScheduleEndInput,
  ScheduleExceptionAddInput,
  ScheduleRuleAddInput,
  ScheduleRuleChangeInput,
} from './inputs.js';
import type { Recurrence } from './recurrence.js';
import { notOfThisKind } from './refusals.js';
import { ScheduleKind } from './vocabulary.js';

@Resolver()
export class ScheduleResolver {
  @Mutation(() => ClinicPayload, {
    description:
      'Says when a clinic is open, or an examiner works or is on call. With a first WORKING rule an examiner works at own hours from then on.',
  })
  @Access(SCHEDULING)
  scheduleRuleAdd(
    @Arg('input', () => ScheduleRuleAddInput, { description: 'The rule.' }) input: ScheduleRuleAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { clinicId, kind, examinerId = null, startsAt, minutes, rrule = null, reachMinutes } = input;
    const target = { table: 'clinic', id: clinicId, field: 'clinicId' } as const;
    return changeClinic(ctx, 'scheduleRuleAdd', input, target, async (manager) => {
      await assertOwner(manager, clinicId, kind, examinerId);
      if (kind !== ScheduleKind.ON_CALL && reachMinutes > 0) throw notOfThisKind('reachMinutes');
      assertRecurrence({ startsAt: `${startsAt}:00`, minutes, rrule }, await wallClock(manager, clinicId));
      if (kind === ScheduleKind.WORKING)
        await rowsOf(
          manager,
          'UPDATE examiner SET own_hours = true, version = version + 1 WHERE id = $1::uuid AND NOT own_hours',
          [examinerId],
        );
      const [added] = await rowsOf<{ id: string }>(
        manager,
        `INSERT INTO schedule_rule (clinic_id, kind, examiner_id, starts_at, minutes, rrule, reach_minutes) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [clinicId, kind, examinerId, startsAt, minutes, rrule, reachMinutes],
      );
      return added!.id;
    });
  }

  @Mutation(() => ClinicPayload, {
    description: 'Changes a rule for the time to come. Appointments that it leaves outside are named, not cancelled.',
  })
  @Access(SCHEDULING)
  scheduleRuleChange(
    @Arg('input', () => ScheduleRuleChangeInput, { description: 'The change.' }) input: ScheduleRuleChangeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { id, expectedVersion } = input;
    const target = { table: 'schedule_rule', id, field: 'id', expectedVersion } as const;
    return changeClinic(ctx, 'scheduleRuleChange', input, target, async (manager, clinic) => {
      const [rule] = await rowsOf<Recurrence & { kind: ScheduleKind; reachMinutes: number }>(
        manager,
        `SELECT kind, to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS "startsAt", minutes, rrule, reach_minutes AS "reachMinutes"
         FROM schedule_rule WHERE id = $1::uuid AND ended_at IS NULL`,
        [id],
      );
      if (!rule) throw noSuch('id');
      const startsAt = input.startsAt ? `${input.startsAt}:00` : rule.startsAt;
      const { minutes, rrule, reachMinutes } = {
        minutes: input.minutes ?? rule.minutes,
        rrule: input.rrule ?? rule.rrule,
        reachMinutes: input.reachMinutes ?? rule.reachMinutes,
      };
      if (rule.kind !== ScheduleKind.ON_CALL && reachMinutes > 0) throw notOfThisKind('reachMinutes');
      assertRecurrence({ startsAt, minutes, rrule }, await wallClock(manager, clinic));
      await rowsOf(
        manager,
        'UPDATE schedule_rule SET starts_at = $2, minutes = $3, rrule = $4, reach_minutes = $5, version = version + 1 WHERE id = $1::uuid',
        [id, startsAt, minutes, rrule, reachMinutes],
      );
      return id;
    });
  }

  @Mutation(() => ClinicPayload, {
    description: 'Ends a rule. Appointments that this leaves outside are named, not cancelled.',
  })
  @Access(SCHEDULING)
  scheduleRuleEnd(
    @Arg('input', () => ScheduleEndInput, { description: 'The rule.' }) input: ScheduleEndInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const target = { table: 'schedule_rule', id: input.id, field: 'id' } as const;
    return changeClinic(ctx, 'scheduleRuleEnd', input, target, async (manager) => {
      await rowsOf(
        manager,
        'UPDATE schedule_rule SET ended_at = clock_timestamp(), version = version + 1 WHERE id = $1::uuid AND ended_at IS NULL',
        [input.id],
      );
      return input.id;
    });
  }

  @Mutation(() => ClinicPayload, {
    description:
      'Closes a clinic for a time, sends an examiner on leave, or takes an occurrence out of a rule or adds one.',
  })
  @Access(SCHEDULING)
  scheduleExceptionAdd(
    @Arg('input', () => ScheduleExceptionAddInput, { description: 'The exception.' }) input: ScheduleExceptionAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { clinicId, kind, examinerId = null, ruleId = null, startsAt, endsAt = null, reason = null } = input;
    const target = { table: 'clinic', id: clinicId, field: 'clinicId' } as const;
    return changeClinic(ctx, 'scheduleExceptionAdd', input, target, async (manager) => {
      await assertException(manager, input);
      const [added] = await rowsOf<{ id: string }>(
        manager,
        'INSERT INTO schedule_exception (clinic_id, kind, examiner_id, rule_id, starts_at, ends_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id',
        [clinicId, kind, examinerId, ruleId, startsAt, endsAt, reason],
      );
      return added!.id;
    });
  }

  @Mutation(() => ClinicPayload, { description: 'Takes an exception back.' })
  @Access(SCHEDULING)
  scheduleExceptionRemove(
    @Arg('input', () => ScheduleEndInput, { description: 'The exception.' }) input: ScheduleEndInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const target = { table: 'schedule_exception', id: input.id, field: 'id' } as const;
    return changeClinic(ctx, 'scheduleExceptionRemove', input, target, async (manager) => {
      await rowsOf(manager, 'DELETE FROM schedule_exception WHERE id = $1::uuid', [input.id]);
      return input.id;
    });
  }
}
