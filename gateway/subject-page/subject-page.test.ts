import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CENTRE,
  CLINIC,
  HOSPITAL,
  INTAKE,
  inHours,
  OFFICER,
  POLICE,
  SCHEDULER,
  Scene,
  SHE,
} from '../../subgraphs/consent/test/scene.js';
import { browserAt, expectGuarded, linesOfHerPage, openedAt, textOf } from '../../test/hub/her-page.js';
import { openTestHub, type TestHub } from '../../test/hub.js';

let hub: TestHub;
let scene: Scene;
let namesOfOthers: string[];
beforeAll(async () => {
  hub = await openTestHub();
  const rows = await hub.db('directory').query(`
    SELECT jsonb_array_elements_text(jsonb_build_array(name ->> 'kk', name ->> 'ru', name ->> 'en')) AS text FROM
      (SELECT name FROM agency UNION ALL SELECT name FROM agency_unit UNION ALL SELECT name FROM region) AS named
    UNION SELECT subject FROM staff_member UNION SELECT id::text FROM staff_member UNION SELECT id::text FROM agency
    UNION SELECT id::text FROM agency_unit`);
  namesOfOthers = rows.map(({ text }: { text: string }) => text);
});
afterAll(() => hub.close());
beforeEach(async () => {
  scene = await Scene.open(hub);
  await hub.db('consent').query('DELETE FROM subject_guess');
});

const browser = (headers: Record<string, string> = {}) => browserAt(hub, headers);
const opened = (headers: Record<string, string> = {}) => openedAt(hub, () => scene.codes(), headers);

describe('before a code', () => {
  test('the page says nothing of what it is for, in three languages', async () => {
    for (const [language, title, label] of [
      ['kk', 'Жазбалар', 'Код'],
      ['ru', 'Заметки', 'Код'],
      ['en', 'Notes', 'Code'],
    ] as const) {
      const shown = await browser({ 'accept-language': language }).get();
      expect(shown.status).toBe(200);
      expect(shown.html).toContain(`<html lang="${language}">`);
      expect(shown.html).toContain(`<title>${title}</title>`);
      expect(textOf(shown)).toContain(label);
      expect(shown.html).not.toMatch(
        /dereu|victim|consent|violence|police|shelter|насил|полиц|приют|зорлық|баспана|suspicio|подозрен|күдік/i,
      );
    }
  });

  test('it needs no script and nothing from elsewhere, and sets no cookie', async () => {
    const shown = await browser().get();
    expectGuarded(shown);
    expect(shown.html).not.toMatch(/<script|https?:|\son\w+=|src=/i);
    expect(shown.headers.getSetCookie()).toEqual([]);
  });

  test('its language is changed by a link, and stays', async () => {
    const hers = browser();
    expect((await hers.get('/page?l=kk')).html).toContain('<html lang="kk">');
    const wrong = await hers.submit('open', { c: 'x' });
    expect(wrong.location).toBe('/page?l=kk&n=w');
    expect((await hers.follow(wrong)).html).toContain('Бұл код ештеңе ашпайды');
  });
});

