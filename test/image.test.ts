import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { gatewaySettings } from '../gateway/index.js';
import { AUDIENCE } from '../standalone/seed/index.js';
import { composeFile } from './compose/compose-file.js';
import { copiedPaths, DOCKERFILE } from './compose/image.js';

const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

test('the image is built apart from what it runs, by a user who is not root', async () => {
  const stages = DOCKERFILE.split(/^(?=FROM )/m).filter((stage) => stage.startsWith('FROM '));
  expect(stages).toHaveLength(2);
  const last = stages[1]!;
  expect(last).toMatch(/^USER node$[\s\S]*^CMD \["node", "dist\/gateway\/main\.js"\]$/m);
  expect(last.match(/^(COPY|ADD) /gm)).toHaveLength(copiedPaths().length);
  for (const path of copiedPaths()) await expect(stat(path)).resolves.toBeDefined();
  // a volume takes its permissions from the image, and its user is whoever .env names
  const volumes = Object.values(composeFile().services).flatMap(
    ({ environment }) => environment.CLOSURE_LOG_DIRECTORY ?? [],
  );
  for (const folder of new Set(volumes)) expect(last).toContain(`RUN mkdir -m 1777 ${folder}\n`);
  const engine = JSON.parse(readFileSync('package.json', 'utf8')).engines.node.replace('>=', '');
  for (const stage of stages)
    expect(Number(/^FROM node:(\d+)-slim/.exec(stage)?.[1])).toBeGreaterThan(Number.parseInt(engine, 10));
});

test('what git ignores never comes near the image: keys, passwords, data', () => {
  const kept = new Set(lines('.dockerignore'));
  for (const line of lines('.gitignore')) expect([...kept]).toContain(`**/${line.replace(/\/$/, '')}`);
  expect(kept).toContain('.git');
  for (const secret of ['**/.env', '**/.keys', '**/.data']) expect(kept).toContain(secret);
});

test('the example realm gives tokens that the hub takes: for its audience, no older than it allows', () => {
  const realm = JSON.parse(readFileSync('deploy/keycloak/agency-realm.json', 'utf8'));
  const maximumAgeMs = gatewaySettings([]).shape.TOKEN_MAXIMUM_AGE_MS.parse(undefined);
  expect(realm.accessTokenLifespan * 1_000).toBeLessThan(maximumAgeMs);
  expect(['EdDSA', 'ES256']).toContain(realm.defaultSignatureAlgorithm);
  expect(realm).toMatchObject({
    enabled: true,
    sslRequired: 'all',
    registrationAllowed: false,
    bruteForceProtected: true,
  });
  expect(realm.clients).toHaveLength(1);
  const [client] = realm.clients;
  expect(client).toMatchObject({
    publicClient: true,
    standardFlowEnabled: true,
    directAccessGrantsEnabled: false,
    implicitFlowEnabled: false,
    attributes: { 'pkce.code.challenge.method': 'S256' },
  });
  const mappers = client.protocolMappers.filter(
    (m: { protocolMapper: string }) => m.protocolMapper === 'oidc-audience-mapper',
  );
  expect(mappers.map((m: { config: object }) => m.config)).toEqual([
    { 'included.custom.audience': AUDIENCE, 'access.token.claim': 'true', 'id.token.claim': 'false' },
  ]);
});
