import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandOf } from './command.js';

const here = resolve('test/fixtures/import');

test('relative paths begin where the person stands; the token may come from the environment', async () => {
  expect(await commandOf(['hsds', 'hsds-page-of-services.json'], here, { DEREU_TOKEN: 't' })).toEqual({
    kind: 'HSDS',
    path: `${here}/hsds-page-of-services.json`,
    rejects: `${here}/hsds-page-of-services.json.rejects.jsonl`,
    source: 'hsds',
    token: 't',
    url: 'http://127.0.0.1:4000/graphql',
  });
  expect(
    await commandOf(['hmis', 'hmis-faults', '--region', 'KZ-75', '--token', 'a', '--rejects', 'x'], here, {}),
  ).toMatchObject({
    kind: 'HMIS',
    region: 'KZ-75',
    zone: 'Asia/Almaty',
    token: 'a',
    rejects: `${here}/x`,
  });
});

test.each([
  [[], 'hsds or hmis'],
  [['csv', 'x'], 'hsds or hmis'],
  [['hsds'], 'Name one file'],
  [['hsds', 'a', 'b'], 'Name one file'],
  [['hsds', 'absent.json'], 'is no file'],
  [['hsds', 'hmis-faults'], 'is no file'],
  [['hmis', 'hsds-page-of-services.json'], 'is no folder'],
  [['hmis', '.'], 'lacks Organization.csv'],
  [['hmis', 'hmis-faults'], '--region KZ-75'],
  [['hmis', 'hmis-faults', '--region', 'Almaty'], '--region KZ-75'],
  [['hmis', 'hmis-faults', '--region', 'KZ-75', '--zone', '+05:00'], 'no IANA time zone'],
  [['hsds', 'hsds-page-of-services.json', '--url', 'nowhere'], 'no web address'],
  [['hsds', 'hsds-page-of-services.json', '--rejects', 'hsds-page-of-services.json'], 'overwrite the input'],
  [['hsds', 'hsds-page-of-services.json', '--frobnicate'], 'frobnicate'],
])('%j is refused: %s', async (args, message) => {
  await expect(commandOf(args, here, {})).rejects.toThrow(message);
});

test('help needs nothing else', async () => {
  expect(await commandOf(['--help'], here, {})).toEqual({ kind: 'HELP' });
});
