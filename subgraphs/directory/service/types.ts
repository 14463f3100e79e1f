import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, type Language } from '../../kit/index.js';

/** HSDS 3 `service.status`. */
export enum ServiceStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
  DEFUNCT = 'DEFUNCT',
  TEMPORARILY_CLOSED = 'TEMPORARILY_CLOSED',
}

registerEnumType(ServiceStatus, {
  name: 'ServiceStatus',
  description: 'Whether a service is offered (HSDS 3).',
  valuesConfig: {
    ACTIVE: { description: 'Offered.' },
    INACTIVE: { description: 'Not offered.' },
    DEFUNCT: { description: 'No longer exists.' },
    TEMPORARILY_CLOSED: { description: 'Not offered for now.' },
  },
});

/** A name and a description in other languages than the one they were published in. */
export type Translations = Readonly<
  Partial<Record<Language, { readonly name?: string; readonly description?: string }>>
>;

@ObjectType({ description: 'A service that people can turn to (HSDS 3 `service`).' })
@Directive('@key(fields: "id")')
export class Service {
  @Field(() => ID, { description: 'Id of the service.' })
  id!: string;

  @Field(() => ServiceStatus, { description: 'Whether it is offered.' })
  status!: ServiceStatus;

  @Field(() => [String], { description: 'Languages it is offered in: ISO 639 codes where its publisher gave codes.' })
  languages!: string[];

  @Field(() => Int, { nullable: true, description: 'From this age on, years.' })
  minimumAge!: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to this age, years.' })
  maximumAge!: number | null;

  @Field(() => String, { nullable: true, description: 'Which interpretation is available.' })
  interpretationServices!: string | null;

  @Field(() => String, { nullable: true, description: 'What it costs.' })
  feesDescription!: string | null;

  @Field(() => String, { nullable: true, description: 'How to get it.' })
  applicationProcess!: string | null;

  @Field(() => String, { nullable: true, description: 'Web page.' })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  email!: string | null;

  @Field(() => [String], { description: 'Phones; none when the place of the organisation must not be known.' })
  phones!: string[];

  @Field(() => Boolean, { description: 'True when it is offered everywhere in the country.' })
  nationwide!: boolean;

  readonly organizationId!: string;
  readonly regionCode!: string | null;
  readonly ownName!: string;
  readonly ownDescription!: string | null;
  readonly translations!: Translations;
}

export const ServiceConnection = connectionType(Service, 'Service');
