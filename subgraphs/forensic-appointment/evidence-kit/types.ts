import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { Victim } from '../victim.js';
import { CustodyAction, CustodyRefusalReason, KitState } from './custody.js';

registerEnumType(KitState, {
  name: 'EvidenceKitState',
  description: 'Where a kit is in its life.',
  valuesConfig: {
    OPENED: { description: 'Opened for an examination, not sealed yet.' },
    SEALED: { description: 'Sealed.' },
    HANDED_OVER: { description: 'On its way to a named person.' },
    RECEIVED: { description: 'Received.' },
    STORED: { description: 'In storage.' },
    ANALYSED: { description: 'Analysed, under a new seal.' },
    RETURNED: { description: 'On its way back.' },
    DESTROYED: { description: 'Destroyed.' },
  },
});

registerEnumType(CustodyAction, {
  name: 'CustodyAction',
  description: 'What is done with a kit. Two named persons and a time stand for each.',
  valuesConfig: {
    SEAL: { description: 'It is sealed, before a witness.' },
    HAND_OVER: { description: 'It is given to a named person.' },
    RECEIVE: { description: 'It is received from whoever gave it, the seal looked at.' },
    STORE: { description: 'It goes into storage, before a witness.' },
    ANALYSE: { description: 'It was opened, analysed and sealed anew, before a witness.' },
    RETURN: { description: 'It is sent back to a named person.' },
    DESTROY: { description: 'It is destroyed, before a witness.' },
  },
});

registerEnumType(CustodyRefusalReason, {
  name: 'CustodyRefusalReason',
  description: 'Why a step was refused.',
  valuesConfig: {
    OUT_OF_ORDER: { description: 'It does not follow on the last step.' },
    NOT_THE_HOLDER: { description: 'The kit was not with that agency, or not handed over to it.' },
    SEAL_DIFFERS: { description: 'The seal was not the one that had been put on.' },
    NOT_CONVERTED: { description: 'She came without the police and has not made it a report.' },
    KEPT_UNTIL: { description: 'Its period is not over, and she did not ask.' },
  },
});

@ObjectType({ description: 'A step in the custody of a kit.' })
export class CustodyStep {
  @Field(() => String, { description: 'OPEN, CONVERT (she made it a report), or an action of CustodyAction.' })
  @Classified('FORENSIC')
  step!: string;

  @Field(() => ID, { description: 'Agency of who did it.' })
  @Classified('FORENSIC')
  byAgency!: string;

  @Field(() => ID, { description: 'Member of staff who did it.' })
  @Classified('FORENSIC')
  byStaff!: string;

  @Field(() => ID, { nullable: true, description: 'Agency of the second person.' })
  @Classified('FORENSIC')
  withAgency!: string | null;

  @Field(() => ID, { nullable: true, description: 'The second person: witness, recipient or giver.' })
  @Classified('FORENSIC')
  withStaff!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the seal.' })
  @Classified('FORENSIC')
  seal!: string | null;

  @Field(() => Date, { description: 'When.' })
  @Classified('FORENSIC')
  at!: Date;
}

@ObjectType({ description: 'A step that was tried and refused: a gap in the chain is seen.' })
export class CustodyRefusal {
  @Field(() => String, { description: 'What was tried.' })
  @Classified('FORENSIC')
  step!: string;

  @Field(() => CustodyRefusalReason, { description: 'Why it was refused.' })
  @Classified('FORENSIC')
  reason!: CustodyRefusalReason;

  @Field(() => ID, { description: 'Agency that tried.' })
  @Classified('FORENSIC')
  byAgency!: string;

  @Field(() => ID, { description: 'Member of staff who tried.' })
  @Classified('FORENSIC')
  byStaff!: string;

  @Field(() => Date, { description: 'When.' })
  @Classified('FORENSIC')
  at!: Date;
}

@ObjectType({ description: 'A kit of specimens, and in whose hands it has been.' })
export class EvidenceKit {
  @Field(() => ID, { description: 'Id of the kit.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Number on its label: ten random digits.' })
  @Classified('FORENSIC')
  number!: string;

  @Field(() => KitState, { description: 'Where it is in its life.' })
  @Classified('FORENSIC')
  state!: KitState;

  @Field(() => ID, { description: 'Agency that opened it.' })
  @Classified('FORENSIC')
  clinicAgency!: string;

  @Field(() => ID, { nullable: true, description: 'Appointment at which it was opened.' })
  @Classified('OPAQUE')
  appointmentId!: string | null;

  @Field(() => Boolean, { description: 'She came without the police.' })
  @Classified('FORENSIC')
  selfReferred!: boolean;

  @Field(() => Date, { nullable: true, description: 'When she made it part of a report; null when she has not.' })
  @Classified('FORENSIC')
  convertedAt!: Date | null;

  @Field(() => String, { description: 'It is kept until this day at least, YYYY-MM-DD.' })
  @Classified('FORENSIC')
  keepUntil!: string;

  @Field(() => ID, { description: 'Agency that has it, or gave it on its way.' })
  @Classified('FORENSIC')
  holder!: string;

  @Field(() => ID, { nullable: true, description: 'Agency to which it is on its way.' })
  @Classified('FORENSIC')
  awaitedBy!: string | null;

  @Field(() => Date, { description: 'When it was opened.' })
  @Classified('FORENSIC')
  openedAt!: Date;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Victim, {
    nullable: true,
    description: 'Her record. Null when none is named, or nothing of it is open to you.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const EvidenceKitConnection = connectionType(EvidenceKit, 'EvidenceKit');

@ObjectType({ description: 'Answer to the mutations of a kit.' })
export class EvidenceKitPayload extends Payload {
  @Field(() => EvidenceKit, { nullable: true, description: 'The kit as it is now.' })
  evidenceKit!: EvidenceKit | null;
}

@ObjectType({ description: 'Answer to evidenceKitOpen.' })
export class EvidenceKitOpenPayload extends EvidenceKitPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Her PIN, eight digits: written down for her and handed over. Shown this once, not when it is sent again.',
  })
  pin!: string | null;
}
