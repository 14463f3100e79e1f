import { randomUUID } from 'node:crypto';
import { seedId } from '../../standalone/seed/index.js';
import type { Door } from './door.js';

export const CLINIC = seedId('agency:clinic-almaty');
export const CENTRE = seedId('agency:crisis-almaty-1');
export const HOUR = 3_600_000;
export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
export const key = () => randomUUID();

/** Fictional: what she tells. */
export const IDENTITY = { familyName: 'Серікова', givenName: 'Айгерім', languages: ['kk'] };
export const CHILDREN = [
  { age: 3, sex: 'FEMALE' },
  { age: 6, sex: 'MALE' },
  { age: 9, sex: 'FEMALE' },
];

export interface Readers {
  readonly officer: Door;
  readonly clinic: Door;
  readonly intake: Door;
}
