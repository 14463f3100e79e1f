/**
 * A checkpoint is told whether a permit is valid now, and from when until when, once the bearer's digits are typed; whoever has not the paper or not the
 * digits is told one thing, by the same statements; and nobody can find out afterwards that anything was checked.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_RATE_LIMITS } from '../../bench/harness/rate-limits.js';
import { dumpOf } from '../../test/dump.js';
import { Browser, type Shown } from '../../test/hub/browser.js';
import { gatewayBefore } from '../../test/hub/gateway-before.js';
import { statementsOf } from '../../test/hub/statements.js';
import { openTestHub, type TestHub } from '../../test/hub.js';

const DIGITS = '7391';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

interface Issued {
  readonly id: string;
  readonly number: string;
  readonly token: string;
}

async function issued(input: object = {}): Promise<Issued> {
  const { data } = await hub.as('officer-almaty', 'POLICE_RESPONSE').query(
    `mutation ($input: MovementPermitIssueInput!) { movementPermitIssue(input: $input) {
       movementPermit { id number } paper { address } userErrors { code } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        validUntil: hours(48),
        startArea: 'KZ-75',
        documentDigits: DIGITS,
        ...input,
      },
    },
  );
  const { movementPermit, paper } = data.movementPermitIssue;
  return { ...movementPermit, token: paper.address.split('/').at(-1) };
}

const db = () => hub.db('forensic-appointment');
const set = (permit: Issued, change: string) =>
  db().query(`UPDATE movement_permit SET ${change} WHERE id = $1`, [permit.id]);

/** A telephone at a checkpoint: what the code leads to, and the digits typed there. */
const phone = (token: string, language = 'en', headers: Record<string, string> = {}) =>
  new Browser(hub.origin, `/permit/${token}`, { 'accept-language': language, ...headers });
const check = (token: string, digits = DIGITS, language = 'en') =>
  phone(token, language).post({ do: 'check', d: digits });
const isValid = async (permit: Issued, digits = DIGITS) =>
  (await check(permit.token, digits)).html.includes('<strong>Valid</strong>');

const textOf = ({ html }: Shown) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const whole = ({ status, headers, html, location }: Shown) =>
  JSON.stringify([status, location, html, [...headers].filter(([name]) => name !== 'date')]);

describe('a checkpoint', () => {
  test('is told in three languages that it is valid and from when until when, and nothing of whom or where', async () => {
    const permit = await issued();
    for (const [language, title, valid] of [
      ['kk', 'Рұқсат', 'Жарамды'],
      ['ru', 'Пропуск', 'Действителен'],
      ['en', 'Permit', 'Valid'],
    ] as const) {
      const before = await phone(permit.token, language).get();
      const after = await check(permit.token, DIGITS, language);
      for (const shown of [before, after]) {
        expect(shown.status).toBe(200);
        expect(shown.html).toContain(`<html lang="${language}">`);
        expect(shown.html).toContain(`<title>${title}</title>`);
        expect(shown.html).not.toMatch(/<script|https?:|\son\w+=|src=/i);
        expect(shown.html).not.toMatch(
          /dereu|victim|police|clinic|forensic|shelter|violence|hospital|насил|полиц|клиник|эксперт|приют|зорлық|баспана|KZ-75/i,
        );
        for (const secret of [permit.token, permit.id, permit.number, DIGITS]) expect(shown.html).not.toContain(secret);
        expect(shown.headers.getSetCookie()).toEqual([]);
      }
      expect(before.html).not.toContain(`<strong>${valid}</strong>`);
      expect(after.html).toContain(`<strong>${valid}</strong>`);
    }
    expect(textOf(await check(permit.token))).toMatch(
      /^ Permit Permit Valid From \d+ \w+ 20\d\d at \d\d:\d\d Until \d+ \w+ 20\d\d at \d\d:\d\d Қазақша Русский English The check is not kept. $/,
    );
  });

  test('checks it as often as it is shown, within its time', async () => {
    const permit = await issued();
    for (let i = 0; i < 7; i++) expect(await isValid(permit)).toBe(true);
    await set(permit, "valid_from = clock_timestamp() + interval '1 minute'");
    expect(await isValid(permit)).toBe(false);
    await set(
      permit,
      "valid_from = clock_timestamp() - interval '2 days', valid_until = clock_timestamp() - interval '1 second'",
    );
    expect(await isValid(permit)).toBe(false);
  });

  test('is told at once when it is taken back', async () => {
    const permit = await issued();
    expect(await isValid(permit)).toBe(true);
    await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('mutation ($id: ID!) { movementPermitRevoke(input: { permitId: $id }) { userErrors { code } } }', {
        id: permit.id,
      });
    expect(await isValid(permit)).toBe(false);
  });

  test('sees one page for every token before digits are typed, and nothing is asked of the database for it', async () => {
    const permit = await issued();
    const pages = new Set<string>();
    const statements = await statementsOf(/permit/, async () => {
      for (const token of [permit.token, 'x', 'A'.repeat(27), '%27', permit.id])
        pages.add(whole(await phone(token).get()));
    });
    expect(pages.size).toBe(1);
    expect(statements).toEqual([]);
  });

  test('changes the language by a link that does not repeat the token', async () => {
    const permit = await issued();
    const shown = await phone(permit.token).get();
    expect(shown.html).toContain('href="?l=kk"');
    expect((await phone(permit.token).get(`/permit/${permit.token}?l=kk`)).html).toContain('<html lang="kk">');
  });
});

