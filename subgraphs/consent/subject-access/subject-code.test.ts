import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { Browser } from '../../../test/hub/browser.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { document, Scene, SHE, type Who } from '../test/scene.js';
import { SUBJECT_ACCESS_CLOSURES } from './replay.js';

const WRONG = /does not open anything/;
const NOTHING = /Nothing here yet/;

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  scene = await Scene.open(hub);
  // other tests were wrong too
  await hub.db('consent').query('DELETE FROM subject_guess');
});

const browser = () => new Browser(hub.origin, '/page', { 'accept-language': 'en' });
const opens = async (code: string) => !WRONG.test((await browser().open(code)).html);
const wrongly = (code: string) => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');

const list = async (who: Who = SHE) => {
  const { data, errors } = await hub
    .as(...who)
    .query(
      `query ($id: ID!) { subjectCodes(victimId: $id, first: 10) { edges { node { id state language usedAt usedUnderDuress } } } }`,
      { id: scene.idFor(who) },
    );
  return errors?.[0]?.extensions.code ?? data.subjectCodes.edges.map(({ node }: { node: object }) => node);
};
const shift = (column: string, by: string) =>
  hub
    .db('consent')
    .query(`UPDATE subject_code SET ${column} = ${column} + interval '${by}' WHERE victim_key = $1`, [scene.key]);

describe('the codes to her own page', () => {
  test('are shown once: sent again with the same key, the pair is named and its codes are not', async () => {
    const input = { idempotencyKey: randomUUID(), language: 'kk' };
    const first = await scene.codes(input);
    expect(first).toMatchObject({ subjectCode: { state: 'IN_FORCE', language: 'kk' } });
    const again = await scene.codes(input);
    expect(again).toMatchObject({ subjectCode: { id: first.subjectCode.id }, code: null, duressCode: null });
    expect(await list()).toHaveLength(1);
    expect(await opens(first.code)).toBe(true);
  });

  test('are in no table, no message and no line, and are not kept as they are', async () => {
    const { code, duressCode } = await scene.codes();
    await opens(wrongly(code));
    await opens(code);
    const secret = [code, duressCode].flatMap((each: string) => [each, each.replace('-', '')]);
    const tables = await hub
      .db('consent')
      .query("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'");
    for (const { name } of tables) {
      const [{ rows }] = await hub
        .db('consent')
        .query(`SELECT coalesce(string_agg(t::text, ' '), '') AS rows FROM ${name} t`);
      for (const each of secret) expect(rows).not.toContain(each);
    }
    for (const each of secret) expect(hub.lines.join('\n')).not.toContain(each);
  });

  test('open once, whichever of the two comes first', async () => {
    const { code, duressCode } = await scene.codes();
    expect(await opens(code)).toBe(true);
    expect([await opens(code), await opens(duressCode)]).toEqual([false, false]);
    const second = await scene.codes();
    expect(await opens(second.duressCode)).toBe(true);
    expect([await opens(second.code), await opens(second.duressCode)]).toEqual([false, false]);
  });

  test('open once, also when they are sent at the same time', async () => {
    const { code, duressCode } = await scene.codes();
    const opened = await Promise.all([code, duressCode, code, duressCode, code].map(opens));
    expect(opened.filter(Boolean)).toHaveLength(1);
  });

  test('may be typed on a Cyrillic keyboard, in small letters, with blanks', async () => {
    const { code } = await scene.codes();
    const cyrillic: Record<string, string> = {
      a: 'а',
      b: 'в',
      c: 'с',
      e: 'е',
      h: 'н',
      k: 'к',
      m: 'м',
      p: 'р',
      t: 'т',
      x: 'х',
      y: 'у',
      '0': 'о',
    };
    const typed = [...code.toLowerCase()].map((sign: string) => cyrillic[sign] ?? sign).join('');
    expect(await opens(` ${typed.replace('-', ' ')} `)).toBe(true);
  });

  test('expire by the clock of the database', async () => {
    const { code } = await scene.codes({ hours: 2 });
    await shift('expires_at', '-2 hours');
    expect(await opens(code)).toBe(false);
    expect(await list()).toMatchObject([{ state: 'EXPIRED', usedAt: null }]);
  });

  test('last a day, or as long as is said, within limits', async () => {
    const hours = async (input: object) => {
      const { subjectCode } = await scene.codes(input);
      return Math.round((Date.parse(subjectCode.expiresAt) - Date.now()) / 3_600_000);
    };
    expect([await hours({}), await hours({ hours: 72 })]).toEqual([24, 72]);
    for (const wrong of [0, 73]) {
      const { userErrors } = await scene.do(SHE, 'subjectCodeIssue', {
        ...{ idempotencyKey: randomUUID(), language: 'en' },
        hours: wrong,
      });
      expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'hours'] }]);
    }
  });

  test('are locked by five wrong tries at the pair, also at the same time; four do no harm', async () => {
    const { code } = await scene.codes();
    for (let i = 0; i < 4; i++) expect(await opens(wrongly(code))).toBe(false);
    expect(await list()).toMatchObject([{ state: 'IN_FORCE' }]);
    await Promise.all([1, 2, 3].map(() => opens(wrongly(code))));
    expect(await opens(code)).toBe(false);
    expect(await list()).toMatchObject([{ state: 'LOCKED', usedAt: null }]);
    const [{ wrong_tries: tries }] = await hub
      .db('consent')
      .query('SELECT wrong_tries FROM subject_code WHERE victim_key = $1', [scene.key]);
    expect(tries).toBe(5);
  });

  test('end when they are taken back, and with them her open page', async () => {
    const used = await scene.codes();
    const hers = browser();
    expect((await hers.open(used.code)).html).toMatch(NOTHING);
    const { code } = await scene.codes();
    // a newer pair closes what an older one opened
    expect((await hers.get()).html).not.toMatch(NOTHING);
    expect((await scene.done(SHE, 'subjectCodeRevoke', {})).revokedAt).not.toBeNull();
    expect(await opens(code)).toBe(false);
    expect(await list()).toMatchObject([{ state: 'REVOKED' }, { state: 'USED' }]);
    expect((await scene.done(SHE, 'subjectCodeRevoke', {})).revokedAt).not.toBeNull();
  });

  test('that were replaced by a newer pair open nothing', async () => {
    const first = await scene.codes();
    const second = await scene.codes();
    expect([await opens(first.code), await opens(second.code)]).toEqual([false, true]);
  });

  test('that were used stay used in a database that is restored to before', async () => {
    const { code, subjectCode } = await scene.codes();
    await opens(code);
    const db = hub.db('consent');
    const [closure] = await db.query("SELECT kind, payload FROM closure WHERE payload->>'code' = $1", [subjectCode.id]);
    expect(closure).toEqual({ kind: 'subject-code-ended', payload: { code: subjectCode.id } });
    await db.query('UPDATE subject_code SET used_at = NULL WHERE id = $1', [subjectCode.id]);
    await db.transaction((manager) =>
      SUBJECT_ACCESS_CLOSURES['subject-code-ended']!(manager, {
        ...closure,
        sequence: '1',
        at: new Date().toISOString(),
      }),
    );
    expect(await opens(code)).toBe(false);
  });
});

