import pg from 'pg';

/** A statement as the hub has sent it, with the values of the first time. */
export interface StatementInUse {
  readonly database: string;
  /** The name it is prepared under, or how it begins */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Sent = string | { readonly name?: string; readonly text?: string; readonly values?: readonly unknown[] };

/** Notes every statement that this process sends to PostgreSQL while `work` runs: nobody keeps a list that could fall behind. */
export async function statementsInUse(work: () => Promise<void>): Promise<StatementInUse[]> {
  const found = new Map<string, StatementInUse>();
  const prototype = pg.Client.prototype as unknown as { query: (this: pg.Client, ...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (...args) {
    const sent = args[0] as Sent;
    const text = typeof sent === 'string' ? sent : sent?.text;
    const values = (typeof sent === 'string' ? undefined : sent?.values) ?? (Array.isArray(args[1]) ? args[1] : []);
    if (text && /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(text)) {
      const name = (typeof sent === 'string' ? undefined : sent.name) ?? text.replace(/\s+/g, ' ').trim().slice(0, 70);
      const key = `${this.database} ${text}`;
      if (!found.has(key)) found.set(key, { database: this.database ?? '', name, text, values });
    }
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return [...found.values()];
}