describe('whoever guesses', () => {
  test('is told the same by the same statements, whatever is wrong', async () => {
    const [permit, revoked, lapsed, early, locked] = await Promise.all(Array.from({ length: 5 }, () => issued()));
    await set(revoked!, 'revoked_at = clock_timestamp()');
    await set(lapsed!, "valid_from = clock_timestamp() - interval '2 days', valid_until = clock_timestamp()");
    await set(early!, "valid_from = clock_timestamp() + interval '1 hour'");
    await set(locked!, "locked_until = clock_timestamp() + interval '1 hour'");
    const tries: Record<string, [token: string, digits: string]> = {
      'an unknown token': ['A'.repeat(27), DIGITS],
      'no token': ['x', DIGITS],
      'wrong digits': [permit!.token, '0000'],
      'no digits': [permit!.token, ''],
      'words and signs': [permit!.token, "' OR 1=1 --\u0000"],
      'too many': [permit!.token, DIGITS.repeat(10)],
      revoked: [revoked!.token, DIGITS],
      lapsed: [lapsed!.token, DIGITS],
      'not yet': [early!.token, DIGITS],
      'locked, the digits right': [locked!.token, DIGITS],
      'locked, the digits wrong': [locked!.token, '0000'],
    };
    const answers = new Map<string, string>();
    for (const [what, [token, digits]] of Object.entries(tries)) {
      let page = '';
      const statements = await statementsOf(/permit/, async () => {
        page = whole(await check(token, digits));
      });
      expect(statements).toHaveLength(2);
      answers.set(what, JSON.stringify([statements, page]));
    }
    expect([...new Set(answers.values())]).toEqual([expect.stringContaining('Not valid, or the digits do not fit.')]);
  });

  test('has five wrong digits in a row, then it is locked for an hour, then for two, and for a day at most', async () => {
    const permit = await issued();
    const lock = async () => {
      const [{ minutes, lockings }] = await db().query(
        'SELECT round(extract(epoch FROM locked_until - clock_timestamp()) / 60)::int AS minutes, lockings FROM movement_permit WHERE id = $1',
        [permit.id],
      );
      return [minutes, lockings];
    };
    for (let i = 0; i < 4; i++) expect(await isValid(permit, '0000')).toBe(false);
    expect(await isValid(permit)).toBe(true);
    const locks: unknown[] = [];
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 5; j++) await check(permit.token, '0000');
      expect(await isValid(permit)).toBe(false);
      locks.push((await lock())[0]);
      await set(permit, 'locked_until = clock_timestamp()');
    }
    expect(locks).toEqual([1, 2, 4, 8, 16, 24, 24].map((each) => each * 60));
    // the bearer's own digits forget all of it
    expect(await isValid(permit)).toBe(true);
    expect(await lock()).toEqual([null, 0]);
  });

  test('is counted one by one, also when many are sent at once', async () => {
    const permit = await issued();
    const tried = ['0000', '0001', '0002', '0003', '0004', DIGITS, '0005', '0006'];
    await Promise.all(tried.filter((each) => each !== DIGITS).map((digits) => check(permit.token, digits)));
    expect(await isValid(permit)).toBe(false);
    const [{ lockings, wrong }] = await db().query(
      'SELECT lockings, wrong_digits AS wrong FROM movement_permit WHERE id = $1',
      [permit.id],
    );
    expect([lockings, wrong]).toEqual([1, 0]);
  });

  test('is stopped at the door when there is too much of it', async () => {
    const permit = await issued();
    const gateway = await gatewayBefore(hub, { rateLimits: { ...NO_RATE_LIMITS, sourceTriesPerMinute: 2 } });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await new Browser(gateway.url, `/permit/${permit.token}`).post({ d: DIGITS })).status);
    await gateway.stop();
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('a check', () => {
  test('leaves no row, no change and no line', async () => {
    const permit = await issued();
    await isValid(permit);
    const stored = async () =>
      Object.fromEntries(
        (await dumpOf(db())).filter(([table]) => !/assertion|outbox/.test(table)).map(([table, text]) => [table, text]),
      );
    const version = async () =>
      (await db().query('SELECT xmin::text, ctid::text FROM movement_permit WHERE id = $1', [permit.id]))[0];
    const [before, rowBefore, lines] = [await stored(), await version(), hub.lines.length];
    for (let i = 0; i < 3; i++) expect(await isValid(permit)).toBe(true);
    expect(await stored()).toEqual(before);
    expect(await version()).toEqual(rowBefore);
    expect(hub.lines.slice(lines)).toEqual([]);
  });

  test('whoever it was about, no log has its token or its digits', async () => {
    const permit = await issued();
    await phone(permit.token).get();
    await check(permit.token, '0000');
    await check(permit.token);
    expect(hub.lines.filter((line) => line.includes(permit.token) || /permit\//.test(line))).toEqual([]);
    expect((await hub.operating.metrics.text()).body).not.toContain(permit.token);
  });
});

describe('every answer is guarded', () => {
  test('also what is no page, too large, malformed or not possible now', async () => {
    const permit = await issued();
    const gateway = await gatewayBefore(hub, {
      transport: {
        call: (name, request) =>
          name === 'forensic-appointment' ? Promise.reject(new Error('away')) : hub.transport.call(name, request),
      },
    });
    const answers = [
      await phone(permit.token).get(),
      await phone(permit.token).get('/permit'),
      await phone(permit.token).get(`/permit/${permit.token}/more`),
      await phone(permit.token).get('/permit/%E0%A4%A'),
      await phone(permit.token).post({ d: 'x'.repeat(5_000) }),
      await phone(permit.token, 'en', { 'sec-fetch-site': 'cross-site' }).post({ d: DIGITS }),
      await new Browser(gateway.url, `/permit/${permit.token}`).post({ d: DIGITS }),
    ];
    await gateway.stop();
    for (const { headers, html } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
      expect(html).not.toContain('<strong>Valid');
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 400, 400, 200, 503]);
  });

  test('on a host name of its own nothing else is answered, and the pages for her are at another one', async () => {
    const gateway = await gatewayBefore(hub, { permitHost: 'pass.example', subjectHost: 'notes.example' });
    const permit = await issued();
    const ask = (host: string, path: string, form?: string): Promise<[number, string]> =>
      new Promise((resolve, reject) => {
        const sent = request(new URL(path, gateway.url), {
          method: form ? 'POST' : 'GET',
          headers: {
            host,
            'accept-language': 'en',
            ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          },
        });
        sent.once('error', reject).once('response', async (response) => {
          let text = '';
          for await (const chunk of response) text += chunk;
          resolve([response.statusCode!, text]);
        });
        sent.end(form);
      });
    const [status, text] = await ask('pass.example', `/${permit.token}`, `d=${DIGITS}`);
    expect([status, text]).toEqual([200, expect.stringContaining('<strong>Valid</strong>')]);
    for (const path of ['/', '/graphql/x', '/page/x', '/calendar/x.ics'])
      expect((await ask('pass.example', path))[0]).toBe(404);
    expect((await ask('pass.example', '/graphql', 'query=x'))[1]).not.toMatch(/errors|graphql/i);
    expect((await ask('notes.example', `/${permit.token}`))[0]).toBe(404);
    expect((await ask('hub.example', `/permit/${permit.token}`))[0]).toBe(404);
    await gateway.stop();
    await expect(gatewayBefore(hub, { permitHost: 'notes.example', subjectHost: 'notes.example' })).rejects.toThrow();
  });
});
