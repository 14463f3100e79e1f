/**
 * A permit is leave for a medical visit, as anybody may be given: what is printed, stored and answered says where the way begins and when it may be
 * gone, and nothing else. What a checkpoint is told: gateway/permit-page.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { seedId } from '../../../standalone/seed/ids.js';
import { dumpOf } from '../../../test/dump.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { keyOf, register } from '../test/desk.js';
import { paperOf } from './paper.js';
import { windowRefusal } from './rules.js';

const PERMIT = 'id number validFrom validUntil startArea issuedAt revokedAt victim { id }';
const DIGITS = '7391';

let hub: TestHub;
let officer: Client;
let scheduler: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Answer = any;

async function issue(input: object = {}, client = officer): Promise<Answer> {
  const { data, errors } = await client.query(
    `mutation ($input: MovementPermitIssueInput!) { movementPermitIssue(input: $input) {
       movementPermit { ${PERMIT} } paper { address qr title lines { term value } notes html } userErrors { code field message } } }`,
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
  expect(errors).toBeUndefined();
  return data.movementPermitIssue;
}

async function revoke(permitId: string, client = officer): Promise<Answer> {
  const { data } = await client.query(
    `mutation ($input: MovementPermitRevokeInput!) { movementPermitRevoke(input: $input) { movementPermit { ${PERMIT} } userErrors { code field } } }`,
    { input: { permitId } },
  );
  return data.movementPermitRevoke;
}

const listed = async (client: Client): Promise<string[]> =>
  (await client.query('{ movementPermits(first: 100) { edges { node { id } } } }')).data.movementPermits.edges.map(
    ({ node }: { node: { id: string } }) => node.id,
  );

/** Walls her off from somebody, in this subgraph's copy. */
const wall = (victimId: string, agency: string, kind: 'STAFF' | 'AGENCY', subject: string) =>
  hub
    .db('forensic-appointment')
    .query('INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, $2, $3)', [
      keyOf(victimId, agency),
      kind,
      subject,
    ]);

/** As a telephone reads it. */
function read(svg: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y, side] of svg.matchAll(/M(\d+),(\d+)l(\d+),0/g))
    for (let row = Number(y); row < Number(y) + Number(side); row++)
      for (let column = Number(x); column < Number(x) + Number(side); column++)
        pixels.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
  return jsQR.default(pixels, size, size)?.data;
}

