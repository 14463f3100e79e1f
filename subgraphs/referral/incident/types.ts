import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { RecordErrorReason, RecordStatus } from '../entered-in-error/vocabulary.js';
import type { IncidentRow, IncidentVersionRow } from './sql.js';
import {
  IncidentChannel,
  IncidentCorrectionReason,
  InjuryKind,
  PerpetratorRelation,
  ViolenceKind,
} from './vocabulary.js';

@ObjectType({ description: 'What a report says: now, or before it was corrected.' })
abstract class IncidentFacts {
  @Field(() => Date, { description: 'When it happened, or last happened.' })
  @Classified('INCIDENT')
  occurredAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Her last contact with him; null when not known.' })
  @Classified('INCIDENT')
  lastContactAt!: Date | null;

  @Field(() => IncidentChannel, { description: 'How the report came in.' })
  @Classified('INCIDENT')
  channel!: IncidentChannel;

  @Field(() => [ViolenceKind], { description: 'What was done to her.' })
  @Classified('INCIDENT')
  violence!: ViolenceKind[];

  @Field(() => [InjuryKind], { description: 'Injuries that were seen or told of. None listed does not mean none.' })
  @Classified('INCIDENT')
  injuries!: InjuryKind[];

  @Field(() => [PerpetratorRelation], { description: 'Whom the report names, by what that person is to her.' })
  @Classified('INCIDENT')
  named!: PerpetratorRelation[];

  @Field(() => Boolean, { nullable: true, description: 'Whether a weapon was used or shown; null when not known.' })
  @Classified('INCIDENT')
  weapon!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether children were there; null when not known.' })
  @Classified('INCIDENT')
  childrenPresent!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many children were there; null when not known.' })
  @Classified('INCIDENT')
  childrenCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Earlier violent events that she tells of, in the twelve months before this one; null when she was not asked.',
  })
  @Classified('INCIDENT')
  earlierToldOf!: number | null;

  @Field(() => String, { description: 'Region, ISO 3166-2.' })
  @Classified('INCIDENT')
  regionCode!: string;
}

@ObjectType({
  description: 'An incident as an agency took it down. When it is corrected, what it said before is kept.',
})
export class Incident extends IncidentFacts {
  @Field(() => ID, { description: 'Id of the incident.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => Date, { description: 'When it was reported.' })
  @Classified('INCIDENT')
  reportedAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description:
      "Reports about her that your agency itself took down of the twelve months before this one; null for another agency's incident.",
  })
  @Classified('INCIDENT')
  earlierReported!: number | null;

  @Field(() => Int, { description: 'Version; pass it as `expectedVersion` when you correct it.' })
  @Classified('INCIDENT')
  version!: number;

  @Field(() => Date, { nullable: true, description: 'When it was last corrected; null when it never was.' })
  @Classified('INCIDENT')
  correctedAt!: Date | null;

  @Field(() => RecordStatus, {
    description:
      'Whether it counts. One that was entered in error is on no record, and stays in the list of the unit that took it down.',
  })
  @Classified('INCIDENT')
  status!: RecordStatus;

  @Field(() => RecordErrorReason, {
    nullable: true,
    description: 'Why it was entered in error; null when it was not.',
  })
  @Classified('INCIDENT')
  errorReason!: RecordErrorReason | null;

  @Field(() => Date, { nullable: true, description: 'When it was marked as entered in error; null when it was not.' })
  @Classified('INCIDENT')
  errorAt!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Member of your staff who marked it as entered in error; null when it was not.',
  })
  @Classified('INCIDENT')
  errorBy!: string | null;

  @Field(() => ID, { description: 'Agency that took the report.' })
  @Classified('INCIDENT')
  agency!: string;

  /** Where `account` and `victim` come from; no field of the schema. */
  row!: IncidentRow;
}

export function incidentOf(row: IncidentRow): Incident {
  return Object.assign(new Incident(), {
    id: row.id,
    reportedAt: row.reported_at,
    occurredAt: row.occurred_at,
    lastContactAt: row.last_contact_at,
    channel: row.channel,
    violence: row.violence,
    injuries: row.injuries,
    named: row.named,
    weapon: row.weapon,
    childrenPresent: row.children_present,
    childrenCount: row.children_count,
    earlierToldOf: row.earlier_told_of,
    earlierReported: row.earlier_reported,
    regionCode: row.region_code,
    agency: row.agency,
    version: row.version,
    correctedAt: row.corrected_at,
    status: row.error_at ? RecordStatus.ENTERED_IN_ERROR : RecordStatus.ACTIVE,
    errorReason: row.error_reason,
    errorAt: row.error_at,
    errorBy: row.error_by,
    row,
  });
}

@ObjectType({ description: 'What a report said before it was corrected.' })
export class IncidentVersion extends IncidentFacts {
  @Field(() => Int, { description: 'Version, from 1.' })
  @Classified('INCIDENT')
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'What she told, in words, as it stood; null when nothing was written down or its key was destroyed.',
  })
  @Classified('INCIDENT')
  account!: string | null;

  @Field(() => Date, { description: 'When the correction took its place.' })
  @Classified('INCIDENT')
  correctedAt!: Date;

  @Field(() => ID, { description: 'Member of your staff who corrected it.' })
  @Classified('INCIDENT')
  correctedBy!: string;

  @Field(() => IncidentCorrectionReason, { description: 'Why.' })
  @Classified('INCIDENT')
  reason!: IncidentCorrectionReason;
}

/** @param account opened */
export function incidentVersionOf(row: IncidentVersionRow, account: string | null): IncidentVersion {
  return Object.assign(new IncidentVersion(), {
    version: row.version,
    occurredAt: new Date(row.occurred_at),
    lastContactAt: row.last_contact_at && new Date(row.last_contact_at),
    channel: row.channel,
    violence: row.violence,
    injuries: row.injuries,
    named: row.named,
    weapon: row.weapon,
    childrenPresent: row.children_present,
    childrenCount: row.children_count,
    earlierToldOf: row.earlier_told_of,
    regionCode: row.region_code,
    account,
    correctedAt: new Date(row.corrected_at),
    correctedBy: row.corrected_by,
    reason: row.reason,
  });
}

export const IncidentConnection = connectionType(Incident, 'Incident');

@ObjectType({ description: 'Answer to incidentReport.' })
export class IncidentReportPayload extends Payload {
  @Field(() => Incident, { nullable: true, description: 'The incident; null when it was not taken down.' })
  incident!: Incident | null;
}

@ObjectType({ description: 'Answer to incidentCorrect.' })
export class IncidentCorrectPayload extends Payload {
  @Field(() => Incident, { nullable: true, description: 'The incident as it is now; null when nothing was done.' })
  incident!: Incident | null;
}

@ObjectType({ description: 'Answer to incidentEnteredInError.' })
export class IncidentEnteredInErrorPayload extends Payload {
  @Field(() => Incident, { nullable: true, description: 'The incident as it is now; null when nothing was done.' })
  incident!: Incident | null;
}
