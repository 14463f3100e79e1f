import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ISSUER, type LonelyGateway, openLonelyGateway } from '../test/lonely-gateway.js';

const OWN = 'query Own { regions { code } }';
let gateway: LonelyGateway;
beforeAll(async () => {
  gateway = await openLonelyGateway({
    operations: { firstParty: [OWN], registeredOnly: true },
    list: {
      agencies: [{ id: 'police', kind: 'POLICE', active: true }],
      staff: [{ id: 'officer', issuer: ISSUER, subject: 'asel', agency: 'police', unit: null, role: 'OFFICER' }],
    },
  });
});
afterAll(() => gateway?.stop());

const enter = async (age: number) => {
  const authorization = `Bearer ${await gateway.token('asel', Math.floor(Date.now() / 1000) - age)}`;
  return (await gateway.post({ query: OWN }, { authorization })).status;
};

test('a person whom only the provider has disabled is out within five minutes, where nothing else is set', async () => {
  expect(await enter(0)).toBe(200);
  expect(await enter(280)).toBe(200);
  // still valid by its own word, and still staff by the directory's
  expect(await enter(310)).toBe(401);
});

test('a person whom the directory has deactivated is out with the next trust list, whatever the provider says', async () => {
  await gateway.publish({ staff: [] });
  expect(await enter(0)).toBe(401);
});
