import { ArrayMaxSize, ArrayUnique, IsInt, IsOptional, IsUUID, Length, Matches, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';

export enum WebhookState {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  DISABLED = 'DISABLED',
}
registerEnumType(WebhookState, {
  name: 'WebhookState',
  description:
    'Whether an endpoint gets deliveries. What happens meanwhile is kept for 30 days, and delivered when it goes on.',
  valuesConfig: {
    ACTIVE: { description: 'It gets them.' },
    PAUSED: { description: 'Your agency has paused it, or the directory was restored from a backup.' },
    DISABLED: { description: 'It answered 410, or took nothing for three days.' },
  },
});

export enum WebhookDeliveryState {
  WAITING = 'WAITING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
  STOPPED = 'STOPPED',
}
registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'What came of a delivery.',
  valuesConfig: {
    WAITING: { description: 'It is to be tried, or tried again.' },
    DELIVERED: { description: 'The endpoint answered 2xx.' },
    FAILED: { description: 'It is not tried again.' },
    STOPPED: { description: 'The event is not for this endpoint any more, or is no longer kept.' },
  },
});

@ObjectType({
  description: 'Where an agency is told of events by Standard Webhooks. For administrators of the agency.',
})
export class WebhookEndpoint {
  @Field(() => ID, { description: 'Its id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Where events are posted to.' })
  @Classified('OPAQUE')
  url!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Unit whose events it gets; null: those that staff without a unit see.',
  })
  @Classified('OPAQUE')
  unit!: string | null;

  @Field(() => [String], { description: 'Types (`referral.sent`) or kinds (`referral`) that it gets; all when empty.' })
  @Classified('OPAQUE')
  types!: string[];

  @Field(() => WebhookState, { description: 'Whether it gets deliveries.' })
  @Classified('OPAQUE')
  state!: WebhookState;

  @Field(() => String, {
    nullable: true,
    description: 'GONE: it answered 410. FAILING: it took nothing for three days.',
  })
  @Classified('OPAQUE')
  disabledBecause!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when deliveries fail; null when the last one did not.' })
  @Classified('OPAQUE')
  failingSince!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when deliveries are signed with the secret before as well.',
  })
  @Classified('OPAQUE')
  previousSecretUntil!: Date | null;

  @Field(() => Int, { description: 'Grows with each change by your agency; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Date, { description: 'When it was added: it gets what has happened since.' })
  @Classified('OPAQUE')
  createdAt!: Date;
}

export const WebhookEndpointConnection = connectionType(WebhookEndpoint, 'WebhookEndpoint');

@ObjectType({
  description: 'A delivery to an endpoint, kept for 30 days. No answer of the endpoint is kept but its status.',
})
export class WebhookDelivery {
  @Field(() => ID, { description: 'Its id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the event, the `webhook-id`; null for a test.' })
  @Classified('OPAQUE')
  eventId!: string | null;

  @Field(() => String, { description: 'Type of the event; `webhook.test` for a test.' })
  @Classified('OPAQUE')
  type!: string;

  @Field(() => String, { description: 'EVENT, REDELIVERY or TEST.' })
  @Classified('OPAQUE')
  cause!: string;

  @Field(() => WebhookDeliveryState, { description: 'What came of it.' })
  @Classified('OPAQUE')
  state!: WebhookDeliveryState;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Classified('OPAQUE')
  attempts!: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer.' })
  @Classified('OPAQUE')
  status!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the last attempt failed: ADDRESS_REFUSED, NOT_FOUND (the host), UNREACHABLE, TIMED_OUT, STATUS, or SECRET (the hub cannot open that of the endpoint).',
  })
  @Classified('OPAQUE')
  fault!: string | null;

  @Field(() => Date, { description: 'When it was first tried, or asked for.' })
  @Classified('OPAQUE')
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last tried.' })
  @Classified('OPAQUE')
  lastAt!: Date | null;
}

export const WebhookDeliveryConnection = connectionType(WebhookDelivery, 'WebhookDelivery');

