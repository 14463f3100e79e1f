import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../../kit/index.js';
import type { SafeContactRule } from './rule.js';
import { SafeContactChannel } from './vocabulary.js';

@ObjectType({ description: 'A time of the week at which she may be reached, on the clock of `zone`.' })
export class SafeContactWindow {
  @Field(() => [Int], { description: 'Days on which it begins: 1 Monday to 7 Sunday.' })
  @Classified('CONTACT')
  weekdays!: number[];

  @Field(() => String, { description: 'Begins at, HH:MM.' })
  @Classified('CONTACT')
  from!: string;

  @Field(() => String, {
    description: 'Ends at, HH:MM; not later than `from` means on the next day, equal means 24 hours.',
  })
  @Classified('CONTACT')
  to!: string;
}

@ObjectType({
  description: 'How she may be reached safely. Read all of it, and ask by `contactStart` before you contact her.',
})
export class SafeContact {
  @Field(() => SafeContactChannel, { description: 'How she may be reached.' })
  @Classified('CONTACT')
  channel!: SafeContactChannel;

  @Field(() => [SafeContactChannel], { description: 'Other channels that are as safe, to the same number.' })
  @Classified('CONTACT')
  alsoChannels!: SafeContactChannel[];

  @Field(() => String, { nullable: true, description: 'Number to call or write to.' })
  @Classified('CONTACT')
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'When it is safe, in her words.' })
  @Classified('CONTACT')
  safeHours!: string | null;

  @Field(() => [SafeContactWindow], {
    description: 'When it is safe, exactly; empty when it was not asked: then nobody may contact her.',
  })
  @Classified('CONTACT')
  windows!: SafeContactWindow[];

  @Field(() => String, { nullable: true, description: 'IANA zone of `windows`.' })
  @Classified('CONTACT')
  zone!: string | null;

  @Field(() => String, { nullable: true, description: 'Word by which she knows that it is you.' })
  @Classified('CONTACT')
  codeName!: string | null;

  @Field(() => Boolean, { description: 'True when nothing may be left on her phone or at her door.' })
  @Classified('CONTACT')
  leaveNoTrace!: boolean;

  @Field(() => String, { nullable: true, description: 'What may be said if somebody else answers.' })
  @Classified('CONTACT')
  wording!: string | null;

  @Field(() => Date, { nullable: true, description: 'When she was last asked; null when that is not known.' })
  @Classified('CONTACT')
  askedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it must be asked again, if she said so.' })
  @Classified('CONTACT')
  validUntil!: Date | null;

  @Field(() => Int, { description: "Version of your agency's details; pass it as `expectedVersion` to change them." })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Referral that brought it; null when your agency took it itself.' })
  @Classified('OPAQUE')
  referralId!: string | null;
}

const instant = (text: string | null | undefined) => (text ? new Date(text) : null);

export function safeContactOf(open: {
  readonly content: SafeContactRule;
  readonly version: number;
  readonly referralId: string | null;
}): SafeContact {
  const { content: rule, version, referralId } = open;
  return Object.assign(new SafeContact(), {
    channel: rule.channel,
    alsoChannels: [...(rule.alsoChannels ?? [])],
    number: rule.number,
    safeHours: rule.safeHours,
    windows: rule.windows ?? [],
    zone: rule.zone ?? null,
    codeName: rule.codeName,
    leaveNoTrace: rule.leaveNoTrace,
    wording: rule.wording,
    askedAt: instant(rule.askedAt),
    validUntil: instant(rule.validUntil),
    version,
    referralId,
  });
}