describe('her page', () => {
  test('says in her language with which kinds of agency what is shared, for what, on which ground, until when, and who looked', async () => {
    await scene.shared();
    const { hers, shown } = await opened();
    const text = textOf(shown);
    expect(text).toMatch(
      /Police What who you are, what happened For police response Ground a duty by law Until \d+ \w+ 20\d\d at \d\d:\d\d/,
    );
    expect(text).toMatch(/Examination clinic What who you are, examinations For examination Ground your consent Until/);
    expect(text).toMatch(
      /Crisis centre What who you are, accommodation For a place to stay, support Ground your consent/,
    );
    expect(text).toMatch(
      /Who looked .*Examination clinic What who you are For examination Ground your consent .*Police What who you are/,
    );
    expect(text).toContain('a history that is suddenly empty is itself suspicious');
    // her own look of before is there as hers
    expect(textOf(await hers.get())).toContain('You, this page');
    expect(textOf(await hers.get('/page?l=ru'))).toMatch(/Полиция .*обязанность по закону .*Кто смотрел/);
    expect(textOf(await hers.get('/page?l=kk'))).toMatch(/Полиция .*заң бойынша міндет .*Кім қарады/);
  });

  test('opens in the language in which it was handed over', async () => {
    await scene.shared();
    const { code } = await scene.codes({ language: 'kk' });
    expect((await browser().open(code)).html).toContain('<html lang="kk">');
  });

  test('names no agency, unit, place or member of staff, and has no id of theirs', async () => {
    await scene.shared();
    const { hers, shown } = await opened();
    const pages = [shown, ...(await Promise.all(['kk', 'ru', 'en'].map((each) => hers.get(`/page?l=${each}`))))];
    expect(namesOfOthers.length).toBeGreaterThan(100);
    for (const { html } of pages) for (const name of namesOfOthers) expect(html).not.toContain(name);
  });

  test('leaves out what is over, what is excluded and what a wall closes', async () => {
    await scene.grant();
    await scene.grant({ recipient: HOSPITAL, purposes: ['MEDICAL_CARE'], categories: ['RISK'], excluded: ['RISK'] });
    await scene.duty();
    await scene.done(SHE, 'conflictWallAdd', {
      idempotencyKey: randomUUID(),
      subjectKind: 'AGENCY',
      subject: POLICE,
      reason: 'OTHER',
    });
    await hub.db('consent').query(
      `UPDATE consent SET granted_at = granted_at - interval '9 days', expires_at = expires_at - interval '9 days'
       WHERE victim_key = $1 AND recipient_agency = $2`,
      [scene.key, CLINIC],
    );
    const { shown } = await opened();
    expect(textOf(shown)).toContain('Nothing here yet');
    expect(textOf(shown)).not.toMatch(/Police|clinic|hospital/i);
  });

  test('of a child leaves out what her record never carries, and a consent of a guardian who may not speak any more', async () => {
    await scene.grant({ recipient: CENTRE, purposes: ['SHELTER'], categories: ['IDENTITY', 'SHELTER'] }, INTAKE);
    await scene.grant();
    const db = hub.db('consent');
    await db.query("UPDATE victim SET majority_at = clock_timestamp() + interval '9 years' WHERE key = $1", [
      scene.key,
    ]);
    const [guardian] = await db.query(
      `INSERT INTO guardian (victim_key, relation, agency, staff, suspended_at) VALUES ($1, 'FATHER', 'a', 's', clock_timestamp()) RETURNING id`,
      [scene.key],
    );
    await db.query('UPDATE consent SET given_by = $2 WHERE victim_key = $1 AND recipient_agency = $3', [
      scene.key,
      guardian.id,
      CLINIC,
    ]);
    const text = textOf((await opened()).shown);
    expect(text).toMatch(/Crisis centre What who you are For a place to stay/);
    expect(text).not.toMatch(/accommodation|clinic/);
  });

  test('is paged by its looks, each once', async () => {
    await hub.db('consent').query(
      `INSERT INTO access_log (victim_key, kind, category, agency, staff, role, purpose, subgraph, request_id, at)
       SELECT $1, 'OWN_RECORD', 'REFERRAL', $2, 's', 'OFFICER', 'POLICE_RESPONSE', 'referral', 'r' || i, timestamptz '2026-01-01 00:00Z' + make_interval(hours => i)
       FROM generate_series(1, 60) AS i`,
      [scene.key, POLICE],
    );
    const { hers, shown } = await opened();
    const times: string[] = [];
    let page = shown;
    for (;;) {
      times.push(...[...page.html.matchAll(/<span class="when">([^<]+)<\/span><br><strong>/g)].map(([, at]) => at!));
      const older = /<a href="(\/page\?b=\d+)">Earlier/.exec(page.html)?.[1];
      if (!older) break;
      page = await hers.get(older);
    }
    expect(times).toHaveLength(60);
    expect(new Set(times).size).toBe(60);
    expect(times[0]).toBe('3 January 2026 at 17:00');
    for (const b of ['x', '1%27', '9'.repeat(30)]) expect((await hers.get(`/page?b=${b}`)).status).toBe(200);
  });

  test('is in her access log as her own look, before it is shown', async () => {
    const { shown } = await opened();
    expect(shown.status).toBe(200);
    const look = {
      kind: 'SUBJECT',
      role: 'SUBJECT',
      purpose: 'SUBJECT_REQUEST',
      agency: CENTRE,
      category: null,
      basis: null,
    };
    const entries = () => hub.db('consent').query('SELECT * FROM access_log WHERE victim_key = $1', [scene.key]);
    expect(await entries()).toMatchObject([look]);
    const db = hub.db('consent');
    await db.query("ALTER TABLE access_log ADD CONSTRAINT full_up CHECK (kind <> 'SUBJECT') NOT VALID");
    const { hers } = await opened().catch(() => ({ hers: browser() }));
    const failed = await hers.get();
    await db.query('ALTER TABLE access_log DROP CONSTRAINT full_up');
    expect(failed.status).toBe(503);
    expectGuarded(failed);
    expect(await entries()).toHaveLength(1);
  });
});

