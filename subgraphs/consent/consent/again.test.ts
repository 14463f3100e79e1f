import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import {
  ADVOCATE,
  CENTRE,
  CLINIC,
  INTAKE,
  inHours,
  OFFICER,
  POLICE,
  SCHEDULER,
  Scene,
  SHE,
  type Who,
} from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const FULL = { provisional: false, form: 'WRITTEN', expiresAt: inHours(24) };
const renewal = (consentId: string, change: object = {}) => ({
  idempotencyKey: randomUUID(),
  consentId,
  expiresAt: inHours(80 * 24),
  language: 'ru',
  interpreter: 'PROFESSIONAL',
  consequencesExplained: true,
  ...change,
});
const renew = (consentId: string, change: object = {}, who: Who = ADVOCATE) =>
  scene.do(who, 'consentRenew', renewal(consentId, change));

describe('renewing', () => {
  test('makes a full consent last longer, twice sent once done', async () => {
    const { consent } = await scene.grant(FULL, ADVOCATE);
    const input = renewal(consent.id);
    const answers = [await scene.do(ADVOCATE, 'consentRenew', input), await scene.do(ADVOCATE, 'consentRenew', input)];
    for (const answer of answers)
      expect(answer).toEqual({
        consent: { id: consent.id, state: 'ACTIVE', expiresAt: input.expiresAt },
        userErrors: [],
      });
    expect(await scene.read(SHE, 'id')).toBeNull();
    expect(await scene.open(SCHEDULER)).toHaveLength(2);
    const [{ n }] = await hub
      .db('consent')
      .query("SELECT count(*)::int AS n FROM consent_event WHERE consent = $1 AND kind = 'RENEWED'", [consent.id]);
    expect(n).toBe(1);
  });

  test.each([
    ['a relative who interprets', { interpreter: 'RELATIVE' }, 'interpreter'],
    ['what was not explained again', { consequencesExplained: false }, 'consequencesExplained'],
    ['more than 90 days', { expiresAt: inHours(90.1 * 24) }, 'expiresAt'],
    ['an end in the past', { expiresAt: inHours(-1) }, 'expiresAt'],
  ])('is refused for %s', async (_, change, field) => {
    const { consent } = await scene.grant(FULL, ADVOCATE);
    expect((await renew(consent.id, change)).userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });

  test('is only of a full consent in force that then lasts longer: one answer', async () => {
    const provisional = (await scene.grant()).consent.id;
    const longer = (await scene.grant({ ...FULL, expiresAt: inHours(81 * 24) }, ADVOCATE)).consent.id;
    const over = (await scene.grant(FULL, ADVOCATE)).consent.id;
    await hub.db('consent').query("UPDATE consent SET expires_at = granted_at + interval '1 ms' WHERE id = $1", [over]);
    const withdrawn = (await scene.grant(FULL, ADVOCATE)).consent.id;
    await scene.done(OFFICER, 'consentWithdraw', { consentId: withdrawn });
    const another = (await (await Scene.open(hub)).grant(FULL, ADVOCATE)).consent.id;
    const answers = [];
    for (const id of [provisional, longer, over, withdrawn, another, 'x']) answers.push(await renew(id));
    expect(answers[0].userErrors).toMatchObject([{ code: 'WRONG_STATE', field: ['input', 'consentId'] }]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('the history of a consent', () => {
  const HISTORY = 'consents(first: 1) { edges { node { recipient history { kind agency staff expiresAt } } } }';
  const history = async (who: Who) => (await scene.read(who, HISTORY)).consents.edges[0].node.history;
  const ADVOCATE_ID = seedId('staff:advocate-almaty');

  test('tells all of it to her, and to an agency what that agency did', async () => {
    await scene.grant({ recipient: CENTRE, purposes: ['SHELTER', 'SUBJECT_REQUEST'], categories: ['IDENTITY'] });
    const { consent } = await scene.grant();
    const confirmed = inHours(10 * 24);
    await scene.done(ADVOCATE, 'consentConfirm', { consentId: consent.id, expiresAt: confirmed });
    const renewed = renewal(consent.id);
    await scene.done(ADVOCATE, 'consentRenew', renewed);
    await scene.done(OFFICER, 'consentWithdraw', { consentId: consent.id });
    const officer = { agency: POLICE, staff: seedId('staff:officer-almaty') };
    const advocate = { agency: CENTRE, staff: ADVOCATE_ID };
    const all = [
      { kind: 'GRANTED', ...officer, expiresAt: consent.expiresAt },
      { kind: 'CONFIRMED', ...advocate, expiresAt: confirmed },
      { kind: 'RENEWED', ...advocate, expiresAt: renewed.expiresAt },
      { kind: 'WITHDRAWN', ...officer, expiresAt: renewed.expiresAt },
    ];
    expect(await history(SHE)).toEqual(all);
    await scene.grant({ recipient: CLINIC, categories: ['FORENSIC'] });
    const rest = await scene.read(SCHEDULER, HISTORY.replace('first: 1', 'first: 2'));
    const told = rest.consents.edges[1].node.history.map(({ kind, agency }: { kind: string; agency: unknown }) => [
      kind,
      agency,
    ]);
    expect(told).toEqual(['GRANTED', 'CONFIRMED', 'RENEWED', 'WITHDRAWN'].map((kind) => [kind, null]));
  });

  test('is read in one statement for a whole list, and nobody can change it', async () => {
    const ids = [];
    for (const category of ['IDENTITY', 'FORENSIC', 'RISK'])
      ids.push((await scene.grant({ categories: [category] })).consent.id);
    const { consents } = await scene.read(SCHEDULER, 'consents(first: 10) { edges { node { history { kind } } } }');
    expect(consents.edges.map(({ node }: { node: { history: unknown } }) => node.history)).toEqual([
      [{ kind: 'GRANTED' }],
      [{ kind: 'GRANTED' }],
      [{ kind: 'GRANTED' }],
    ]);
    const app = hub.subgraphs.get('consent')!.db;
    await expect(app.query('DELETE FROM consent_event')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query("UPDATE consent_event SET kind = 'RENEWED'")).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the terms', () => {
  test('are kept: unit, form, language, interpreter, witness', async () => {
    await scene.grant({ witness: 'INDEPENDENT_PERSON', interpreter: 'STAFF_MEMBER', language: 'other' });
    const TERMS = 'consents(first: 1) { edges { node { recipientUnit form language interpreter witness } } }';
    expect((await scene.read(SCHEDULER, TERMS)).consents.edges[0].node).toEqual({
      recipientUnit: null,
      form: 'ORAL_WITNESSED',
      language: 'other',
      interpreter: 'STAFF_MEMBER',
      witness: 'INDEPENDENT_PERSON',
    });
  });

  test('exclude a member of staff or a unit of the recipient, who is told nothing', async () => {
    const EXCLUDED = 'consents(first: 1) { edges { node { excludedRecipients } } }';
    const excluded = [seedId('staff:scheduler-almaty')];
    await scene.grant({ excludedRecipients: excluded, purposes: ['FORENSIC_EXAM', 'MEDICAL_CARE'] });
    expect(await scene.open(SCHEDULER)).toBeNull();
    const EXAMINER: Who = ['examiner-almaty', 'MEDICAL_CARE'];
    expect(await scene.open(EXAMINER)).toHaveLength(2);
    expect((await scene.read(EXAMINER, EXCLUDED)).consents.edges[0].node).toEqual({ excludedRecipients: null });
    await scene.duty();
    expect((await scene.read(OFFICER, EXCLUDED)).consents.edges[0].node).toEqual({ excludedRecipients: excluded });
  });

  test('of a witness need one', async () => {
    const answer = await scene.do(
      ADVOCATE,
      'consentGrant',
      scene.terms({ ...FULL, witnessed: false, witness: 'STAFF_MEMBER' }),
    );
    expect(answer.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'witness'] }]);
  });
});

describe('coming back to an agency from which she has withdrawn', () => {
  const CENTRES = { recipient: CENTRE, purposes: ['SHELTER'], categories: ['IDENTITY'], ...FULL, witnessed: false };
  const again = (change: object, who: Who) => scene.do(who, 'consentGrant', scene.terms({ ...CENTRES, ...change }));
  const REFUSED = [{ code: 'NOT_PERMITTED', field: ['input', 'recipient'] }];
  const OUTSIDE = { witnessed: true, witness: 'OTHER_AGENCY' };
  beforeEach(async () => {
    await scene.grant(CENTRES, ADVOCATE);
    await scene.done(OFFICER, 'consentWithdraw', {});
  });

  test.each<[string, object, Who, boolean]>([
    ['that agency itself', {}, ADVOCATE, false],
    ['a witness of its own', { witnessed: true, witness: 'STAFF_MEMBER' }, ADVOCATE, false],
    ['somebody of it who is no advocate', OUTSIDE, INTAKE, false],
    ['an advocate of it, by word', { ...OUTSIDE, provisional: true, form: 'ORAL_WITNESSED' }, ADVOCATE, false],
    ['an advocate of it, in writing, before a witness from outside', OUTSIDE, ADVOCATE, true],
    ['another agency', { provisional: true }, OFFICER, true],
  ])('is taken by %s: %j', async (_, change, who, taken) => {
    expect((await again(change, who)).userErrors).toMatchObject(taken ? [] : REFUSED);
    expect((await scene.open(INTAKE)) !== null).toBe(taken);
  });
});
