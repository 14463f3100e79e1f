import pg from 'pg';

/** The statements that `work` makes this process run, by name or text; those that `of` matches, without what goes on in the background. */
export async function statementsOf(of: RegExp, work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const query = args[0] as { name?: string; text?: string } | string;
    statements.push(typeof query === 'string' ? query : (query.name ?? query.text ?? ''));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    client.query = original;
  }
  return statements.filter((text) => of.test(text));
}
