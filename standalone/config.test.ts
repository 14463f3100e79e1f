import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const refusal = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
};

describe('the settings', () => {
  test('all have a default', () => {
    expect(readConfig({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: undefined,
      dataDirectory: resolve('.data'),
      closureLogDirectory: resolve('.data/closure-log'),
      deadlineMs: 2_000,
      trustListRefreshMs: 10_000,
      trustListMaximumAgeMs: 900_000,
      rateLimits: {
        staffPerMinute: 600,
        staffAtOnce: 20,
        agencyPerMinute: 12_000,
        agencyAtOnce: 200,
        sourcePerMinute: 300,
        sourceTriesPerMinute: 20,
        triesPerMinute: 600,
      },
      settings: {
        EVIDENCE_JURISDICTION: 'KZ',
        RESPONSE_JURISDICTION: 'KZ',
        ...{ DUTY_ADDRESS: 'http://127.0.0.1:4000/answer', DUTY_NEXT_AFTER_SECONDS: 5, DUTY_CATCHER: true },
        WEBHOOK_NETWORKS: '',
        CONSENT_MAXIMUM_DAYS: 90,
        VICTIMS_PER_HOUR_OF_STAFF: 120,
        VICTIMS_PER_HOUR_OF_AGENCY: 1_200,
        PERMIT_ADDRESS: 'http://127.0.0.1:4000/permit',
        PERMIT_ISSUERS: 'POLICE,FORENSIC_CLINIC,HOSPITAL',
        PERMIT_MAXIMUM_DAYS: 14,
        CALENDAR_ADDRESS: 'http://127.0.0.1:4000/calendar',
        EXAM_FEED_DAYS: 365,
        REFERRAL_DRAFT_DAYS: 14,
        RISK_INSTRUMENTS_DIRECTORY: '',
      },
      consoleIdleMinutes: 15,
      operations: { LOG_LEVEL: 'warn', OPERATIONS_HOST: '127.0.0.1' },
    });
  });

  test('are not set when they are blank, as in the example file', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ', NODE_ENV: '', DEADLINE_MS: '' })).toEqual(readConfig({}));
  });

  test('are read', () => {
    const databaseUrl = 'postgresql://u:p@db.example:5432/postgres';
    expect(
      readConfig({
        NODE_ENV: 'production',
        HOST: '::1',
        PORT: '0',
        DATABASE_URL: databaseUrl,
        DATA_DIRECTORY: '/var/lib/dereu',
        CLOSURE_LOG_DIRECTORY: '/mnt/closures',
        DEADLINE_MS: '1500',
        TRUST_LIST_REFRESH_MS: '1000',
        TRUST_LIST_MAXIMUM_AGE_MS: '86400000',
        STAFF_REQUESTS_PER_MINUTE: '1',
        STAFF_REQUESTS_AT_ONCE: '2',
        AGENCY_REQUESTS_PER_MINUTE: '3',
        AGENCY_REQUESTS_AT_ONCE: '4',
        SOURCE_REFUSALS_PER_MINUTE: '5',
        SOURCE_TRIES_PER_MINUTE: '6',
        TRIES_PER_MINUTE: '7',
        TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
        CONSOLE_NAME: 'Board',
        CONSOLE_IDLE_MINUTES: '5',
        VICTIMS_PER_HOUR_OF_STAFF: '6',
        VICTIMS_PER_HOUR_OF_AGENCY: '7',
        CONSENT_MAXIMUM_DAYS: '365',
        EVIDENCE_JURISDICTION: 'KZ',
        RESPONSE_JURISDICTION: 'KZ',
        DUTY_PROVIDER_URL: 'https://provider.example/messages',
        DUTY_PROVIDER_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
        DUTY_SMTP_URL: 'smtps://mail.example',
        DUTY_SMTP_FROM: 'hub@hub.example',
        DUTY_ADDRESS: 'https://hub.example/answer',
        DUTY_NEXT_AFTER_SECONDS: '120',
        WEBHOOK_NETWORKS: '',
        LOG_LEVEL: 'info',
        OPERATIONS_HOST: '127.0.0.2',
        OPERATIONS_PORT: '9464',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
        SUBJECT_HOST: 'notes.example',
        PERMIT_HOST: 'pass.example',
        PERMIT_ADDRESS: 'https://pass.example/',
        PERMIT_ISSUERS: 'POLICE, HOSPITAL',
        PERMIT_MAXIMUM_DAYS: '5',
        CALENDAR_ADDRESS: 'https://hub.example/calendar',
        EXAM_FEED_DAYS: '30',
        REFERRAL_DRAFT_DAYS: '7',
        UNKNOWN: 'x',
      }),
    ).toEqual({
      production: true,
      host: '::1',
      port: 0,
      databaseUrl,
      dataDirectory: '/var/lib/dereu',
      closureLogDirectory: '/mnt/closures',
      deadlineMs: 1_500,
      trustListRefreshMs: 1_000,
      trustListMaximumAgeMs: 86_400_000,
      rateLimits: {
        staffPerMinute: 1,
        staffAtOnce: 2,
        agencyPerMinute: 3,
        agencyAtOnce: 4,
        sourcePerMinute: 5,
        sourceTriesPerMinute: 6,
        triesPerMinute: 7,
      },
      trustedProxies: 'loopback, 10.0.0.0/8',
      settings: {
        EVIDENCE_JURISDICTION: 'KZ',
        RESPONSE_JURISDICTION: 'KZ',
        ...{ DUTY_ADDRESS: 'https://hub.example/answer', DUTY_NEXT_AFTER_SECONDS: 120 },
        ...{
          DUTY_PROVIDER_URL: 'https://provider.example/messages',
          DUTY_PROVIDER_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
        },
        ...{ DUTY_SMTP_URL: 'smtps://mail.example', DUTY_SMTP_FROM: 'hub@hub.example' },
        WEBHOOK_NETWORKS: '',
        CONSENT_MAXIMUM_DAYS: 365,
        VICTIMS_PER_HOUR_OF_STAFF: 6,
        VICTIMS_PER_HOUR_OF_AGENCY: 7,
        ...{ PERMIT_ADDRESS: 'https://pass.example', PERMIT_ISSUERS: 'POLICE, HOSPITAL', PERMIT_MAXIMUM_DAYS: 5 },
        ...{ CALENDAR_ADDRESS: 'https://hub.example/calendar', EXAM_FEED_DAYS: 30 },
        REFERRAL_DRAFT_DAYS: 7,
        RISK_INSTRUMENTS_DIRECTORY: '',
      },
      subjectHost: 'notes.example',
      permitHost: 'pass.example',
      consoleName: 'Board',
      consoleIdleMinutes: 5,
      operations: {
        LOG_LEVEL: 'info',
        OPERATIONS_HOST: '127.0.0.2',
        OPERATIONS_PORT: 9_464,
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      },
    });
  });

  test.each([
    ['NODE_ENV', 'p4ss-word'],
    ['PORT', 'p4ss-word'],
    ['PORT', '-71'],
    ['PORT', '65536'],
    ['PORT', '40.5'],
    ['DATABASE_URL', 'mysql://root:p4ss-word@db.example/x'],
    ['DATABASE_URL', 'p4ss-word'],
    ['DEADLINE_MS', '99'],
    ['DEADLINE_MS', '60001'],
    ['DEADLINE_MS', '2s'],
    ['TRUST_LIST_REFRESH_MS', '999'],
    ['TRUST_LIST_MAXIMUM_AGE_MS', '9999'],
    ['TRUST_LIST_MAXIMUM_AGE_MS', 'never'],
    ['STAFF_REQUESTS_PER_MINUTE', 'p4ss-word'],
    ['AGENCY_REQUESTS_AT_ONCE', '-71'],
    ['TRUSTED_PROXIES', 'p4ss-word'],
    ['SUBJECT_HOST', 'https://notes.example'],
    ['SUBJECT_HOST', 'notes.example:4000'],
    ['EVIDENCE_JURISDICTION', 'XX'],
    ['PERMIT_ADDRESS', 'http://pass.example/'],
    ['PERMIT_ISSUERS', 'POLICE,p4ss-word'],
    ['PERMIT_MAXIMUM_DAYS', '0'],
    ['CALENDAR_ADDRESS', 'calendar'],
    ['EXAM_FEED_DAYS', '367'],
    ['CONSOLE_IDLE_MINUTES', '121'],
    ['RESPONSE_JURISDICTION', 'XX'],
    ['DUTY_PROVIDER_URL', 'http://provider.example/'],
    ['DUTY_PROVIDER_SECRET', 'p4ss-word'],
    ['DUTY_SMTP_URL', 'https://p4ss-word'],
    ['DUTY_SMTP_FROM', 'p4ss-word'],
    ['DUTY_ADDRESS', 'answer'],
    ['DUTY_NEXT_AFTER_SECONDS', '0'],
    ['REFERRAL_DRAFT_DAYS', '91'],
    ['RISK_INSTRUMENTS_DIRECTORY', '/nowhere/p4ss-word'],
    ['CONSENT_MAXIMUM_DAYS', '0'],
    ['CONSENT_MAXIMUM_DAYS', '366'],
  ])('%s=%j is refused: named, and the value not repeated', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toContain('.env.example');
    expect(message.split('\n').slice(1)).toEqual([expect.stringMatching(new RegExp(`^  ${name}: .{10,}`))]);
    expect(message.replaceAll(name, '')).not.toContain(value);
  });

  test('that are wrong are all named at once', () => {
    const message = refusal({ PORT: 'x', DATABASE_URL: 'x', DEADLINE_MS: 'x', NODE_ENV: 'x' });
    for (const name of ['PORT', 'DATABASE_URL', 'DEADLINE_MS', 'NODE_ENV']) expect(message).toContain(`  ${name}: `);
    expect(message.split('\n')).toHaveLength(5);
  });
});
