/**
 * She follows her kit by number and PIN on a page that says nothing of what it is; whoever guesses is told nothing, in the answer and in what the
 * database is asked.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_RATE_LIMITS } from '../../bench/harness/rate-limits.js';
import { seedId } from '../../standalone/seed/ids.js';
import { Browser, type Shown } from '../../test/hub/browser.js';
import { gatewayBefore } from '../../test/hub/gateway-before.js';
import { statementsOf } from '../../test/hub/statements.js';
import { openTestHub, type TestHub } from '../../test/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const browser = (language = 'en', headers: Record<string, string> = {}) =>
  new Browser(hub.origin, '/item', { 'accept-language': language, ...headers });

interface Kit {
  readonly id: string;
  readonly number: string;
  readonly pin: string;
}

async function opened(): Promise<Kit> {
  const { data } = await hub
    .as('examiner-almaty', 'FORENSIC_EXAM')
    .query(
      'mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { id number } pin } }',
      {
        input: { idempotencyKey: randomUUID(), selfReferred: true },
      },
    );
  return { ...data.evidenceKitOpen.evidenceKit, pin: data.evidenceKitOpen.pin };
}

async function sealed(kit: Kit): Promise<void> {
  const input = {
    idempotencyKey: randomUUID(),
    kitId: kit.id,
    action: 'SEAL',
    seal: 'S-1',
    withStaff: seedId('staff:scheduler-almaty'),
  };
  const { data } = await hub
    .as('examiner-almaty', 'FORENSIC_EXAM')
    .query('mutation ($input: EvidenceKitStepInput!) { evidenceKitStep(input: $input) { userErrors { code } } }', {
      input,
    });
  expect(data.evidenceKitStep.userErrors).toEqual([]);
}

const show = ({ number, pin }: { number: string; pin: string }, language = 'en') =>
  browser(language).post({ do: 'show', n: number, p: pin });
const other = (pin: string) => (pin === '00000000' ? '00000001' : '00000000');

const textOf = ({ html }: Shown) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** What an answer is made of, but for the time of day. */
const whole = ({ status, headers, html, location }: Shown) =>
  JSON.stringify([status, location, html, [...headers].filter(([name]) => name !== 'date')]);

const NAMED =
  /dereu|victim|kit\b|evidence|forensic|police|clinic|violence|exam|насил|полиц|клиник|эксперт|комплект|улик|зорлық|сараптама|жинақ|тексеру|сот/i;

describe('the page', () => {
  test('says in three languages where it is, since which day and until when it is kept, and nothing of what it is', async () => {
    const kit = await opened();
    await sealed(kit);
    for (const [language, title, told, since] of [
      ['kk', 'Нөмір бойынша', 'Мөрленген.', 'Қашаннан'],
      ['ru', 'По номеру', 'Запечатан.', 'С какого дня'],
      ['en', 'By number', 'Sealed.', 'Since'],
    ] as const) {
      const before = await browser(language).get();
      const after = await show(kit, language);
      for (const shown of [before, after]) {
        expect(shown.status).toBe(200);
        expect(shown.html).toContain(`<html lang="${language}">`);
        expect(shown.html).toContain(`<title>${title}</title>`);
        expect(textOf(shown)).not.toMatch(NAMED);
        expect(shown.html).not.toMatch(/<script|https?:|\son\w+=|src=/i);
        expect(shown.headers.getSetCookie()).toEqual([]);
        for (const secret of [kit.number, kit.pin, kit.id]) expect(shown.html).not.toContain(secret);
      }
      expect(textOf(after)).toContain(told);
      expect(textOf(after)).toContain(since);
      // a day, and no hour
      expect(textOf(after)).not.toMatch(/\d:\d\d/);
    }
    expect(textOf(await show(kit))).toMatch(/Since \d+ \w+ 20\d\d Kept until \d+ \w+ 20\d\d /);
  });

  test('keeps the language that was chosen on it', async () => {
    const kit = await opened();
    const hers = browser();
    await hers.get('/item?l=kk');
    expect((await hers.submit('show', { n: kit.number, p: kit.pin })).html).toContain('<html lang="kk">');
  });

  test('names no agency, person or place', async () => {
    const kit = await opened();
    await sealed(kit);
    const names = await hub.db('directory').query(`
      SELECT jsonb_array_elements_text(jsonb_build_array(name ->> 'kk', name ->> 'ru', name ->> 'en')) AS text FROM
        (SELECT name FROM agency UNION ALL SELECT name FROM agency_unit UNION ALL SELECT name FROM region) AS named
      UNION SELECT id::text FROM staff_member UNION SELECT id::text FROM agency`);
    expect(names.length).toBeGreaterThan(100);
    for (const language of ['kk', 'ru', 'en']) {
      const { html } = await show(kit, language);
      expect(names.filter(({ text }: { text: string }) => html.includes(text))).toEqual([]);
    }
  });

  test('puts what is typed into no address', async () => {
    const kit = await opened();
    const hers = browser();
    await hers.get();
    await hers.submit('show', { n: kit.number, p: kit.pin });
    for (const address of hers.history)
      for (const secret of [kit.number, kit.pin]) expect(address).not.toContain(secret);
  });
});

