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
import { Browser, type Shown } from '../../test/hub/browser.js';
import { gatewayBefore } from '../../test/hub/gateway-before.js';
import { statementsOf } from '../../test/hub/statements.js';
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

const browser = (headers: Record<string, string> = {}) =>
  new Browser(hub.origin, '/page', { 'accept-language': 'en', ...headers });

/** She shares with the clinic and the shelter; the police have a duty; both have looked. */
async function shared(): Promise<void> {
  await scene.duty();
  await scene.grant();
  await scene.grant(
    {
      recipient: CENTRE,
      purposes: ['SHELTER', 'SUPPORT'],
      categories: ['IDENTITY', 'SHELTER', 'RISK'],
      excluded: ['RISK'],
    },
    INTAKE,
  );
  for (const who of [OFFICER, SCHEDULER])
    await hub
      .as(...who)
      .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', { id: scene.idFor(who) });
}

const opened = async (headers: Record<string, string> = {}) => {
  const hers = browser(headers);
  const { code } = await scene.codes();
  return { hers, code: code as string, shown: await hers.open(code) };
};
/** What is read on a page, without its markup. */
const textOf = ({ html }: Shown) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

function expectGuarded({ headers }: Shown): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const policy = headers.get('content-security-policy');
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('x-powered-by')).toBeNull();
}

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
    await shared();
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
    await shared();
    const { code } = await scene.codes({ language: 'kk' });
    expect((await browser().open(code)).html).toContain('<html lang="kk">');
  });

  test('names no agency, unit, place or member of staff, and has no id of theirs', async () => {
    await shared();
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
    await shared();
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
    await shared();
    const { hers, shown } = await opened();
    expect([...shown.html.matchAll(/value="withdraw"/g)]).toHaveLength(3);
    const after = await hers.follow(await hers.submit('withdraw'));
    expect([await victim(), await scene.open(INTAKE)]).toEqual([null, null]);
    expect(await scene.open(OFFICER)).toEqual(['IDENTITY by STATUTORY_DUTY', 'INCIDENT by STATUTORY_DUTY']);
    expect(after.html).not.toContain('value="withdraw"');
    expect(textOf(after)).toMatch(/Police .*a duty by law/);
  });

  test('nothing of somebody else’s, whatever is sent', async () => {
    await shared();
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
    await shared();
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

describe('a session', () => {
  const shift = (column: string, minutes: number) =>
    hub
      .db('consent')
      .query(`UPDATE subject_session SET ${column} = ${column} - make_interval(mins => $1) WHERE victim_key = $2`, [
        minutes,
        scene.key,
      ]);
  const isOpen = async (hers: Browser) => (await hers.get()).html.includes('value="close"');

  test('is one cookie that no script reads, no other site sends and no closed browser keeps', async () => {
    const { code } = await scene.codes();
    const hers = browser();
    await hers.get();
    const answer = await hers.submit('open', { c: code });
    expect(answer).toMatchObject({ status: 303, location: '/page' });
    expectGuarded(answer);
    const [cookie, ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^page=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = /page=([\w-]+)/.exec(cookie!)![1]!;
    const [{ rows }] = await hub.db('consent').query("SELECT string_agg(s::text, ' ') AS rows FROM subject_session s");
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    for (const address of hers.history) for (const secret of [code, token]) expect(address).not.toContain(secret);
  });

  test('ends after ten minutes without use, and after thirty however much it is used', async () => {
    const { hers } = await opened();
    await shift('seen_at', 9);
    expect(await isOpen(hers)).toBe(true);
    await shift('seen_at', 10);
    expect(await isOpen(hers)).toBe(false);
    const second = await opened();
    await shift('opened_at', 29);
    expect(await isOpen(second.hers)).toBe(true);
    await shift('opened_at', 1);
    const ended = await second.hers.get();
    expect(ended.html).not.toContain('value="close"');
    expect(ended.headers.getSetCookie()).toEqual([expect.stringMatching(/^page=; Path=\/; Expires=Thu, 01 Jan 1970/)]);
  });

  test('that is over withdraws nothing', async () => {
    await shared();
    const { hers } = await opened();
    await shift('seen_at', 10);
    await hers.submit('withdraw');
    expect(await scene.open(SCHEDULER)).not.toBeNull();
  });

  test('ends when she closes it, for whoever has kept the cookie too', async () => {
    const { hers } = await opened();
    const kept = hers.jar.for(new URL('/page', hub.origin));
    const closed = await hers.submit('close');
    expect(closed.headers.getSetCookie()).toEqual([expect.stringMatching(/^page=; Path=\/; Expires=Thu, 01 Jan 1970/)]);
    expect(await isOpen(hers)).toBe(false);
    expect(await isOpen(browser({ cookie: kept }))).toBe(false);
  });
});

const HERS =
  /^subject|subject_|^agencies_by_id$|INTO closure|UPDATE consent|FROM victim WHERE|FROM closure WHERE subject/;

/** What may differ between two answers of the same kind: proofs and tokens of the session, and when it was. */
const same = ({ status, headers, html, location }: Shown) => ({
  status,
  location,
  html: html.replace(/name="f" value="[\w-]+"/g, ''),
  headers: Object.fromEntries(
    [...headers]
      .map(([name, value]) => [name, value.replace(/=[\w-]{43};/, '=token;')])
      .filter(([name]) => name !== 'date'),
  ),
});

describe('a code that opens nothing', () => {
  test('is one answer by the same statements, whatever is wrong with it', async () => {
    const used = (await scene.codes()).code;
    await browser().open(used);
    const shift = async (set: string) => {
      const { code } = await (await Scene.open(hub)).codes();
      await hub
        .db('consent')
        .query(`UPDATE subject_code SET ${set} WHERE issued_at = (SELECT max(issued_at) FROM subject_code)`);
      return code as string;
    };
    const codes: Record<string, string> = {
      unknown: '00000-00000',
      malformed: 'Айгерім',
      empty: '',
      'the rest is wrong': `${(await (await Scene.open(hub)).codes()).code.slice(0, 4)}000000`,
      used,
      expired: await shift("expires_at = clock_timestamp() - interval '1 second'"),
      locked: await shift('wrong_tries = 5'),
      revoked: await shift('revoked_at = clock_timestamp()'),
    };
    const answers = new Map<string, string>();
    for (const [what, code] of Object.entries(codes)) {
      const hers = browser();
      await hers.get();
      let pages: unknown;
      const statements = await statementsOf(HERS, async () => {
        const answer = await hers.submit('open', { c: code });
        pages = [same(answer), same(await hers.follow(answer))];
      });
      answers.set(what, JSON.stringify([statements, pages]));
    }
    expect(new Set(answers.values()).size).toBe(1);
    expect([...answers.values()][0]).toContain('does not open anything');
  });
});

describe('the duress code', () => {
  test('opens what somebody with nothing sees: the same statements, headers and words, at every step', async () => {
    await shared();
    const nobody = await Scene.open(hub);
    const forced = (await scene.codes()).duressCode as string;
    const empty = (await nobody.codes()).code as string;
    const steps = async (code: string) => {
      const hers = browser();
      const seen: unknown[] = [];
      const lines = hub.lines.length;
      const metrics = async () =>
        (await hub.operating.metrics.text()).body
          .split('\n')
          .filter(
            (line) =>
              /^dereu_(subgraph_executions|gateway_request).*(count|total)/.test(line) &&
              /subject|agencyKinds/i.test(line),
          )
          .map(
            (line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const,
          );
      const before = new Map(await metrics());
      const statements = await statementsOf(HERS, async () => {
        await hers.get();
        const answer = await hers.submit('open', { c: code });
        const page = await hers.follow(answer);
        const again = await hers.get('/page?l=ru');
        const older = await hers.get('/page?b=1');
        const withdrawn = await hers.post({ ...hers.hidden('close'), do: 'withdraw' });
        const closed = await hers.submit('close');
        seen.push(...[answer, page, again, older, withdrawn, closed, await hers.follow(closed)].map(same));
      });
      const counted = (await metrics()).map(([name, value]) => [name, value - (before.get(name) ?? 0)]);
      return { seen, statements, counted, lines: hub.lines.slice(lines) };
    };
    const [ofNobody, ofHers] = [await steps(empty), await steps(forced)];
    expect(ofHers).toEqual(ofNobody);
    expect(ofHers.statements.length).toBeGreaterThan(10);
    expect(JSON.stringify(ofHers.seen)).toContain('Nothing here yet');
    expect(JSON.stringify(ofHers.seen)).not.toMatch(/Police|clinic|Who looked|suspicio|подозрен/);
    expect(ofHers.lines).toEqual([]);
  });

  test('withdraws nothing, ends the true code, and is in no log of hers', async () => {
    await shared();
    const { code, duressCode } = await scene.codes();
    const hers = browser();
    await hers.open(duressCode);
    await hers.post({ ...hers.hidden('close'), do: 'withdraw' });
    expect(await scene.open(SCHEDULER)).not.toBeNull();
    expect((await browser().open(code)).html).not.toContain('value="close"');
    const [{ looks }] = await hub
      .db('consent')
      .query("SELECT count(*)::int AS looks FROM access_log WHERE victim_key = $1 AND kind = 'SUBJECT'", [scene.key]);
    expect(looks).toBe(0);
  });
});

describe('an address', () => {
  test('that a trusted proxy names is limited apart from its neighbours, an IPv6 one by its network', async () => {
    const gateway = await gatewayBefore(hub, { trustedProxies: 'loopback' });
    const guess = (address: string, c: string) =>
      new Browser(gateway.url).post({ do: 'open', c }, { 'x-forwarded-for': address });
    for (let i = 0; i < 20; i++) await guess('2001:db8:0:1::5', '00000-00000');
    const { code } = await scene.codes();
    const limited = await guess('2001:db8::1:ffff:0:0:6', code);
    const other = await guess('2001:db8:0:2::5', code);
    await gateway.stop();
    expect([limited.location, other.location]).toEqual(['/page?n=w', '/page']);
  });
});

describe('every answer is guarded', () => {
  test('also what is no page, too large, malformed or not allowed', async () => {
    const hers = browser();
    const answers = [
      await hers.get('/page/anything'),
      await hers.get('/page/favicon.ico'),
      await hers.get('/page?n=x&b=x&l=x'),
      await hers.get('/page?l=kk&l=ru'),
      await hers.post({ c: 'x'.repeat(5_000), do: 'open' }),
      await hers.post({ do: 'something' }),
      await hers.post(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x${i}`, '1']))),
      await hers.post({ do: 'withdraw' }, { cookie: 'page=short; page=x' }),
      await hers.post({ do: 'close' }, { cookie: `page=${'A'.repeat(43)}` }),
    ];
    for (const answer of answers) {
      expectGuarded(answer);
      expect(answer.headers.get('content-type')).toMatch(/^text\/(html|plain)/);
    }
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200, 200, 400, 303, 400, 303, 303]);
    expect((await fetch(`${hub.origin}/page`, { method: 'DELETE' })).headers.get('cache-control')).toBe('no-store');
  });

  test('when consent does not answer: nothing is shown, and she is told to try later', async () => {
    const { hers } = await opened();
    const gateway = await gatewayBefore(hub, {
      transport: {
        call: (name, request) =>
          name === 'consent' ? Promise.reject(new Error('away')) : hub.transport.call(name, request),
      },
    });
    const away = new Browser(gateway.url, '/page', {
      'accept-language': 'en',
      cookie: hers.jar.for(new URL('/page', hub.origin)),
    });
    const shown = await away.get();
    const sent = await away.submit('open', { c: 'x' });
    await gateway.stop();
    expectGuarded(shown);
    expect([shown.status, textOf(shown)]).toEqual([503, expect.stringContaining('Not possible now')]);
    expect(sent).toMatchObject({ status: 303, location: '/page?n=u' });
  });

  test('when the directory does not answer: she sees what is open without the kind, and can withdraw it', async () => {
    await shared();
    const { hers } = await opened();
    await hub.db('directory').query('ALTER TABLE agency RENAME TO agency_gone');
    const shown = await hers.get();
    const withdrawn = await hers.submit('withdraw');
    await hub.db('directory').query('ALTER TABLE agency_gone RENAME TO agency');
    expect(textOf(shown)).toMatch(/An organisation What who you are, examinations/);
    expect(withdrawn.status).toBe(303);
    expect(await scene.open(SCHEDULER)).toBeNull();
  });
});

test('nothing of all this has left a line, and an advocate beside her sees names as ever', async () => {
  expect(hub.lines.filter((line) => /page|subjectSession|SUBJECT/.test(line) && !/field_failed/.test(line))).toEqual(
    [],
  );
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
