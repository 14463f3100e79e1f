import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';
import { ExamEquipmentKind } from './vocabulary.js';

registerEnumType(ExamEquipmentKind, {
  name: 'ExamEquipmentKind',
  description: 'Kinds of equipment that an examination can need.',
  valuesConfig: {
    COLPOSCOPE: { description: 'Colposcope.' },
    CAMERA: { description: 'Forensic camera with scale.' },
    ALTERNATE_LIGHT_SOURCE: { description: 'Alternate light source, for marks under the skin.' },
    SWAB_DRYING_CABINET: { description: 'Cabinet in which swabs are dried.' },
  },
});

@ObjectType({ description: 'One unit of equipment: used in one examination at a time.' })
export class ExamEquipment {
  @Field(() => ID, { description: 'Id of the unit.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ExamEquipmentKind, { description: 'What it is.' })
  @Classified('OPAQUE')
  kind!: ExamEquipmentKind;

  @Field(() => String, { description: "The clinic's own short name for it." })
  @Classified('OPAQUE')
  label!: string;

  @Field(() => ID, { nullable: true, description: 'The mobile team that carries it; null: used in the rooms.' })
  @Classified('OPAQUE')
  mobileTeam!: string | null;

  @Field(() => Boolean, { description: 'False when it cannot be used.' })
  @Classified('OPAQUE')
  active!: boolean;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;
}
