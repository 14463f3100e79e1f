import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import type { IncidentRow } from './sql.js';
import { IncidentChannel, InjuryKind, PerpetratorRelation, ViolenceKind } from './vocabulary.js';

@ObjectType({ description: 'An incident as an agency took it down. It is never changed afterwards.' })
export class Incident {
  @Field(() => ID, { description: 'Id of the incident.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => Date, { description: 'When it was reported.' })
  @Classified('INCIDENT')
  reportedAt!: Date;

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

  @Field(() => String, { description: 'Region, ISO 3166-2.' })
  @Classified('INCIDENT')
  regionCode!: string;

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
    regionCode: row.region_code,
    agency: row.agency,
    row,
  });
}

export const IncidentConnection = connectionType(Incident, 'Incident');

@ObjectType({ description: 'Answer to incidentReport.' })
export class IncidentReportPayload extends Payload {
  @Field(() => Incident, { nullable: true, description: 'The incident; null when it was not taken down.' })
  incident!: Incident | null;
}
