import { IsUUID, Length } from 'class-validator';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { ReferralService } from '../referral/vocabulary.js';
import { ResponseStep } from '../response-clock/vocabulary.js';
import type { NoticeRow } from './sql.js';

export enum DutyNoticeTo {
  DUTY_OFFICER = 'DUTY_OFFICER',
  SUPERVISOR = 'SUPERVISOR',
  REGIONAL_COORDINATOR = 'REGIONAL_COORDINATOR',
  ANOTHER_AGENCY = 'ANOTHER_AGENCY',
}

registerEnumType(DutyNoticeTo, {
  name: 'DutyNoticeTo',
  description: 'Who is told that a request waits, from the first to the last.',
  valuesConfig: {
    DUTY_OFFICER: { description: 'Whoever is on duty at the recipient.' },
    SUPERVISOR: { description: 'Who answers for them.' },
    REGIONAL_COORDINATOR: { description: 'Who answers for the region.' },
    ANOTHER_AGENCY: {
      description:
        'Another agency of the same kind and region. It learns of nobody: only that a request of this kind waits.',
    },
  },
});

@ObjectType({ description: 'Somebody on duty was told that a request waits. Names nobody and no place.' })
export class DutyNotice {
  @Field(() => ID, { description: 'Id of the notice.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => DutyNoticeTo, { description: 'Who was to be told.' })
  @Classified('OPAQUE')
  to!: DutyNoticeTo;

  @Field(() => ReferralService, { description: 'What is asked for.' })
  @Classified('REFERRAL')
  service!: ReferralService;

  @Field(() => ResponseStep, { description: 'What is owed.' })
  @Classified('REFERRAL')
  step!: ResponseStep;

  @Field(() => Date, { description: 'Since when.' })
  @Classified('REFERRAL')
  raisedAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people have been told, one after the other; null for the sender of the referral.',
  })
  @Classified('REFERRAL')
  told!: number | null;

  @Field(() => Date, { nullable: true, description: 'When somebody said to have heard; null while nobody has.' })
  @Classified('REFERRAL')
  acknowledgedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'Agency of whoever said so.' })
  @Classified('REFERRAL')
  acknowledgedBy!: string | null;
}

export const DutyNoticeConnection = connectionType(DutyNotice, 'DutyNotice');

export function noticeOf(row: NoticeRow): DutyNotice {
  return Object.assign(new DutyNotice(), {
    id: row.id,
    to: row.tell as DutyNoticeTo,
    service: row.service,
    step: row.step,
    raisedAt: row.raised_at,
    told: row.told,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_agency,
  });
}

@InputType({ description: 'A notice that you have heard of.' })
export class DutyNoticeAcknowledgeInput {
  @Field(() => ID, { description: 'Id of the notice.' })
  @IsUUID()
  noticeId!: string;
}

@ObjectType({ description: 'Answer of `dutyNoticeAcknowledge`.' })
export class DutyNoticePayload extends Payload {
  @Field(() => DutyNotice, { nullable: true, description: 'The notice as it is now; null when nothing was done.' })
  dutyNotice!: DutyNotice | null;
}

@InputType({ description: 'What somebody typed who was told that a request waits. For the gateway only.' })
@Directive('@inaccessible')
export class DutyCodeInput {
  @Field(() => String, { description: 'The code of the message.' })
  @Length(0, 100)
  code!: string;
}
