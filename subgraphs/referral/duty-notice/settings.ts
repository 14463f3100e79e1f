import { z } from 'zod';
import { ConfigError, publicAddress } from '../../kit/index.js';

export const DUTY_SETTINGS = {
  /** Takes calls and short messages, as docs/operating.md says; none go out without */
  DUTY_PROVIDER_URL: publicAddress.optional(),
  /** Signs what that provider is sent: 24 bytes or more in base64, as Standard Webhooks writes a secret */
  DUTY_PROVIDER_SECRET: z
    .string()
    .regex(
      /^(whsec_)?(?=[A-Za-z0-9+/]{32})(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      'must be 24 bytes or more in base64',
    )
    .optional(),
  /** Takes letters: smtps://user:password@host, or smtp:// with STARTTLS; none go out without */
  DUTY_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must start with smtp:// or smtps://')
    .optional(),
  DUTY_SMTP_FROM: z.email('must be a mail address').optional(),
  /** Where whoever was told says so, as telephones reach it: a page of the gateway */
  DUTY_ADDRESS: publicAddress.default('http://127.0.0.1:4000/answer'),
  /** After how many seconds without an answer the next person is told */
  DUTY_NEXT_AFTER_SECONDS: z.coerce.number().int().min(1).max(3_600).default(300),
};

export type DutySettings = z.infer<z.ZodObject<typeof DUTY_SETTINGS>>;

/** @throws ConfigError for half of a way */
export function dutySettings(given: Readonly<Record<string, unknown>> | undefined): DutySettings {
  const settings = z.object(DUTY_SETTINGS).parse(given ?? {});
  if (settings.DUTY_PROVIDER_URL && !settings.DUTY_PROVIDER_SECRET)
    throw new ConfigError('DUTY_PROVIDER_SECRET: what the provider is sent must be signed.');
  if (settings.DUTY_SMTP_URL && !settings.DUTY_SMTP_FROM)
    throw new ConfigError('DUTY_SMTP_FROM: a letter needs a sender.');
  return settings;
}
