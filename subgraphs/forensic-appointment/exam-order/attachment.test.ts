import { expect, test } from '@jest/globals';
import { attachmentOf, MAXIMUM_ATTACHMENT_BYTES } from './attachment.js';

const file = (begins: string, bytes = 40) =>
  Buffer.concat([Buffer.from(begins, 'hex'), Buffer.alloc(bytes)]).toString('base64');

test.each([
  ['PDF', '255044462d312e37'],
  ['JPEG', 'ffd8ffe0'],
  ['PNG', '89504e470d0a1a0a'],
])('a %s is told by its first bytes', (type, begins) => {
  const content = file(begins);
  expect(attachmentOf(content)).toEqual({ type, content, bytes: begins.length / 2 + 40 });
});

test.each([
  ['UNKNOWN_TYPE', 'an executable', file('7f454c46')],
  ['UNKNOWN_TYPE', 'a PNG whose first byte is missing', file('504e470d0a1a0a')],
  ['UNKNOWN_TYPE', 'an HTML page', Buffer.from('<html>').toString('base64')],
  ['NOT_BASE64', 'a text', 'not base64!'],
  ['NOT_BASE64', 'a data URL', `data:image/png;base64,${file('89504e470d0a1a0a')}`],
  ['TOO_LARGE', 'one byte too many', file('ffd8ff', MAXIMUM_ATTACHMENT_BYTES - 2)],
])('%s: %s', (why, _, content) => {
  expect(attachmentOf(content)).toBe(why);
});