describe('a permit', () => {
  test('is printed with what a checkpoint without a network needs, in three languages, and with nothing else', async () => {
    const { movementPermit, paper, userErrors } = await issue({ startArea: '751110000' });
    expect(userErrors).toEqual([]);
    expect(movementPermit).toMatchObject({ startArea: '751110000', revokedAt: null, victim: null });
    const { html, address } = paper;
    const number = movementPermit.number.replace(/^(...)(...)/, '$1 $2 ');
    for (const word of [number, '751110000']) expect(html).toContain(word);
    for (const word of ['қабылдау', 'приём', 'Medical visit', 'ілесуші', 'сопровождающий', 'companion'])
      expect(html).toContain(word);
    expect(html.match(/\d\d\.\d\d\.20\d\d \d\d:\d\d \(UTC\+5\)/g)).toHaveLength(2);
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import|\son\w+=/i);
    expect(html).not.toMatch(
      /dereu|victim|police|clinic|forensic|shelter|violence|насил|полиц|клиник|эксперт|приют|зорлық|баспана|полиция/i,
    );
    expect(html).not.toContain(DIGITS);
    expect(html).not.toContain(movementPermit.id);
    // the token is in the code alone
    expect(html).not.toContain(address.split('/').at(-1));
  });

  test('has a code that leads to the page of a checkpoint, with a token of 160 random bits', async () => {
    const { paper } = await issue();
    expect(paper.address).toMatch(/^http:\/\/127\.0\.0\.1:4000\/permit\/[\w-]{27}$/);
    expect(paper.html).toContain(paper.qr);
    // who prints it by a page of their own has the same words in the same order
    const words = [paper.title, ...paper.lines.flatMap(({ term, value }: Answer) => [term, value]), ...paper.notes];
    const text = paper.html
      .replace(/<svg[\s\S]*<\/svg>|<title>.*<\/title>|<style>[\s\S]*<\/style>/g, '')
      .replace(/<[^>]+>/g, '');
    expect(text.replace(/\s/g, '')).toBe(words.join('').replace(/\s/g, ''));
    expect(read(paper.qr)).toBe(paper.address);
    expect((await issue()).paper.address).not.toBe(paper.address);
  });

  test('looks the same whoever issues it, and for whom', async () => {
    const victimId = await register(officer);
    const times = { validFrom: hours(1), validUntil: hours(30) };
    const papers = await Promise.all([
      issue(times),
      issue({ ...times, victimId }),
      issue(times, scheduler),
      issue(times, hub.as('clinician-almaty', 'MEDICAL_CARE')),
    ]);
    const blank = ({ paper, movementPermit: { number } }: Answer) =>
      paper.html.replace(/<svg[\s\S]*<\/svg>/, '').replace(number.replace(/^(...)(...)/, '$1 $2 '), '');
    expect(new Set(papers.map(blank)).size).toBe(1);
  });

  test('is issued once, and its paper shown once', async () => {
    const input = { idempotencyKey: randomUUID(), validUntil: hours(20) };
    const first = await issue(input);
    const again = await issue(input);
    expect(again).toMatchObject({ movementPermit: { id: first.movementPermit.id }, paper: null, userErrors: [] });
    expect((await issue({ ...input, documentDigits: '0000' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  test('leaves neither its token nor the digits in the database', async () => {
    const { paper, movementPermit } = await issue({ documentDigits: '8642' });
    const token = paper.address.split('/').at(-1)!;
    const [{ kept }] = await hub
      .db('forensic-appointment')
      .query("SELECT to_jsonb(p) - 'number' - 'id' AS kept FROM movement_permit p WHERE id = $1", [movementPermit.id]);
    expect(Object.values(kept).filter((value) => String(value).endsWith('8642'))).toEqual([]);
    for (const [, text] of await dumpOf(hub.db('forensic-appointment')))
      for (const form of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')])
        expect(text).not.toContain(form);
  });

  test.each([
    [{ validUntil: hours(-1) }, 'validUntil'],
    [{ validFrom: hours(5), validUntil: hours(4) }, 'validUntil'],
    [{ validUntil: hours(14 * 24 + 1) }, 'validUntil'],
    [{ validFrom: hours(31 * 24), validUntil: hours(32 * 24) }, 'validFrom'],
    [{ validFrom: hours(-25) }, 'validFrom'],
    [{ startArea: 'Almaty, Abay street' }, 'startArea'],
    [{ startArea: '751110001' }, 'startArea'],
    [{ documentDigits: '12345' }, 'documentDigits'],
    [{ documentDigits: 'abcd' }, 'documentDigits'],
  ])('is not issued with %j', async (input, field) => {
    const before = await listed(officer);
    const answer = await issue(input);
    expect(answer).toMatchObject({
      movementPermit: null,
      paper: null,
      userErrors: [{ code: 'INVALID', field: ['input', field] }],
    });
    expect(await listed(officer)).toEqual(before);
  });

  test('is the business of the unit that has issued it', async () => {
    const { movementPermit } = await issue();
    for (const other of [
      hub.as('officer-almaty-2', 'POLICE_RESPONSE'),
      hub.as('officer-bostandyk', 'POLICE_RESPONSE'),
      scheduler,
    ]) {
      expect(await listed(other)).not.toContain(movementPermit.id);
      expect((await revoke(movementPermit.id, other)).userErrors).toEqual([
        { code: 'NOT_FOUND', field: ['input', 'permitId'] },
      ]);
    }
    expect(await listed(hub.as('duty-officer-almaty', 'POLICE_RESPONSE'))).toContain(movementPermit.id);
  });

  test('is taken back once: the first time counts', async () => {
    const { movementPermit } = await issue();
    const first = await revoke(movementPermit.id);
    expect(first.movementPermit.revokedAt).not.toBeNull();
    expect((await revoke(movementPermit.id)).movementPermit.revokedAt).toBe(first.movementPermit.revokedAt);
    expect((await revoke(randomUUID())).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('that names her is behind her walls, and every look at it is in her log', async () => {
    const victimId = await register(officer);
    const { movementPermit } = await issue({ victimId });
    expect(movementPermit.victim).toBeNull();
    expect(await listed(officer)).toContain(movementPermit.id);
    const looks = await hub
      .db('forensic-appointment')
      .query('SELECT record_id, victim_key, category FROM own_record_log WHERE record_id = $1', [movementPermit.id]);
    expect(looks).toEqual(
      Array(2).fill({
        record_id: movementPermit.id,
        victim_key: keyOf(victimId, 'police-almaty-auezov'),
        category: 'FORENSIC',
      }),
    );
    await wall(victimId, 'police-almaty-auezov', 'STAFF', seedId('staff:officer-almaty'));
    expect(await listed(officer)).not.toContain(movementPermit.id);
    expect((await revoke(movementPermit.id)).userErrors).toEqual((await revoke(randomUUID())).userErrors);
    expect(await listed(hub.as('duty-officer-almaty', 'POLICE_RESPONSE'))).toContain(movementPermit.id);
    // and nobody whom a wall keeps out learns of one by sending it once more, or names her in a new one
    const unknown = await issue({ victimId: 'nobody' });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
  });

  test('names nobody any more when she is erased, and goes on', async () => {
    const victimId = await register(officer);
    const { movementPermit } = await issue({ victimId });
    const answer = await hub.transport.call('forensic-appointment', {
      document: 'mutation ($input: SubjectEraseInput!) { forensicAppointmentSubjectErase(input: $input) }',
      variables: { input: { victim: keyOf(victimId, 'police-almaty-auezov') } },
      caller: { requester: null, actor: 'consent', requestId: randomUUID(), deadline: Date.now() + 10_000 },
    });
    expect(answer.errors).toBeUndefined();
    const [kept] = await hub
      .db('forensic-appointment')
      .query('SELECT victim_key, revoked_at FROM movement_permit WHERE id = $1', [movementPermit.id]);
    expect(kept).toEqual({ victim_key: null, revoked_at: null });
  });

  test('is issued by those kinds of agency that the law of the place lets', async () => {
    const strict = await openTestHub({
      settings: { PERMIT_ISSUERS: 'HOSPITAL', PERMIT_ADDRESS: 'https://pass.example' },
    });
    try {
      const refused = await issue({}, strict.as('officer-almaty', 'POLICE_RESPONSE'));
      expect(refused).toMatchObject({ movementPermit: null, paper: null, userErrors: [{ code: 'NOT_PERMITTED' }] });
      const { paper } = await issue({}, strict.as('clinician-almaty', 'MEDICAL_CARE'));
      expect(paper.address).toMatch(/^https:\/\/pass\.example\/[\w-]{27}$/);
    } finally {
      await strict.close();
    }
  });
});

describe('the rules', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000);

  test('of a window count to the instant', () => {
    expect(windowRefusal({ from: at(0), until: at(14) }, now, 14)).toBeNull();
    expect(windowRefusal({ from: at(0), until: new Date(at(14).getTime() + 1) }, now, 14)?.field).toEqual([
      'validUntil',
    ]);
    expect(windowRefusal({ from: at(-1), until: at(1) }, now, 14)).toBeNull();
    expect(windowRefusal({ from: new Date(at(-1).getTime() - 1), until: at(1) }, now, 14)?.field).toEqual([
      'validFrom',
    ]);
    expect(windowRefusal({ from: at(30), until: at(31) }, now, 14)).toBeNull();
    expect(windowRefusal({ from: at(-1), until: at(0) }, now, 14)?.field).toEqual(['validUntil']);
  });

  test('of the paper: its hours are those of the place', () => {
    const { html } = paperOf(
      {
        number: '0123456789',
        startArea: 'KZ-10',
        from: new Date('2026-02-28T19:30:00Z'),
        until: new Date('2026-03-02T00:00:00Z'),
      },
      'https://pass.example/x',
    );
    expect(html).toContain('<dd>01.03.2026 00:30 (UTC+5)</dd>');
    expect(html).toContain('<dd>02.03.2026 05:00 (UTC+5)</dd>');
  });
});
