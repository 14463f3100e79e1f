import { expect } from '@jest/globals';
import type { PublicHub, TestHub } from '../hub.js';
import { Browser, type Shown } from './browser.js';

/** A browser at her page that asks for English. */
export const browserAt = (hub: PublicHub, headers: Record<string, string> = {}) =>
  new Browser(hub.origin, '/page', { 'accept-language': 'en', ...headers });

/** The page that a code of hers opens, and the browser in which it is open. */
export async function openedAt(hub: PublicHub, codes: () => Promise<unknown>, headers?: Record<string, string>) {
  const hers = browserAt(hub, headers);
  const { code } = (await codes()) as { code: string };
  return { hers, code, shown: await hers.open(code) };
}

/** What is read on a page, without its markup. */
export const textOf = ({ html }: Shown) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

export function expectGuarded({ headers }: Shown): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const policy = headers.get('content-security-policy');
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('x-powered-by')).toBeNull();
}

/** What the hub has logged of it: nothing, but faults that a test has made. */
export const linesOfHerPage = ({ lines }: Pick<TestHub, 'lines'>): string[] =>
  lines.filter((line) => /page|subjectSession|SUBJECT/.test(line) && !/field_failed/.test(line));
