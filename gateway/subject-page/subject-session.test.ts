/** What opens her page, for how long, and what it gives away to whoever has the wrong code, a duress code or none. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SCHEDULER, Scene } from '../../subgraphs/consent/test/scene.js';
import { Browser, type Shown } from '../../test/hub/browser.js';
import { gatewayBefore } from '../../test/hub/gateway-before.js';
import { browserAt, expectGuarded, linesOfHerPage, openedAt, textOf } from '../../test/hub/her-page.js';
import { statementsOf } from '../../test/hub/statements.js';
import { openTestHub, type TestHub } from '../../test/hub.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  scene = await Scene.open(hub);
  await hub.db('consent').query('DELETE FROM subject_guess');
});

const browser = (headers: Record<string, string> = {}) => browserAt(hub, headers);
const opened = (headers: Record<string, string> = {}) => openedAt(hub, () => scene.codes(), headers);

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
    await scene.shared();
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
    await scene.shared();
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
    await scene.shared();
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
    await scene.shared();
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

test('nothing of all this has left a line', () => {
  expect(linesOfHerPage(hub)).toEqual([]);
});
