import { Field, ID, ObjectType } from 'type-graphql';
import { Classified, connectionType, type Text } from '../../kit/index.js';

@ObjectType({ description: 'A place where forensic examinations are made. Its address is not part of the graph.' })
export class Clinic {
  @Field(() => ID, { description: 'Id of the clinic.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The agency that runs it.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => String, { description: 'Region, ISO 3166-2:KZ.' })
  @Classified('OPAQUE')
  regionCode!: string;

  @Field(() => String, { description: 'IANA time zone in which its opening hours and dates are meant.' })
  @Classified('OPAQUE')
  zone!: string;

  /** Behind the field `name`, which answers in the caller's language */
  names!: Text;
}

export const ClinicConnection = connectionType(Clinic, 'Clinic');
