import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { caughtBy } from './catcher.js';
import { channelsOf } from './channels.js';
import { dutySettings } from './settings.js';

const MESSAGE = { id: 'b8b1', to: 'duty@centre.example', text: 'Ожидает заявка.', language: 'ru' } as const;
const nothing = new DataSource({ type: 'postgres' });

/** As much of a mail server as takes a letter: answers each command, and keeps what is between DATA and the dot. */
async function mailServer(reply: string) {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let data = '';
    let inLetter = false;
    socket.write('220 mail.example\r\n');
    socket.on('data', (chunk) => {
      data += chunk;
      for (let end = data.indexOf('\r\n'); end >= 0 && !inLetter; end = data.indexOf('\r\n')) {
        const command = data.slice(0, end).toUpperCase();
        data = data.slice(end + 2);
        inLetter = command === 'DATA';
        socket.write(inLetter ? '354 go on\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 yes\r\n');
      }
      const end = inLetter ? data.indexOf('\r\n.\r\n') : -1;
      if (end < 0) return;
      letters.push(data.slice(0, end));
      data = data.slice(end + 5);
      inLetter = false;
      socket.write(reply);
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { letters, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test('a letter goes to a mail server, neutral, and under the id of its message', async () => {
  const server = await mailServer('250 taken\r\n');
  try {
    const settings = dutySettings({ DUTY_SMTP_URL: server.url, DUTY_SMTP_FROM: 'hub@hub.example' });
    await channelsOf(settings, nothing, false).EMAIL!({ ...MESSAGE, channel: 'EMAIL' });
    const [letter] = server.letters;
    expect(letter).toContain('Message-ID: <b8b1@hub.example>');
    expect(letter).toContain('To: duty@centre.example');
    expect(letter).toContain(`Subject: =?UTF-8?`);
  } finally {
    server.close();
  }
});

test('a letter that the server refuses counts as not sent', async () => {
  const server = await mailServer('451 later\r\n');
  try {
    const settings = dutySettings({ DUTY_SMTP_URL: server.url, DUTY_SMTP_FROM: 'hub@hub.example' });
    await expect(channelsOf(settings, nothing, false).EMAIL!({ ...MESSAGE, channel: 'EMAIL' })).rejects.toThrow();
  } finally {
    server.close();
  }
});

test('without a way nothing goes out; in development it is caught, and shown as text', async () => {
  expect(channelsOf(dutySettings({}), nothing, false)).toEqual({});
  const caught = channelsOf(dutySettings({}), nothing, true);
  await caught.SMS!({ ...MESSAGE, to: '+7 000 001 00 01', channel: 'SMS' });
  expect(caughtBy(nothing).text).toBe('SMS to +7 000 001 00 01 (ru): Ожидает заявка.\n');
});

test.each([
  [{ DUTY_PROVIDER_URL: 'https://provider.example' }, 'DUTY_PROVIDER_SECRET'],
  [{ DUTY_SMTP_URL: 'smtps://mail.example' }, 'DUTY_SMTP_FROM'],
])('half a way is refused: %o', (given, missing) => {
  expect(() => dutySettings(given)).toThrow(missing);
});
