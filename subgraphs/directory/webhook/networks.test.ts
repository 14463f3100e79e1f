import { expect, test } from '@jest/globals';
import { Networks } from './networks.js';

test('an address of this machine is refused unless the operator allows its network, in whatever spelling', () => {
  const none = new Networks('');
  const allowed = new Networks('10.1.0.0/16, fd12::/16');
  for (const address of [
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '::',
    '::1',
    'fe80::1',
    '::ffff:1.1.1.1',
    '2002:a00:1::',
    '2001::1',
  ])
    expect([address, none.accepts(address, true)]).toEqual([address, false]);
  for (const address of ['1.1.1.1', '2606:4700:4700::1111']) {
    expect(none.accepts(address, true)).toBe(true);
    expect(none.accepts(address, false)).toBe(false);
  }
  expect(allowed.accepts('10.1.2.3', false)).toBe(true);
  expect(allowed.accepts('fd12::1', false)).toBe(true);
  expect(allowed.accepts('10.2.0.1', true)).toBe(false);
  expect(allowed.accepts('::ffff:10.1.2.3', true)).toBe(false);
  expect(() => new Networks('localhost')).toThrow();
});