describe('whoever guesses', () => {
  test('is told the same by the same statements, whatever is wrong', async () => {
    const kit = await opened();
    const locked = await opened();
    for (let i = 0; i < 5; i++) await show({ ...locked, pin: other(locked.pin) });
    const tries: Record<string, { number: string; pin: string }> = {
      'an unknown number': { number: '0000000000', pin: kit.pin },
      'a wrong PIN': { number: kit.number, pin: other(kit.pin) },
      'a locked one, the PIN right': locked,
      'a locked one, the PIN wrong': { number: locked.number, pin: other(locked.pin) },
      nothing: { number: '', pin: '' },
      'words and signs': { number: 'Айгерім', pin: "' OR 1=1 --\u0000" },
      'too much': { number: '1'.repeat(500), pin: '2'.repeat(500) },
    };
    const answers = new Map<string, string>();
    for (const [what, typed] of Object.entries(tries)) {
      let page = '';
      const statements = await statementsOf(/kit/, async () => {
        page = whole(await show(typed));
      });
      expect(statements.length).toBeGreaterThan(2);
      answers.set(what, JSON.stringify([statements, page]));
    }
    expect([...new Set(answers.values())]).toEqual([expect.stringContaining('There is no such number and PIN')]);
  });

  test('is stopped at the door when there is too much of it, with nothing asked of the database', async () => {
    const kit = await opened();
    const gateway = await gatewayBefore(hub, {
      rateLimits: { ...NO_RATE_LIMITS, sourceTriesPerMinute: 3, triesPerMinute: 5 },
      trustedProxies: 'loopback',
    });
    const from = (address: string) =>
      new Browser(gateway.url, '/item', { 'accept-language': 'en', 'x-forwarded-for': address }).post({
        n: kit.number,
        p: kit.pin,
      });
    const statuses: number[] = [];
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'])
      statuses.push((await from(address)).status);
    let late: Shown | undefined;
    const statements = await statementsOf(/kit/, async () => {
      late = await from('192.0.2.4');
    });
    await gateway.stop();
    expect(statuses).toEqual([200, 200, 200, 429, 200, 200]);
    expect([late?.status, textOf(late!)]).toEqual([429, expect.stringContaining('Not possible now')]);
    expect(statements).toEqual([]);
  });

  test('cannot send others to guess in his place', async () => {
    const kit = await opened();
    const sent = await browser('en', { 'sec-fetch-site': 'cross-site' }).post({ n: kit.number, p: kit.pin });
    expect(textOf(sent)).not.toMatch(/prepared|no such/);
  });
});

describe('every answer is guarded', () => {
  test('also what is no page, too large, malformed or not possible now', async () => {
    const gateway = await gatewayBefore(hub, {
      transport: {
        call: (name, request) =>
          name === 'forensic-appointment' ? Promise.reject(new Error('away')) : hub.transport.call(name, request),
      },
    });
    const answers = [
      await browser().get(),
      await browser().get('/item/anything'),
      await browser().get('/item?l=x&l=kk'),
      await browser().post({ n: 'x'.repeat(5_000), p: '1' }),
      await browser().post(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x${i}`, '1']))),
      await browser().post({}),
      await new Browser(gateway.url, '/item').post({ n: '1', p: '1' }),
    ];
    await gateway.stop();
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(headers.get('x-powered-by')).toBeNull();
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 400, 400, 200, 503]);
  });

  test('and none of all this has left a line', () => {
    expect(hub.lines.filter((line) => /item|kit|tries/i.test(line) && !line.includes('"event":"request"'))).toEqual([]);
  });
});
