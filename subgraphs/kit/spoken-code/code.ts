import { randomInt } from 'node:crypto';
import { checkDigit } from './damm.js';

/** A new code, to be read out: nine random digits and a check digit, ten digits in all. It says nothing; what it opens, and for whom, is its owner's to look at. */
export function newCode(): string {
  const digits = String(randomInt(1_000_000_000)).padStart(9, '0');
  return digits + checkDigit(digits);
}

/** As it is read out over the telephone: `123 456 789-4`. */
export function spokenCode(code: string): string {
  return code.replace(/^(\d{3})(\d{3})(\d{3})(\d)$/, '$1 $2 $3-$4');
}

/** The ten digits of what somebody typed, spaces and hyphens left out; null when it cannot be a code. */
export function parseCode(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{10}$/.test(digits) && checkDigit(digits.slice(0, 9)) === digits.charAt(9) ? digits : null;
}
