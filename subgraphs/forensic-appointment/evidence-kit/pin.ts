import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const SALT = 16;
const LENGTH = 32;

/** Wrong PINs in a row, after which a kit answers nobody for a while */
export const WRONG_PINS = 5;
/** Minutes of that while */
export const LOCKED_MINUTES = 60;

const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0');

export const newKitNumber = (): string => digits(10);
export const newPin = (): string => digits(8);

/** What is kept of a PIN: a salt and what scrypt makes of the two. */
export async function keptPin(pin: string): Promise<Buffer> {
  const salt = randomBytes(SALT);
  return Buffer.concat([salt, await derive(pin, salt, LENGTH)]);
}

/** Takes the same time for a kit that does not exist. */
export async function isPin(pin: string, kept: Buffer | null): Promise<boolean> {
  const against = kept ?? Buffer.alloc(SALT + LENGTH);
  const derived = await derive(pin, against.subarray(0, SALT), LENGTH);
  return timingSafeEqual(derived, against.subarray(SALT)) && kept !== null;
}
