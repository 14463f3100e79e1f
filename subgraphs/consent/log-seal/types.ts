import { Field, Float, ObjectType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

@ObjectType({
  description:
    'Proof that an entry is in the access log, to be checked by anybody without this hub: npm run verify-log -- --receipt. Keep the object as JSON.',
})
export class LogReceipt {
  @Field(() => Float, { description: 'Place of the entry in the log, from 0; a whole number.' })
  @Classified('OPAQUE')
  leafIndex!: number;

  @Field(() => Float, { description: 'Number of entries that the checkpoint covers; a whole number.' })
  @Classified('OPAQUE')
  treeSize!: number;

  @Field(() => String, {
    description:
      'The entry as it is sealed: its SHA-256 after a zero byte is the leaf (RFC 6962). She is in it under a value that no other entry has.',
  })
  @Classified('REFERRAL')
  entry!: string;

  @Field(() => [String], { description: 'RFC 6962 audit path, from the leaf upwards, in Base64.' })
  @Classified('OPAQUE')
  auditPath!: string[];

  @Field(() => String, {
    description:
      'The signed checkpoint (c2sp.org/tlog-checkpoint) with the countersignature of another organisation, where there is one yet.',
  })
  @Classified('OPAQUE')
  checkpoint!: string;
}
