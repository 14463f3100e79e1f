import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { hubError } from './errors.js';
import { Refusal, UserErrorCode } from './user-error.js';

/** SQLSTATE (PostgreSQL, appendix A): serialization failure and deadlock, of which one goes on and the others may try again. */
const CONFLICT = new Set(['40001', '40P01']);
/** A lock, or all the locks of a statement together, were waited for too long; what had been done is rolled back. */
const WAITED_TOO_LONG = new Set(['55P03', '57014']);
/** No connection, or none any more: class 08, too many, ended or restarting server; and what the system says of a socket. */
const AWAY = /^(?:08...|53300|57P0[123]|ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)$/;
/** What pg and its pool say in words only: so many want a connection that this one did not get its turn */
const NO_TURN = 'timeout exceeded when trying to connect';
const AWAY_IN_WORDS = new Set([
  NO_TURN,
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

/** The SQLSTATE of what a statement failed with, or the system's code. */
export function sqlState(error: unknown): string | undefined {
  const e = error as { code?: string; driverError?: { code?: string } } | null;
  return e?.driverError?.code ?? e?.code;
}

/** The database could not be asked, or does not answer any more: too many are before this one, or it is being restarted. */
export function isAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return AWAY.test(state);
  // the connection was lost between two statements of a transaction
  if (error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError)
    return true;
  return error instanceof Error && AWAY_IN_WORDS.has(inWords(error));
}

const inWords = (error: unknown): string =>
  (error as { driverError?: Error }).driverError?.message ?? (error as Error).message;

/** One that is rolled back and can be done again at once: whoever has waited for a lock or a connection has waited long enough. */
export const isToRepeat = (error: unknown): boolean =>
  CONFLICT.has(sqlState(error) ?? '') || (isAway(error) && inWords(error) !== NO_TURN);

/** Others were in the way for too long, and nothing is wrong with what was asked. */
export function isContention(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return CONFLICT.has(state) || WAITED_TOO_LONG.has(state) || isAway(error);
}

/** For a transaction that was rolled back because others were in the way: it can be sent again. */
export const busy = () =>
  new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
    en: 'Too much is being done at once; nothing was done of this. Send it again in a moment, with the same key.',
    ru: 'Сейчас слишком много обращений одновременно; из этого ничего не сделано. Отправьте ещё раз чуть позже с тем же ключом.',
    kk: 'Қазір бір мезгілде тым көп сұрау түсті; бұдан ештеңе жасалған жоқ. Сәл кейінірек сол кілтпен қайта жіберіңіз.',
  });

/** What is told when the database is away and nobody can say what has become of a write: UNAVAILABLE, which promises nothing. */
export const awayOr = (error: unknown): unknown => (isAway(error) ? hubError('UNAVAILABLE') : error);
