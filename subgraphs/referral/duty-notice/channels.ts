import { createTransport } from 'nodemailer';
import { Webhook } from 'standardwebhooks';
import type { DataSource } from 'typeorm';
import type { Language } from '../../kit/index.js';
import { caughtBy } from './catcher.js';
import type { DutySettings } from './settings.js';

export type DutyChannel = 'VOICE' | 'SMS' | 'EMAIL';

/** What goes out to somebody on duty. */
export interface DutyMessage {
  /** The same when it is sent again: whoever takes it delivers it once */
  readonly id: string;
  readonly channel: DutyChannel;
  readonly to: string;
  readonly text: string;
  readonly language: Language;
}

/** Returns when it was taken. @throws when it may not have been: it is then sent again, with the same id */
export type Send = (message: DutyMessage) => Promise<void>;
export type Channels = Readonly<Partial<Record<DutyChannel, Send>>>;

const MOST_MS = 5_000;
const SUBJECT: Readonly<Record<Language, string>> = {
  kk: 'Өтініш күтіп тұр',
  ru: 'Ожидает заявка',
  en: 'A request is waiting',
};

/** The ways that an operator has set. @param catches in development: nothing leaves, and what would have is kept to be looked at */
export function channelsOf(settings: DutySettings, db: DataSource, catches: boolean): Channels {
  const { DUTY_PROVIDER_URL: url, DUTY_PROVIDER_SECRET: secret, DUTY_SMTP_URL: smtp, DUTY_SMTP_FROM: from } = settings;
  const caught: Send = async (message) => caughtBy(db).add(message);
  const provider = url && secret ? httpProvider(url, secret) : undefined;
  const all = { VOICE: provider, SMS: provider, EMAIL: smtp && from ? mail(smtp, from) : undefined };
  return Object.fromEntries(
    Object.entries(all).flatMap(([channel, send]) => {
      const used = send ?? (catches ? caught : undefined);
      return used ? [[channel, used]] : [];
    }),
  );
}

/** Signed by Standard Webhooks (standardwebhooks.com, 1.0.0): a provider verifies it with any of its libraries. */
function httpProvider(url: string, secret: string): Send {
  const webhook = new Webhook(secret);
  return async (message) => {
    const body = JSON.stringify(message);
    const now = new Date();
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(MOST_MS),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': message.id,
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': webhook.sign(message.id, now, body),
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error('The provider did not take a message.');
  };
}

function mail(url: string, from: string): Send {
  const transport = createTransport({
    url,
    requireTLS: !/^smtps:/.test(url) && !/^smtp:\/\/(.*@)?(127\.0\.0\.1|localhost)[:/]?/.test(url),
    connectionTimeout: MOST_MS,
    greetingTimeout: MOST_MS,
    socketTimeout: MOST_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, to, text, language }) => {
    await transport.sendMail({
      from,
      to,
      subject: SUBJECT[language],
      text,
      messageId: `<${id}@${from.split('@')[1]}>`,
    });
  };
}