export enum WebhookStep {
  ADDED = 'ADDED',
  UPDATED = 'UPDATED',
  PAUSED = 'PAUSED',
  RESUMED = 'RESUMED',
  SECRET_ROTATED = 'SECRET_ROTATED',
  REMOVED = 'REMOVED',
  TESTED = 'TESTED',
  REDELIVERED = 'REDELIVERED',
}
registerEnumType(WebhookStep, {
  name: 'WebhookStep',
  description: 'What somebody did to an endpoint.',
  valuesConfig: {
    ADDED: { description: 'Had the agency told of events there.' },
    UPDATED: { description: 'Changed its address or its types.' },
    PAUSED: { description: 'Had nothing sent.' },
    RESUMED: { description: 'Let it go on.' },
    SECRET_ROTATED: { description: 'Had a new secret made.' },
    REMOVED: { description: 'Removed it.' },
    TESTED: { description: 'Had a test sent.' },
    REDELIVERED: { description: 'Had a delivery made again.' },
  },
});

@ObjectType({
  description: 'What somebody of an agency did to where it is told of events. It is kept when the endpoint is removed.',
})
export class WebhookChange {
  @Field(() => ID, { description: 'Its id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'Id of the endpoint, which may be gone.' })
  @Classified('OPAQUE')
  endpoint!: string;

  @Field(() => WebhookStep, { description: 'What was done.' })
  @Classified('OPAQUE')
  step!: WebhookStep;

  @Field(() => String, { description: 'Host of the address after it; the rest of the address is not kept.' })
  @Classified('OPAQUE')
  host!: string;

  @Field(() => ID, { description: 'Id of the member of staff who did it.' })
  @Classified('OPAQUE')
  staff!: string;

  @Field(() => Date, { description: 'When.' })
  @Classified('OPAQUE')
  changedAt!: Date;
}

export const WebhookChangeConnection = connectionType(WebhookChange, 'WebhookChange');

@ObjectType({ description: 'Answer of the mutations of an endpoint.' })
export class WebhookEndpointPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The endpoint.' })
  endpoint!: WebhookEndpoint | null;
}

@ObjectType({ description: 'Answer of `webhookEndpointAdd` and `webhookEndpointRotateSecret`.' })
export class WebhookSecretPayload extends WebhookEndpointPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret by which it verifies deliveries. It is shown this once: null when the same is sent again.',
  })
  secret!: string | null;
}

@ObjectType({ description: 'Answer of `webhookEndpointRemove`.' })
export class WebhookEndpointRemovePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Id of the endpoint that was removed.' })
  endpointId!: string | null;
}

@ObjectType({ description: 'Answer of `webhookTestSend` and `webhookRedeliver`.' })
export class WebhookDeliveryPayload extends Payload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The delivery, which is on its way.' })
  delivery!: WebhookDelivery | null;
}

const TYPE = /^[a-z_]+(\.[a-z_]+)?$/;

@InputType({ description: 'Where your agency wants to be told of events.' })
export class WebhookEndpointAddInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => String, {
    description: 'An https address that is reached from the internet, or in a network that the operator allows.',
  })
  @Length(8, 500)
  url!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Unit of your agency whose events it gets; left out: those that staff without a unit see.',
  })
  @IsOptional()
  @IsUUID()
  unit?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Types (`referral.sent`) or kinds (`referral`); all when left out.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(TYPE, { each: true })
  types?: string[] | null;
}

@InputType({ description: 'An endpoint of your agency.' })
export class WebhookEndpointInput {
  @Field(() => ID, { description: 'Its id.' })
  @IsUUID()
  endpointId!: string;
}

@InputType({ description: 'What of an endpoint is to change.' })
export class WebhookEndpointUpdateInput extends WebhookEndpointInput {
  @Field(() => Int, { description: 'The `version` that this change was made from.' })
  @IsInt()
  @Min(1)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Another address.' })
  @IsOptional()
  @Length(8, 500)
  url?: string | null;

  @Field(() => [String], { nullable: true, description: 'Other types or kinds; all when empty.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(TYPE, { each: true })
  types?: string[] | null;
}

@InputType({ description: 'An endpoint that is to have a new secret, or a test.' })
export class WebhookEndpointKeyedInput extends WebhookEndpointInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;
}

@InputType({ description: 'A delivery that is to be made again.' })
export class WebhookRedeliverInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Id of the delivery.' })
  @IsUUID()
  deliveryId!: string;
}