describe('she withdraws', () => {
  const victim = (who = SCHEDULER) => scene.open(who);

  test('one consent: it closes at once, the others stay, and it outlives the database', async () => {
    await scene.shared();
    const { hers } = await opened();
    expect(await victim()).not.toBeNull();
    const [{ id }] = await hub
      .db('consent')
      .query('SELECT id FROM consent WHERE victim_key = $1 AND recipient_agency = $2', [scene.key, CLINIC]);
    const answer = await hers.submit('withdraw', { consent: id });
    expect(answer).toMatchObject({ status: 303, location: '/page' });
    expect(await victim()).toBeNull();
    expect(await scene.open(INTAKE)).not.toBeNull();
    const text = textOf(await hers.follow(answer));
    expect(text).not.toMatch(/Examination clinic What who you are, examinations/);
    expect(text).toContain('Crisis centre');
    const closures = await hub
      .db('consent')
      .query(
        "SELECT payload, written_at IS NOT NULL AS kept FROM closure WHERE kind = 'consent-withdrawn' AND subject = $1",
        [scene.key],
      );
    expect(closures).toMatchObject([{ kept: true, payload: { victim: scene.key, consents: [id] } }]);
  });

  test('all of them; what rests on another ground stays, and cannot be withdrawn', async () => {
    await scene.shared();
    const { hers, shown } = await opened();
    expect([...shown.html.matchAll(/value="withdraw"/g)]).toHaveLength(3);
    const after = await hers.follow(await hers.submit('withdraw'));
    expect([await victim(), await scene.open(INTAKE)]).toEqual([null, null]);
    expect(await scene.open(OFFICER)).toEqual(['IDENTITY by STATUTORY_DUTY', 'INCIDENT by STATUTORY_DUTY']);
    expect(after.html).not.toContain('value="withdraw"');
    expect(textOf(after)).toMatch(/Police .*a duty by law/);
  });

  test('nothing of somebody else’s, whatever is sent', async () => {
    await scene.shared();
    const other = await Scene.open(hub);
    await other.grant();
    const [{ id }] = await hub.db('consent').query('SELECT id FROM consent WHERE victim_key = $1', [other.key]);
    const { hers } = await opened();
    await hers.post({ ...hers.hidden('withdraw'), do: 'withdraw', consent: id });
    for (const consent of ['', 'x']) await hers.post({ ...hers.hidden('withdraw'), do: 'withdraw', consent });
    expect(await other.open(SCHEDULER)).not.toBeNull();
    expect(await victim()).not.toBeNull();
  });

  test('nothing by a form that is not of her page, or that another site has sent', async () => {
    await scene.shared();
    const { hers } = await opened();
    const form = hers.hidden('withdraw');
    await hers.post({ do: 'withdraw' });
    await hers.post({ ...form, f: 'A'.repeat(43), do: 'withdraw' });
    await hers.post({ ...form, do: 'withdraw' }, { 'sec-fetch-site': 'cross-site' });
    await browser().post({ ...form, do: 'withdraw' });
    expect(await victim()).not.toBeNull();
    const { code } = await scene.codes();
    const planted = await browser().post({ do: 'open', c: code }, { 'sec-fetch-site': 'cross-site' });
    expect(planted.headers.getSetCookie()).toEqual([]);
    expect((await browser().open(code)).html).toContain('value="close"');
  });
});

test('nothing of all this has left a line, and an advocate beside her sees names as ever', async () => {
  expect(linesOfHerPage(hub)).toEqual([]);
  await scene.grant({
    recipient: CENTRE,
    purposes: ['SUBJECT_REQUEST'],
    categories: ['IDENTITY'],
    expiresAt: inHours(70),
  });
  await opened();
  const { data } = await hub
    .as(...SHE)
    .query('query ($id: ID!) { victim(id: $id) { accessLog(first: 5) { edges { node { kind agency category } } } } }', {
      id: scene.idFor(SHE),
    });
  expect(data.victim.accessLog.edges[0].node).toEqual({ kind: 'SUBJECT', agency: CENTRE, category: null });
});
