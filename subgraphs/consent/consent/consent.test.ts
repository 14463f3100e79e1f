import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import {
  ADVOCATE,
  CENTRE,
  CLINIC,
  CLINICIAN,
  HOSPITAL,
  INTAKE,
  inHours,
  OFFICER,
  POLICE,
  SCHEDULER,
  Scene,
  SECOND_OFFICER,
  SECOND_UNIT,
  SHE,
  type Who,
} from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const CONSENT = 'IDENTITY by CONSENT';
const refusal = (code: string, field: string, word?: string) => [
  { code, field: ['input', field], message: word ? expect.stringContaining(word) : expect.any(String) },
];

describe('a consent', () => {
  test('opens at once what it names, to its recipient, for its purposes, and to nobody else', async () => {
    scene = await Scene.open(hub);
    expect(await scene.open(SCHEDULER)).toBeNull();
    const { consent } = await scene.grant();
    expect(consent).toMatchObject({ state: 'PROVISIONAL', categories: ['IDENTITY', 'FORENSIC'], excluded: [] });
    expect(await scene.open(SCHEDULER)).toEqual([CONSENT, 'FORENSIC by CONSENT']);
    expect(await scene.open(['examiner-almaty', 'MEDICAL_CARE'])).toBeNull();
    expect(await scene.open(INTAKE)).toBeNull();
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test('to a unit opens to that unit only', async () => {
    scene = await Scene.open(hub);
    const police = { recipient: POLICE, purposes: ['POLICE_RESPONSE'], categories: ['IDENTITY'] };
    const full = { provisional: false, form: 'WRITTEN', recipientUnit: SECOND_UNIT };
    await scene.grant({ ...police, ...full }, ADVOCATE);
    expect(await scene.open(SECOND_OFFICER)).toEqual([CONSENT]);
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test('does not open what it excludes; another consent or a ground by law still does', async () => {
    scene = await Scene.open(hub);
    await scene.grant({ categories: ['IDENTITY', 'FORENSIC', 'INCIDENT'], excluded: ['INCIDENT', 'IDENTITY'] });
    expect(await scene.open(SCHEDULER)).toEqual(['FORENSIC by CONSENT']);
    await scene.grant({ categories: ['IDENTITY'] });
    expect(await scene.open(SCHEDULER)).toEqual([CONSENT, 'FORENSIC by CONSENT']);

    await scene.grant({ recipient: HOSPITAL, purposes: ['MEDICAL_CARE'], categories: ['RISK'], excluded: ['RISK'] });
    expect(await scene.open(CLINICIAN)).toBeNull();
    await scene.duty({ categories: ['RISK'] }, CLINICIAN);
    expect(await scene.open(CLINICIAN)).toEqual(['RISK by STATUTORY_DUTY']);
  });

  test.each<[string, object, Who, string]>([
    ['a full consent taken by the police', { provisional: false, form: 'WRITTEN' }, OFFICER, 'provisional'],
    ['a consent to the police taken by them', { recipient: POLICE }, OFFICER, 'recipient'],
    ['a relative who interprets', { interpreter: 'RELATIVE' }, OFFICER, 'interpreter'],
    ['more than 72 hours for a provisional one', { expiresAt: inHours(72.1) }, OFFICER, 'expiresAt'],
    ['more than a referral needs', { categories: ['IDENTITY', 'SUPPORT'] }, OFFICER, 'categories'],
    ['what was not explained', { consequencesExplained: false }, OFFICER, 'consequencesExplained'],
    ['no witness', { witnessed: false }, OFFICER, 'witnessed'],
    ['an end in the past', { expiresAt: inHours(-1) }, OFFICER, 'expiresAt'],
    [
      'more than 90 days',
      { provisional: false, form: 'WRITTEN', expiresAt: inHours(90.1 * 24) },
      ADVOCATE,
      'expiresAt',
    ],
    ['no purpose', { purposes: [] }, OFFICER, 'purposes'],
    ['no category', { categories: [] }, OFFICER, 'categories'],
    ['a short key', { idempotencyKey: 'short' }, OFFICER, 'idempotencyKey'],
  ])('is refused for %s, the field named, and nothing is kept', async (_, change, who, field) => {
    scene = await Scene.open(hub);
    const answer = await scene.do(who, 'consentGrant', scene.terms(change));
    expect(answer).toEqual({ consent: null, userErrors: refusal('INVALID', field) });
    const rows = await hub.db('consent').query('SELECT FROM consent WHERE victim_key = $1', [scene.key]);
    expect(rows).toEqual([]);
  });

  test.each([
    ['kk', 'Туысы аударма жасай алмайды'],
    ['ru', 'Родственник не может переводить'],
    ['en', 'A relative may not interpret'],
  ])('is refused in the language of the caller: %s', async (language, words) => {
    scene = await Scene.open(hub);
    const { userErrors } = await scene.do(OFFICER, 'consentGrant', scene.terms({ interpreter: 'RELATIVE' }), language);
    expect(userErrors).toEqual(refusal('INVALID', 'interpreter', words));
  });

  test('is not taken about somebody whom the taker may not name: one answer for all of them', async () => {
    scene = await Scene.open(hub);
    const ids = ['unknown', scene.idFor(SCHEDULER), ''];
    const answers = await Promise.all(
      ids.map((victimId) => scene.do(OFFICER, 'consentGrant', { ...scene.terms(), victimId })),
    );
    answers.push(await scene.do(SECOND_OFFICER, 'consentGrant', scene.terms()));
    expect(answers[0].userErrors).toEqual(refusal('NOT_FOUND', 'victimId'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('confirming', () => {
  const confirm = (consentId: string, expiresAt = inHours(80 * 24)) =>
    scene.do(ADVOCATE, 'consentConfirm', { consentId, expiresAt });

  test('makes a provisional consent a full one, once', async () => {
    scene = await Scene.open(hub);
    const { consent } = await scene.grant();
    const confirmed = await confirm(consent.id);
    expect(confirmed).toMatchObject({
      consent: { id: consent.id, state: 'ACTIVE', confirmedAt: expect.any(String) },
      userErrors: [],
    });
    expect(await scene.open(SCHEDULER)).toEqual([CONSENT, 'FORENSIC by CONSENT']);
    expect((await confirm(consent.id)).userErrors).toEqual(refusal('WRONG_STATE', 'consentId'));
  });

  test('is for 90 days at most and not into the past', async () => {
    scene = await Scene.open(hub);
    const { consent } = await scene.grant();
    for (const hours of [90 * 24 + 0.1, -0.1]) {
      expect((await confirm(consent.id, inHours(hours))).userErrors).toEqual(refusal('INVALID', 'expiresAt'));
    }
    expect((await confirm(consent.id, inHours(90 * 24 - 0.1))).userErrors).toEqual([]);
  });

  test("does not revive what was withdrawn or is over, nor somebody else's: one answer", async () => {
    scene = await Scene.open(hub);
    const withdrawn = (await scene.grant()).consent.id;
    await scene.done(OFFICER, 'consentWithdraw', {});
    const over = (await scene.grant()).consent.id;
    await hub.db('consent').query("UPDATE consent SET expires_at = granted_at + interval '1 ms' WHERE id = $1", [over]);
    const anothers = (await (await Scene.open(hub)).grant()).consent.id;
    const answers = await Promise.all([withdrawn, over, anothers, randomUUID(), 'x'].map((id) => confirm(id)));
    expect(answers[0]).toEqual({ consent: null, userErrors: refusal('WRONG_STATE', 'consentId') });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await scene.open(SCHEDULER)).toBeNull();
  });
});

describe('withdrawing', () => {
  const everywhere = async () => [await scene.open(SCHEDULER), await scene.open(INTAKE)];
  const toBoth = async () => {
    scene = await Scene.open(hub);
    await scene.grant({ categories: ['IDENTITY'] });
    await scene.grant({ recipient: CENTRE, purposes: ['SHELTER'], categories: ['IDENTITY'] });
    expect(await everywhere()).toEqual([[CONSENT], [CONSENT]]);
  };

  test('for one recipient closes to that one at the very next read', async () => {
    await toBoth();
    await scene.done(ADVOCATE, 'consentWithdraw', { recipient: CLINIC });
    expect(await everywhere()).toEqual([null, [CONSENT]]);
  });

  test('without a recipient closes to all', async () => {
    await toBoth();
    await scene.done(OFFICER, 'consentWithdraw', {});
    expect(await everywhere()).toEqual([null, null]);
  });

  test('answers the same whether there was something to withdraw or not', async () => {
    await toBoth();
    const answers = [];
    for (const input of [{ recipient: CLINIC }, { recipient: CLINIC }, { recipient: 'nobody' }, {}, {}]) {
      answers.push(await scene.do(OFFICER, 'consentWithdraw', input));
    }
    for (const answer of answers)
      expect(answer).toEqual({ withdrawnAt: expect.any(String), held: null, userErrors: [] });
    const [{ n }] = await hub
      .db('consent')
      .query('SELECT count(DISTINCT withdrawn_at)::int AS n FROM consent WHERE victim_key = $1', [scene.key]);
    expect(n).toBe(2);
  });

  test('leaves a ground by law as it is, and a new consent opens again', async () => {
    await toBoth();
    await scene.duty({ categories: ['IDENTITY'] });
    await scene.done(OFFICER, 'consentWithdraw', {});
    expect(await scene.open(OFFICER)).toEqual(['IDENTITY by STATUTORY_DUTY']);
    expect(await scene.open(SCHEDULER)).toBeNull();
    await scene.grant({ categories: ['FORENSIC'] });
    expect(await scene.open(SCHEDULER)).toEqual(['FORENSIC by CONSENT']);
  });
});

describe('the list of consents', () => {
  const list = async (who: Who): Promise<string[] | undefined> => {
    const { data } = await hub
      .as(...who)
      .query('query ($id: ID!) { victim(id: $id) { consents(first: 10) { edges { node { recipient state } } } } }', {
        id: scene.idFor(who),
      });
    const edges: { node: { recipient: string; state: string } }[] | undefined = data.victim?.consents.edges;
    return edges?.map(({ node }) => `${node.recipient === CLINIC ? 'clinic' : 'centre'} ${node.state}`);
  };

  test('shows an agency what was given to it or taken by it, and her all of them', async () => {
    scene = await Scene.open(hub);
    await scene.grant();
    await scene.done(OFFICER, 'consentWithdraw', {});
    await scene.grant();
    await scene.grant({ recipient: CENTRE, purposes: ['SHELTER', 'SUBJECT_REQUEST'], categories: ['IDENTITY'] });
    await scene.duty();
    const all = ['centre PROVISIONAL', 'clinic PROVISIONAL', 'clinic WITHDRAWN'];
    expect(await list(SCHEDULER)).toEqual(all.slice(1));
    expect(await list(INTAKE)).toEqual(all.slice(0, 1));
    expect(await list(OFFICER)).toEqual(all);
    expect(await list(SHE)).toEqual(all);
  });
});
