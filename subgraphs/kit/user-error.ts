import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Language, Text } from './vocabulary.js';

/** Why a mutation did nothing. The set is closed: clients can switch on it. */
export enum UserErrorCode {
  INVALID = 'INVALID',
  NOT_FOUND = 'NOT_FOUND',
  NOT_PERMITTED = 'NOT_PERMITTED',
  CONSENT_REQUIRED = 'CONSENT_REQUIRED',
  NOT_AVAILABLE = 'NOT_AVAILABLE',
  WRONG_STATE = 'WRONG_STATE',
  EXPIRED = 'EXPIRED',
  VERSION_CONFLICT = 'VERSION_CONFLICT',
  IDEMPOTENCY_KEY_REUSED = 'IDEMPOTENCY_KEY_REUSED',
  TEMPORARILY_UNAVAILABLE = 'TEMPORARILY_UNAVAILABLE',
}

registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Why a mutation did nothing.',
  valuesConfig: {
    INVALID: { description: 'The value of `field` is not valid.' },
    NOT_FOUND: { description: 'There is no such object that you may use.' },
    NOT_PERMITTED: { description: 'You may not do this to this object.' },
    CONSENT_REQUIRED: {
      description: 'Neither her consent nor another recorded basis covers this; the message says what is missing.',
    },
    NOT_AVAILABLE: { description: 'The bed, slot or unit is no longer free.' },
    WRONG_STATE: { description: 'The object is not in a state that allows this.' },
    EXPIRED: { description: 'The hold or offer has lapsed.' },
    VERSION_CONFLICT: { description: 'Somebody else changed the object first.' },
    IDEMPOTENCY_KEY_REUSED: { description: 'The idempotency key was used with another input.' },
    TEMPORARILY_UNAVAILABLE: {
      description:
        'A part of the hub that is needed did not answer; nothing was done. Send it again with the same key.',
    },
  },
});

@ObjectType({ description: 'Why a mutation did nothing, for a person to read and a program to switch on.' })
@Directive('@shareable')
export class UserError {
  @Field(() => UserErrorCode, { description: 'Why.' })
  code!: UserErrorCode;

  @Field(() => String, { description: "What to do, in the caller's language (Accept-Language: kk, ru or en)." })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Path of the input field, e.g. ["input", "expiresAt"].' })
  field!: string[] | null;
}

/** Every payload extends this: the nullable object beside it is null exactly when `userErrors` is not empty. */
@ObjectType({ description: 'What every mutation answers.' })
export abstract class Payload {
  @Field(() => [UserError], { description: 'Empty when the mutation was carried out.' })
  userErrors: UserError[] = [];
}

/** Of who asks, of what others have taken, or of the hub: they need not be about anything that was given. All others name the field. */
type OfNoField = UserErrorCode.NOT_PERMITTED | UserErrorCode.NOT_AVAILABLE | UserErrorCode.TEMPORARILY_UNAVAILABLE;

/** What a rule says when it refuses: thrown inside `mutate`, which rolls back and answers it as a `userError`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(code: OfNoField, text: Text, field?: readonly string[]);
  /** @param field of the input; empty for the whole of it */
  constructor(code: UserErrorCode, text: Text, field: readonly string[]);
  constructor(
    readonly code: UserErrorCode,
    readonly text: Text,
    readonly field: readonly string[] | null = null,
  ) {
    super(code);
  }

  toUserError(language: Language): UserError {
    return Object.assign(new UserError(), {
      code: this.code,
      message: this.text[language],
      field: this.field ? ['input', ...this.field] : null,
    });
  }
}

/** Several refusals of one input, reported together. */
export class Refusals extends Error {
  override readonly name = 'Refusals';

  constructor(readonly refusals: readonly Refusal[]) {
    super('Refusals');
  }
}
