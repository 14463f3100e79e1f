/** OPEN: a clinic receives. WORKING: an examiner is there. ON_CALL: an examiner comes when called, also outside opening hours. */
export enum ScheduleKind {
  OPEN = 'OPEN',
  WORKING = 'WORKING',
  ON_CALL = 'ON_CALL',
}

/** CLOSED: the clinic. LEAVE: an examiner. EXDATE and RDATE: one occurrence of a rule less or more (RFC 5545). */
export enum ScheduleExceptionKind {
  CLOSED = 'CLOSED',
  LEAVE = 'LEAVE',
  EXDATE = 'EXDATE',
  RDATE = 'RDATE',
}

export enum ClosedReason {
  PUBLIC_HOLIDAY = 'PUBLIC_HOLIDAY',
  NO_EXAMINER = 'NO_EXAMINER',
  PREMISES = 'PREMISES',
  QUARANTINE = 'QUARANTINE',
}
