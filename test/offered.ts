import { isUUID } from 'class-validator';
import { SEED_STAFF } from '../standalone/seed/agencies.js';
import { seedId } from '../standalone/seed/ids.js';
import { namedUnit, offeredUnit } from '../subgraphs/shelter-capacity/index.js';
import { testServer } from './setup/test-server.js';

/** A member of staff, as far as offers of beds are made to one. */
export interface OfferedTo {
  readonly agency: string;
  readonly staff: string;
}

export function seededStaff(account: string): OfferedTo {
  const { agency } = SEED_STAFF.find((staff) => staff.account === account)!;
  return { agency: seedId(`agency:${agency}`), staff: seedId(`staff:${account}`) };
}

const secret = () => ({
  idempotency: Buffer.from(testServer().secrets.keys['shelter-capacity']!.idempotency!, 'base64url'),
});

/** A unit as a search would have offered it to that member of staff: a test says which of several it means. */
export function offered(to: OfferedTo | string, unit: string, at = new Date()): string {
  return offeredUnit(secret(), typeof to === 'string' ? seededStaff(to) : to, unit, at);
}

/** Which unit an offer is of: what nobody else than the hub can tell. */
export const unsealed = (to: string, offer: string): string => namedUnit(secret(), seededStaff(to), offer).unit;

const sent = new Map<string, string>();

/** The input of a mutation, with the unit that is to be held as a search would have offered it; what is sent again is the same. */
export function asOffered(to: OfferedTo | string, mutation: string, input: object): object {
  const { unitId, idempotencyKey } = input as { unitId?: unknown; idempotencyKey?: string };
  if ((mutation !== 'bedHold' && mutation !== 'bedTransfer') || !isUUID(unitId)) return input;
  const again = `${idempotencyKey} ${unitId} ${JSON.stringify(to)}`;
  const offer = (idempotencyKey && sent.get(again)) || offered(to, unitId as string);
  sent.set(again, offer);
  return { ...input, unitId: offer };
}
