import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { type Scope, type Scopes, testScopes } from '../../test/scopes.js';
import { TEST_ISSUER } from '../../test/setup/test-server.js';
import { NAME, newKey, POLICE } from './test/administer.js';

let hub: TestHub;
let jwks: { keys: JWK[] };
beforeAll(async () => {
  const { publicKey } = await generateKeyPair('EdDSA');
  jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }] };
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** Names no person: no purpose is needed. */
const administration = (told: Scope['told'], input: () => object): Scope => ({
  may: ['administrator', 'administrator-police'],
  purposes: 'none',
  told,
  input,
});

/** The administrator of the hub may for everybody: and there is nobody. One of the police may not for others. */
const FOR_OTHERS = (account: string) => (account === 'administrator' ? 'NOT_FOUND' : 'NOT_PERMITTED');
const OPERATOR_ONLY = (account: string) => (account === 'administrator' ? 'DONE' : 'NOT_PERMITTED');
const nobody = () => ({ id: randomUUID() });
const endpoint = () => ({ endpointId: randomUUID() });

const SCOPES: Scopes = {
  agencyCreate: administration(OPERATOR_ONLY, () => ({
    ...newKey(),
    kind: 'SHELTER',
    name: NAME,
    regionCode: 'KZ-75',
    zone: 'Asia/Almaty',
  })),
  agencyUpdate: administration(FOR_OTHERS, () => ({ ...nobody(), expectedVersion: 1, name: NAME })),
  agreementSet: administration(OPERATOR_ONLY, () => ({ kind: 'HOSPITAL', role: 'INTEGRATOR', purposes: [] })),
  unitCreate: administration('DONE', () => ({ ...newKey(), agency: POLICE, name: NAME })),
  unitUpdate: administration('NOT_FOUND', () => ({ ...nobody(), name: NAME })),
  staffCreate: administration('DONE', () => ({
    ...newKey(),
    agency: POLICE,
    issuer: TEST_ISSUER,
    subject: randomUUID(),
    role: 'OFFICER',
    languages: ['kk'],
  })),
  staffUpdate: administration('NOT_FOUND', () => ({ ...nobody(), languages: ['kk'] })),
  staffDeactivate: administration('NOT_FOUND', nobody),
  dutyPhonesSet: administration('VERSION_CONFLICT', () => ({
    agency: POLICE,
    phones: [{ phone: '102', weekdays: [1] }],
  })),
  issuerTrust: administration(OPERATOR_ONLY, () => ({
    issuer: `https://${randomUUID()}.example`,
    audience: 'nobody',
    agency: POLICE,
    jwks,
  })),
  issuerRemove: administration(FOR_OTHERS, () => ({ issuer: 'https://nobody.example' })),
  clientRegister: administration('DONE', () => ({
    ...newKey(),
    agency: POLICE,
    role: 'INTEGRATOR',
    name: 'A test of who may',
    jwks,
  })),
  clientKeysReplace: administration('NOT_FOUND', () => ({ ...nobody(), jwks })),
  webhookEndpointAdd: administration('DONE', () => ({ ...newKey(), url: 'https://1.1.1.1/dereu' })),
  webhookEndpointUpdate: administration('NOT_FOUND', () => ({ ...endpoint(), expectedVersion: 1 })),
  webhookEndpointPause: administration('NOT_FOUND', endpoint),
  webhookEndpointResume: administration('NOT_FOUND', endpoint),
  webhookEndpointRotateSecret: administration('NOT_FOUND', () => ({ ...newKey(), ...endpoint() })),
  webhookEndpointRemove: administration('NOT_FOUND', endpoint),
  webhookTestSend: administration('NOT_FOUND', () => ({ ...newKey(), ...endpoint() })),
  webhookRedeliver: administration('NOT_FOUND', () => ({ ...newKey(), deliveryId: randomUUID() })),
  organizationImport: administration(OPERATOR_ONLY, () => ({
    source: 'test of who may',
    organizations: [{ externalId: randomUUID(), name: 'Nobody', confidential: false }],
  })),
  operationRegister: {
    may: ['administrator', 'administrator-police', 'integrator-police'],
    purposes: 'none',
    told: 'INVALID',
    input: () => ({ ...newKey(), name: 'Nothing', document: 'query Nothing { nothing }' }),
  },
  operationWithdraw: {
    may: ['administrator', 'administrator-police', 'integrator-police'],
    purposes: 'none',
    input: nobody,
  },
};

testScopes(() => hub, SCOPES);
