import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../../test/hub.js';
import { COUNTERS } from '../../test/desks.js';
import { CRISIS_CENTRE, done, key, Scene } from '../../test/scene.js';
import { FORGET_DRAFTS } from './sql.js';

const DRAFT = 'id recipient service urgency categories version keptUntil savedAt victim { id }';
const SAVE = `mutation ($input: ReferralDraftSaveInput!) { referralDraftSave(input: $input) {
  draft { ${DRAFT} } userErrors { code message field } } }`;
const DISCARD = `mutation ($input: ReferralDraftDiscardInput!) { referralDraftDiscard(input: $input) { draftId userErrors { code field } } }`;
const LIST = `{ referralDrafts(first: 100) { edges { node { ${DRAFT} } } } }`;
const ONE = `query ($id: ID!) { referralDraft(id: $id) { ${DRAFT} } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

interface Draft {
  id: string;
  version: number;
  keptUntil: string;
  savedAt: string;
}
const save = async (fields: object = {}, account = 'officer-almaty', purpose = 'POLICE_RESPONSE') =>
  (await hub.as(account, purpose).query(SAVE, { input: { idempotencyKey: key(), ...fields } })).data.referralDraftSave;
const saved = async (fields: object = {}) => (await save(fields)).draft as Draft;
const discard = async (draftId: string, account = 'officer-almaty') =>
  (await hub.as(account, 'POLICE_RESPONSE').query(DISCARD, { input: { draftId } })).data.referralDraftDiscard;
const drafts = async (account: string, purpose = 'POLICE_RESPONSE') =>
  (await hub.as(account, purpose).query(LIST)).data.referralDrafts.edges.map(({ node }: { node: Draft }) => node.id);
const one = async (id: string, account = 'officer-almaty', purpose = 'POLICE_RESPONSE') =>
  (await hub.as(account, purpose).query(ONE, { id })).data.referralDraft;
const NOT_FOUND = { userErrors: [{ code: 'NOT_FOUND', field: ['input', 'draftId'] }] };

describe('a draft', () => {
  test('is the unit’s that writes it; whom it may go to learns nothing, and no consent is asked', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['REFERRAL']);
    const intake = hub.as('intake-almaty', 'SHELTER');
    const before = (await intake.query(COUNTERS)).data.referralCounters;
    const draft = await saved({ victimId: scene.victimId, recipient: CRISIS_CENTRE, categories: ['IDENTITY'] });
    expect(draft).toMatchObject({
      version: 1,
      recipient: CRISIS_CENTRE,
      service: null,
      victim: { id: scene.victimId },
    });
    expect(await drafts('duty-officer-almaty')).toContain(draft.id);
    for (const [account, purpose] of [
      ['intake-almaty', 'SHELTER'],
      ['officer-almaty-2', 'POLICE_RESPONSE'],
      ['officer-bostandyk', 'POLICE_RESPONSE'],
    ] as const) {
      expect(await drafts(account, purpose)).toEqual([]);
      expect(await one(draft.id, account, purpose)).toBeNull();
      expect(await save({ draftId: draft.id }, account, purpose)).toMatchObject(NOT_FOUND);
    }
    expect(await discard(draft.id, 'officer-almaty-2')).toMatchObject(NOT_FOUND);
    expect((await intake.query(COUNTERS)).data.referralCounters).toEqual(before);
    expect(
      (await intake.query('query ($id: ID!) { referral(id: $id) { id } }', { id: draft.id })).data.referral,
    ).toBeNull();
    expect(await one('no uuid')).toBeNull();
  });

  test('is saved again as a whole, by the version that was seen, and kept from then on for the days that are set', async () => {
    const draft = await saved({ service: 'SHELTER' });
    expect(Date.parse(draft.keptUntil) - Date.parse(draft.savedAt)).toBeGreaterThan(13.9 * 86_400_000);
    const again = await saved({ draftId: draft.id, expectedVersion: 1, urgency: 'STAT' });
    expect(again).toMatchObject({ id: draft.id, version: 2, service: null, urgency: 'STAT' });
    expect(await save({ draftId: draft.id, expectedVersion: 1 })).toMatchObject({
      draft: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }],
    });
    expect(await save({ victimId: 'nobody' })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'victimId'] }],
    });
  });

  test('becomes a referral, once, and only of the woman whom it is about', async () => {
    const scene = await Scene.open(hub);
    const another = await Scene.open(hub);
    const draft = await saved({ victimId: scene.victimId, recipient: CRISIS_CENTRE });
    expect((await another.send({ draftId: draft.id })).data.referralSend).toMatchObject(NOT_FOUND);
    const refused = await scene.send({ draftId: draft.id, categories: ['IDENTITY'] });
    expect(refused.data.referralSend.userErrors).toMatchObject([{ code: 'CONSENT_REQUIRED' }]);
    expect(await one(draft.id)).not.toBeNull();
    done(await scene.send({ draftId: draft.id }), 'referralSend');
    expect(await one(draft.id)).toBeNull();
    expect((await scene.send({ draftId: draft.id })).data.referralSend).toMatchObject(NOT_FOUND);
  });

  test('is given up, or not kept longer than it says: by the database’s clock, and then it is gone', async () => {
    const given = await saved();
    expect(await discard(given.id)).toEqual({ draftId: given.id, userErrors: [] });
    expect(await discard(given.id)).toMatchObject(NOT_FOUND);
    const old = await saved();
    const db = hub.db('referral');
    await db.query("UPDATE referral_draft SET kept_until = clock_timestamp() - interval '1 second' WHERE id = $1", [
      old.id,
    ]);
    expect(await one(old.id)).toBeNull();
    expect(await drafts('officer-almaty')).not.toContain(old.id);
    expect(await save({ draftId: old.id })).toMatchObject(NOT_FOUND);
    const kept = await saved();
    await db.query(FORGET_DRAFTS);
    expect(await db.query('SELECT id FROM referral_draft WHERE id = ANY($1)', [[old.id, kept.id]])).toEqual([
      { id: kept.id },
    ]);
  });

  test('is behind her walls like every record', async () => {
    const scene = await Scene.open(hub);
    const draft = await saved({ victimId: scene.victimId });
    await hub.db('referral').query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
       SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM referral_draft WHERE id = $1`,
      [draft.id, seedId('staff:officer-almaty')],
    );
    expect(await one(draft.id)).toBeNull();
    expect(await discard(draft.id)).toMatchObject(NOT_FOUND);
    expect(await drafts('duty-officer-almaty')).toContain(draft.id);
  });
});
