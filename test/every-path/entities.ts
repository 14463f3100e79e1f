import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildASTSchema, type GraphQLObjectType, parse } from 'graphql';
import type { PublicHub } from '../hub.js';
import type { Person } from '../oracle/people.js';
import { saidIn } from './answers.js';
import { selection } from './documents.js';
import { categoryOf } from './ways.js';

/** What a client of the gateway cannot send: representations of her, without a disclosure, with none, and with one that is made up. */
const WITHOUT = ['missing', 'null', 'made up'] as const;

/** What a subgraph says when the gateway asks it for her directly, in somebody's name: classified fields, and the disclosures that it hands out. */
export async function entitiesOf(
  hub: PublicHub,
  subgraph: string,
  key: string,
  { account: _, ...requester }: Person,
): Promise<{ parts: string[]; tokens: string[] }> {
  const schema = buildASTSchema(parse(readFileSync(`schema/${subgraph}.graphql`, 'utf8')), { assumeValidSDL: true });
  const victim = schema.getType('Victim') as GraphQLObjectType | undefined;
  if (!victim) return { parts: [], tokens: [] };
  const [from, to] = [Date.now() - 3_600_000, Date.now()].map((at) => JSON.stringify(new Date(at).toISOString()));
  const fields = selection(victim, ['Victim'], { first: '5', from: from!, to: to! });
  const hidden = Object.keys(victim.getFields()).filter((name) => name.endsWith('Disclosure'));
  const own = subgraph === 'consent' ? [] : hidden;
  const representations = WITHOUT.map((how) => ({
    __typename: 'Victim',
    key,
    ...(how === 'missing' ? {} : Object.fromEntries(own.map((name) => [name, how === 'null' ? null : 'x.y.z']))),
  }));
  const answered = await hub.transport.call(subgraph, {
    document: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Victim { ${fields
      .filter((field) => !own.some((name) => field.startsWith(name)))
      .join(' ')} } } }`,
    variables: { representations },
    caller: { requester, actor: null, requestId: randomUUID(), deadline: Date.now() + 30_000 },
  });
  const found = ((answered.data?._entities ?? []) as unknown[]).flatMap((each) => [...saidIn(each, victim)]);
  const classified = found.filter((said) => said.length === 1 && categoryOf(said[0]!) !== null);
  const tokens = found.flatMap(([field]) =>
    field!.name.endsWith('Disclosure') ? [field!.name.slice(0, -'Disclosure'.length).toUpperCase()] : [],
  );
  return { parts: classified.map(([field]) => field!.name), tokens: [...new Set(tokens)].sort() };
}
