/**
 * Everything that a log line can be about, with its words for whoever reads it at night. No entry says more than this and its
 * allow-listed fields: there is no message to put a value into.
 */
export const EVENTS = {
  request: 'A request was answered.',
  started: 'The process is at work.',
  stopping: 'The process finishes what is under way and ends.',
  process_failed: 'An error that nobody caught: the process ends and must be started again.',
  process_warning: 'The runtime warns about this process.',
  rate_limited:
    'A caller asked more than the limits allow and was told RATE_LIMITED. One line a minute for each caller.',
  victims_throttled:
    'Somebody met the limit of different victims in an hour and was told THROTTLED. Once an hour for each; throttledStaff says who.',
  gateway_failed: 'The gateway failed at a request; the caller was told INTERNAL.',
  field_failed: 'A field failed in a way that nobody foresaw; the caller was told INTERNAL.',
  messages_wait: 'Another subgraph cannot be reached; its messages wait and are sent again.',
  duty_waits:
    'Somebody on duty could not be told that a request waits: the directory, the provider or the mail server did not take it. It is tried again, then somebody else.',
  webhooks_wait:
    'Webhooks could not be delivered because a part of the hub did not answer; they wait and are sent again.',
  start_waits: 'What belongs to the start of a subgraph waits for its database and is tried again.',
  keys_unreadable:
    'The files of the keys have changed and cannot be read; the keys that were read before stay in force.',
  issuer_keys_stale:
    'The keys of a sign-in provider could not be read again; the last good ones stay. Query issuers says which one.',
  door_failed: 'The door of a subgraph failed at a call; the caller was told INTERNAL.',
  restore_waits: 'A restored database does not serve yet: it waits for the standing walls, or cannot be reached.',
  closures_unwritten: 'The closure log cannot be written: closings take effect and are not acknowledged.',
  sealing_failed: 'The access log could not be sealed; it is tried again.',
  checkpoint_unwitnessed: 'No other organisation has countersigned the access log for five minutes.',
  log_refused:
    'The witness holds another tree of the access log than this database: was it restored? Nothing is sealed until npm run log-epoch.',
  housekeeping_failed: 'Old rows stay until the next try.',
  gauges_failed: 'A subgraph could not say how much waits in it: its database does not answer.',
  operations_failed: 'The operations server could not answer: its readiness or its numbers are not known.',
  traces_failed: 'Spans could not be handed to the collector; they are gone.',
} as const;

export type LogEvent = keyof typeof EVENTS;
