import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../../test/hub.js';

export const POLICE = seedId('agency:police-almaty-auezov');
export const BOSTANDYK = seedId('agency:police-almaty-bostandyk');
export const NAME = { kk: 'Сынақ', ru: 'Проба', en: 'Trial' };
export const newKey = () => ({ idempotencyKey: randomUUID() });

const SELECTIONS: Readonly<Record<string, string>> = {
  agencyCreate: 'agency { id }',
  agreementSet: 'agreement { purposes }',
  unitCreate: 'unit { id name closed }',
  unitUpdate: 'unit { id name closed }',
  staffCreate: 'staff { id role active languages unit { id } }',
  staffUpdate: 'staff { id role active languages unit { id } }',
  staffDeactivate: 'staff { id active }',
  dutyPhonesSet: 'dutyPhones { phone }',
  issuerTrust: 'issuer { issuer audience discovered keyIds agency { id } }',
  issuerRemove: 'issuer { issuer }',
  clientRegister: 'client { id name keyIds staff { id role active unit { id } } }',
  clientKeysReplace: 'client { id keyIds }',
  operationRegister: 'operation { id name sha256 kind categories cost }',
  organizationImport: 'results { externalId outcome }',
  operationWithdraw: 'operation { id withdrawnAt }',
};

/** The payload of a mutation of the directory, as a member of staff gets it; `{ refused }` when the role may not call it at all. */
export async function carryOut(hub: TestHub, account: string, mutation: string, input: object) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  const { data, errors } = await hub
    .as(account)
    .query(
      `mutation ($input: ${type}) { ${mutation}(input: $input) { ${SELECTIONS[mutation]} userErrors { code field message } } }`,
      { input },
    );
  return errors ? { refused: errors[0]!.extensions.code } : data[mutation];
}

/** The first refusal, as code and field. */
export async function refusal(hub: TestHub, account: string, mutation: string, input: object) {
  const { userErrors, refused } = await carryOut(hub, account, mutation, input);
  return userErrors ? [userErrors[0]?.code, userErrors[0]?.field?.join('.')].filter(Boolean).join(' ') : refused;
}

/** Asks until the answer is as wanted: what the directory changes holds at the gateway from its next trust list on. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let tries = 0; !wanted(answer) && tries < 200; tries += 1) {
    await sleep(200);
    answer = await ask();
  }
  return answer;
}
