import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

const HALF = 5;

/** The first half of a code: names a message among those that wait for an answer. */
export const newNumber = (): string => digits(randomInt(10 ** HALF));

/** The second half: nobody keeps it, whoever has the key and the message's id makes it again. One in a hundred thousand, and five guesses. */
export function secondHalf(key: Buffer, message: string): string {
  return digits(createHmac('sha256', key).update(`duty code ${message}`).digest().readUInt32BE() % 10 ** HALF);
}

/** How a code is written: 12345-67890. */
export const written = (number: string, second: string): string => `${number}-${second}`;

/** The halves of what somebody typed, or null: ten digits, whatever stands between. */
export function parsed(typed: string): { readonly number: string; readonly second: string } | null {
  const all = typed.replace(/[\s-]/g, '');
  return /^\d{10}$/.test(all) ? { number: all.slice(0, HALF), second: all.slice(HALF) } : null;
}

export const same = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));

const digits = (n: number) => String(n).padStart(HALF, '0');
