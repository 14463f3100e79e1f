import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeHub, SUPERGRAPH } from '../scripts/compose.js';
import { seedId } from '../standalone/seed/index.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { ADVOCATE, CENTRE, CLINICIAN, HOSPITAL, inHours, Scene, SHE } from '../subgraphs/consent/test/scene.js';
import { hospitalSocialService } from './hospital-social-service/index.js';
import { openSeparateHub, type SeparateHub } from './hub/separate.js';

const NAME = 'hospital-social-service';
const PLANNED = 'Moves to her sister on Friday.';

let directory: string;
let hub: SeparateHub;
let scene: Scene;
beforeAll(async () => {
  const { files, errors } = await composeHub([...SUBGRAPHS, hospitalSocialService]);
  expect(errors).toEqual([]);
  directory = await mkdtemp(join(tmpdir(), 'dereu-joined-'));
  const file = async (name: string) => {
    const path = join(directory, name.split('/').at(-1)!);
    await writeFile(path, files.get(name)!);
    return path;
  };
  hub = await openSeparateHub({
    joined: [{ definition: hospitalSocialService, folder: `dist/test/${NAME}` }],
    // all that the parts that were there before are told of it
    environment: {
      SUPERGRAPH_FILE: await file(SUPERGRAPH),
      CATEGORIES_FILE: await file('schema/categories.json'),
      DEADLINE_MS: '15000',
    },
  });
  scene = await Scene.open(hub);
  await scene.grant(
    {
      provisional: false,
      form: 'WRITTEN',
      categories: ['SUPPORT', 'REFERRAL'],
      purposes: ['SUPPORT', 'SUBJECT_REQUEST'],
      recipient: CENTRE,
    },
    ADVOCATE,
  );
});
afterAll(async () => {
  await hub?.close();
  await rm(directory, { recursive: true, force: true });
});

const record = async () => {
  const { data, errors } = await hub
    .as(...CLINICIAN)
    .query(
      'mutation ($input: SupportPlanRecordInput!) { supportPlanRecord(input: $input) { supportPlan { id } userErrors { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          victimId: scene.idFor(CLINICIAN),
          planned: PLANNED,
          nextContactOn: inHours(48).slice(0, 10),
        },
      },
    );
  expect(errors).toBeUndefined();
  return data.supportPlanRecord;
};
const read = () =>
  hub
    .as(...ADVOCATE)
    .query(
      'query ($id: ID!) { victim(id: $id) { supportPlan { planned } referrals(first: 1) { edges { cursor } } } }',
      {
        id: scene.idFor(ADVOCATE),
      },
    );

test('with its own processes, keys and database, its field is part of the record', async () => {
  expect((await record()).userErrors).toEqual([]);
  const { data, errors } = await read();
  expect(errors).toBeUndefined();
  expect(data.victim).toEqual({ supportPlan: { planned: PLANNED }, referrals: { edges: [] } });
});

test('its own worker sends its looks on to her access log', async () => {
  await hub.as(...CLINICIAN).query('{ supportPlans(first: 10) { edges { node { id } } } }');
  const look = JSON.stringify({ kind: 'OWN_RECORD', category: 'SUPPORT', agency: HOSPITAL });
  const log = async (): Promise<string[]> => {
    const { data } = await hub
      .as(...SHE)
      .query(
        'query ($id: ID!) { victim(id: $id) { accessLog(first: 100) { edges { node { kind category agency } } } } }',
        { id: scene.idFor(SHE) },
      );
    return data.victim.accessLog.edges.map((e: { node: object }) => JSON.stringify(e.node));
  };
  while (!(await log()).includes(look));
});

test('when it is not there, its field alone is null, and a wall waits for it', async () => {
  const process = hub.process(NAME);
  await process.stop('SIGKILL');
  const { data, errors } = await read();
  expect(data.victim).toEqual({ supportPlan: null, referrals: { edges: [] } });
  expect(errors?.map((e) => e.extensions.code)).toEqual(['UNAVAILABLE']);
  const added = await scene.done(ADVOCATE, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind: 'STAFF',
    subject: seedId('staff:clinician-almaty'),
    reason: 'OTHER',
  });
  expect(added.notYetEnforcedBy).toEqual([NAME]);

  await process.start();
  while ((await hub.db(NAME).query('SELECT FROM conflict_wall')).length === 0);
  expect((await read()).errors).toBeUndefined();
  const { data: own } = await hub.as(...CLINICIAN).query('{ supportPlans(first: 10) { edges { node { id } } } }');
  expect(own.supportPlans.edges).toEqual([]);
});
