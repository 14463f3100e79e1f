import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

describe('victim', () => {
  test('x', async () => {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const answer = await officer.query(
      'mutation { victimRegister(input: { idempotencyKey: "12345678" }) { victimId userErrors { code } } }',
    );
    expect(answer).toEqual({});
  });
});