describe('guesses', () => {
  test('of one address are tried twenty times, then not at all; after a quarter of an hour again', async () => {
    const { code } = await scene.codes();
    for (let i = 0; i < 20; i++) expect(await opens(`00000-0000${i % 10}`)).toBe(false);
    expect(await opens(code)).toBe(false);
    expect(await list()).toMatchObject([{ state: 'IN_FORCE' }]);
    await hub.db('consent').query("UPDATE subject_guess SET at = at - interval '15 minutes'");
    expect(await opens(code)).toBe(true);
  });

  test('of all addresses are limited too, and an address is kept as a keyed hash', async () => {
    const { code } = await scene.codes();
    await opens('00000-00000');
    const db = hub.db('consent');
    const [{ source: kept }] = await db.query("SELECT encode(source_hmac, 'hex') AS source FROM subject_guess");
    expect(kept).toMatch(/^[\da-f]{64}$/);
    await db.query(
      'INSERT INTO subject_guess (source_hmac) SELECT sha256(i::text::bytea) FROM generate_series(1, 499) AS i',
    );
    expect(await opens(code)).toBe(false);
    await db.query('DELETE FROM subject_guess WHERE id = (SELECT id FROM subject_guess LIMIT 1)');
    expect(await opens(code)).toBe(true);
  });
});

describe('whoever handed the codes over', () => {
  const duress = async () => {
    const { duressCode } = await scene.codes();
    await opens(duressCode);
  };

  test('learns that one was used, and whether under duress', async () => {
    await duress();
    const { code } = await scene.codes();
    await opens(code);
    expect(await list()).toMatchObject([
      { state: 'USED', usedUnderDuress: false, usedAt: expect.any(String) },
      { state: 'USED', usedUnderDuress: true, usedAt: expect.any(String) },
    ]);
  });

  test('alone learns it: another advocate of the agency does not, nor anybody in another role or for another purpose', async () => {
    await duress();
    await hub
      .db('consent')
      .query('UPDATE subject_code SET issued_by_staff = $2 WHERE victim_key = $1', [
        scene.key,
        seedId('staff:another'),
      ]);
    expect(await list()).toEqual([]);
    expect(await list(['advocate-almaty', 'SUPPORT'])).toBe('FORBIDDEN');
    expect(await list(['intake-almaty', 'SHELTER'])).toBe('FORBIDDEN');
  });

  test('does not when a wall stands between them; nor is a code made then', async () => {
    await duress();
    await scene.done(['intake-almaty', 'SHELTER'], 'conflictWallAdd', {
      idempotencyKey: randomUUID(),
      subjectKind: 'STAFF',
      subject: seedId('staff:advocate-almaty'),
      reason: 'OTHER',
    });
    expect(await list()).toEqual([]);
    const refused = await scene.do(SHE, 'subjectCodeIssue', { idempotencyKey: randomUUID(), language: 'en' });
    expect(refused).toMatchObject({ subjectCode: null, code: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('is told in three languages that there is nobody', async () => {
    const messages = await Promise.all(
      ['kk', 'ru', 'en'].map(async (language) => {
        const input = { idempotencyKey: randomUUID(), victimId: 'nobody', language: 'kk' };
        const { data } = await hub.as(...SHE, language).query(document('subjectCodeIssue'), { input });
        return data.subjectCodeIssue.userErrors[0].message;
      }),
    );
    expect(new Set(messages).size).toBe(3);
  });
});

test('the words of a migration’s constraint hold: only her own looks and those at the log have no category', async () => {
  const add = (kind: string, category: string | null) =>
    hub.db('consent').query(
      `INSERT INTO access_log (victim_key, kind, category, agency, staff, role, purpose, subgraph, request_id)
       VALUES ($1, $2, $3, 'a', 's', 'r', 'SUPPORT', 'consent', 'q')`,
      [scene.key, kind, category],
    );
  await expect(add('SUBJECT', 'IDENTITY')).rejects.toMatchObject({ code: '23514' });
  await expect(add('OWN_RECORD', null)).rejects.toMatchObject({ code: '23514' });
  await expect(add('SOMETHING', 'IDENTITY')).rejects.toMatchObject({ code: '23514' });
  await add('SUBJECT', null);
});
