import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Scene } from '../../subgraphs/consent/test/scene.js';
import { KeySet } from '../../subgraphs/kit/index.js';
import { gatewayBefore } from '../../test/hub/gateway-before.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import type { Gateway } from '../index.js';

const HOST = 'notes.example';

let hub: TestHub;
let gateway: Gateway;
beforeAll(async () => {
  hub = await openTestHub();
  gateway = await gatewayBefore(hub, {
    subjectHost: HOST,
    tokens: { keys: () => new KeySet([]), publicUrl: 'https://hub.example' },
  });
});
afterAll(async () => {
  await gateway?.stop();
  await hub?.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** As a browser that has looked the name up asks: the name is in Host. */
function ask(url: string, host: string, path: string, form?: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), {
      method: form ? 'POST' : 'GET',
      headers: { host, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    });
    sent.once('error', reject).once('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode!, headers: response.headers, text });
    });
    sent.end(form && new URLSearchParams(form).toString());
  });
}

const PUBLIC = [
  '/graphql',
  '/health',
  '/ready',
  '/info',
  '/metrics',
  '/oauth/token',
  '/.well-known/oauth-authorization-server',
  '/graphiql/',
  '/page',
];

describe('a host name of its own', () => {
  test('answers the page at its root and nothing else, guarded all the same', async () => {
    for (const host of [HOST, `${HOST}:4000`, HOST.toUpperCase()]) {
      const { status, text } = await ask(gateway.url, host, '/');
      expect([status, text]).toEqual([200, expect.stringContaining('action="/"')]);
    }
    for (const path of PUBLIC) {
      for (const form of [undefined, { query: '{ regions { code } }' }]) {
        const { status, headers, text } = await ask(gateway.url, HOST, path, form);
        expect([path, status]).toEqual([path, 404]);
        expect(headers['cache-control']).toBe('no-store');
        expect(headers['content-security-policy']).toContain("default-src 'none'");
        expect(text).not.toMatch(/graphql|dereu|errors/i);
      }
    }
  });

  test('answers there what she follows by number too', async () => {
    const { status, text } = await ask(gateway.url, HOST, '/item');
    expect([status, text]).toEqual([200, expect.stringContaining('action="/item"')]);
    expect((await ask(gateway.url, 'hub.example', '/item')).text).not.toContain('<form');
  });

  test('is the only one that answers the page', async () => {
    for (const path of ['/', '/page'])
      expect((await ask(gateway.url, 'hub.example', path)).text).not.toContain('<form');
    expect((await ask(gateway.url, 'hub.example', '/health')).status).toBe(200);
  });

  test('is left out: the page is under a path of the gateway, whatever its name', async () => {
    for (const host of [HOST, 'hub.example']) {
      expect((await ask(hub.gateway.url, host, '/page')).text).toContain('action="/page"');
      expect((await ask(hub.gateway.url, host, '/health')).status).toBe(200);
    }
  });

  test('behind https gives a cookie that goes over https alone, to this host alone', async () => {
    const { code } = await (await Scene.open(hub)).codes();
    const answer = await ask(gateway.url, HOST, '/', { do: 'open', c: code });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-page=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });
});
