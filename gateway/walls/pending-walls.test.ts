import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  AgencyKind,
  type HubResponse,
  PENDING_WALLS_MAXIMUM_AGE_MS,
  Purpose,
  type Requester,
  Role,
} from '../../subgraphs/kit/index.js';
import { PendingWalls } from './pending-walls.js';

const OFFICER: Requester = {
  agency: 'police',
  agencyKind: AgencyKind.POLICE,
  unit: 'first',
  staff: 'officer',
  role: Role.OFFICER,
  purpose: Purpose.POLICE_RESPONSE,
  language: 'en',
};
const of = (subjectKind: string, subject: string) => ({ subgraph: 'referral', subjectKind, subject });
const list = (...pendingWalls: object[]): HubResponse => ({ data: { pendingWalls } });

let asked = 0;
let answer: () => Promise<HubResponse> | HubResponse;
const walls = new PendingWalls({
  call: async (subgraph, { caller }) => {
    expect([subgraph, caller.actor, caller.requester]).toEqual(['consent', 'gateway', null]);
    asked++;
    return answer();
  },
});
afterEach(() => walls.stop());
const older = () => sleep(PENDING_WALLS_MAXIMUM_AGE_MS + 20);

describe('pending walls', () => {
  test('before consent has ever answered, nothing is forwarded but to consent, nor in anybody’s name', async () => {
    answer = () => Promise.reject(new Error('cut off'));
    await walls.start();
    await walls.stop();
    expect(walls.known).toBe(false);
    expect(await walls.keepOut('referral', OFFICER)).toBe(true);
    expect(await walls.keepOut('consent', OFFICER)).toBe(false);
    expect(await walls.keepOut('referral', null)).toBe(false);
  });

  test.each<[object, boolean]>([
    [of('STAFF', 'officer'), true],
    [of('UNIT', 'first'), true],
    [of('AGENCY', 'police'), true],
    [of('STAFF', 'police'), false],
    [of('UNIT', 'officer'), false],
    [of('AGENCY', 'first'), false],
    [{ ...of('STAFF', 'officer'), subgraph: 'shelter-capacity' }, false],
  ])('%j keeps an officer out of referral: %s', async (wall, out) => {
    answer = () => list(wall);
    await walls.start();
    expect(await walls.keepOut('referral', OFFICER)).toBe(out);
    expect(await walls.keepOut('consent', OFFICER)).toBe(false);
    expect(await walls.keepOut('referral', { ...OFFICER, staff: 's', unit: null, agency: 'a' })).toBe(false);
  });

  test('are asked for again before anything is forwarded by a list that is too old, once for all who wait, and once more before anybody is denied', async () => {
    answer = () => list();
    await walls.start();
    await walls.stop();
    answer = () => list(of('STAFF', 'officer'));
    expect(await walls.keepOut('referral', OFFICER)).toBe(false);
    await older();
    const before = asked;
    expect(await Promise.all([1, 2, 3].map(() => walls.keepOut('referral', OFFICER)))).toEqual([true, true, true]);
    expect(asked - before).toBe(2);
    answer = () => list();
    expect(await walls.keepOut('referral', OFFICER)).toBe(false);
  });

  test.each<[string, () => Promise<HubResponse> | HubResponse]>([
    ['is cut off', () => Promise.reject(new Error('cut off'))],
    ['hangs', () => new Promise<HubResponse>(() => {})],
    ['answers an error', () => ({ data: null, errors: [{}] })],
    ['answers garbage', () => ({ data: { pendingWalls: 'x' } })],
    ['answers walls of another form', () => list({ subgraph: 'referral' })],
  ])('stay as they were when consent %s', async (_, broken) => {
    answer = () => list(of('STAFF', 'officer'));
    await walls.start();
    await walls.stop();
    await older();
    answer = broken;
    expect(await walls.keepOut('referral', OFFICER)).toBe(true);
    expect(await walls.keepOut('referral', { ...OFFICER, staff: 'other' })).toBe(false);
  });
});
