import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { type Scopes, testScopes } from '../../test/scopes.js';
import { threat } from './emergency-access/test/threat.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** Those who answer emergencies, but officers: they do not vouch for one another. */
const SECOND_PERSON = [
  'duty-officer-almaty',
  'examiner-almaty',
  'intake-almaty',
  'advocate-almaty',
  'operator-150',
  'clinician-almaty',
];

const SCOPES: Scopes = {
  emergencyAccessOpen: {
    may: ['officer-almaty', ...SECOND_PERSON],
    purposes: ['EMERGENCY'],
    input: () => threat({ victimId: 'nobody' }),
  },
  emergencyAccessConfirm: {
    may: SECOND_PERSON,
    purposes: ['EMERGENCY'],
    input: () => ({ emergencyAccessId: randomUUID() }),
  },
  emergencyAccessReview: {
    may: ['steward', 'advocate-almaty'],
    input: () => ({ emergencyAccessId: randomUUID(), verdict: 'JUSTIFIED', reason: 'She was in danger.' }),
  },
};

testScopes(() => hub, SCOPES);
