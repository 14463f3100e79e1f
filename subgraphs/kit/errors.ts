import { GraphQLError } from 'graphql';

/** The closed set of codes of top-level errors. Rules of the field never end here: they are `userErrors`. */
export const ERROR_MESSAGES = {
  UNAUTHENTICATED: 'Sign in: a valid access token is required.',
  FORBIDDEN: 'Your role may not do this.',
  PURPOSE_REQUIRED: 'State why you ask: header Purpose-Of-Use is missing.',
  PURPOSE_NOT_PERMITTED: 'Your agency and role may not state this purpose of use.',
  DISCLOSURE_INVALID: 'The disclosure for this part of the record is invalid or has expired. Ask again.',
  OPERATION_NOT_REGISTERED:
    'This operation is not registered for your agency. Register its document by operationRegister, or use one that is.',
  RATE_LIMITED: 'Too many requests at once. Send it again after the seconds in the header Retry-After.',
  THROTTLED:
    'More people have been opened in this hour than work needs. Those whom you have opened stay open; your administrator sees this.',
  BAD_USER_INPUT: 'The request is not valid.',
  DEADLINE_EXCEEDED: 'A part of the hub did not answer in time.',
  UNAVAILABLE: 'A part of the hub is not available now.',
  INTERNAL: 'Something went wrong here. Nothing was changed.',
} as const;

export type ErrorCode = keyof typeof ERROR_MESSAGES;

/** A top-level error; its message is fixed by its code, so that it cannot carry personal data. */
export function hubError(code: ErrorCode): GraphQLError {
  return new GraphQLError(ERROR_MESSAGES[code], { extensions: { code } });
}
