import { z } from 'zod';

/** A provider at which somebody signs in to the console. */
const provider = z.strictObject({
  /** The `iss` of its tokens; its origin is the only one beside the hub's that the console may reach */
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1).max(200),
  /** On its button, where there are several: a number or a colour, nothing that says what this is for */
  label: z.string().min(1).max(40).optional(),
});

export type ConsoleProvider = z.infer<typeof provider>;

const providers = z.array(provider).min(1).max(100);

/** Where one signs in to the console, as JSON, and what it is called; there is no console when nothing is said. */
export const CONSOLE_SETTINGS = {
  CONSOLE_SIGN_IN: z
    .string()
    .transform((text, context) => {
      const read = providers.safeParse(parsed(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: 'must be JSON: [{"issuer": "https://…", "clientId": "…"}]' });
      return z.NEVER;
    })
    .optional(),
  /** One name in every language; a neutral word of each language when left out */
  CONSOLE_NAME: z.string().min(1).max(40).optional(),
  /** Minutes without a touch after which the console signs out */
  CONSOLE_IDLE_MINUTES: z.coerce.number().int().min(3).max(120).default(15),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Read = z.infer<z.ZodObject<typeof CONSOLE_SETTINGS>>;

export interface ConsoleOptions {
  readonly signIn: readonly ConsoleProvider[];
  readonly name?: string | undefined;
  readonly idleMinutes: number;
  /** Persons of a demonstration, each with a button of its own; never in production */
  readonly demoAccounts?: readonly { readonly sub: string; readonly label: string; readonly hint: string }[];
}

export const consoleIn = (settings: Read): ConsoleOptions | undefined =>
  settings.CONSOLE_SIGN_IN && {
    signIn: settings.CONSOLE_SIGN_IN,
    name: settings.CONSOLE_NAME,
    idleMinutes: settings.CONSOLE_IDLE_MINUTES,
  };
