/**
 * Promise: however a part of her record is asked for, the same decision stands before it. Every way to a classified field is generated from the schema: root
 * fields, one type nested in another, aliases, fragments, `@include` and `@skip`, own records, payloads of mutations, and `_entities` at each subgraph. What comes
 * back is what the model of test/oracle opens. A field added tomorrow is on a way already, or the test fails and says which value is wanting.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { openTestHub, type PublicHub } from '../hub.js';
import { OFFICER, type Person } from '../oracle/people.js';
import { isOwnRecord, needed, partsAt, type Said, saidIn } from './answers.js';
import { type Asking, documentsOf, FORMS, type Form } from './documents.js';
import { entitiesOf } from './entities.js';
import { ADVOCATE, ASKERS, CENTRES, Scene } from './scene.js';
import { categoryOf, nameOf, type Way, waysIn } from './ways.js';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const ways = waysIn(schema);
const record = schema.getType('Victim') as GraphQLObjectType;
/** The parts of a record, with their category */
const parts = new Map(
  Object.values(record.getFields()).flatMap((field) => (categoryOf(field) ? [[field.name, categoryOf(field)!]] : [])),
);
const WHOLE = ways.find((way) => nameOf(way) === 'Query.victim')!;

let hub: PublicHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
  scene = await Scene.open(hub);
  await scene.openEverything([...new Set(parts.values())]);
});
afterAll(() => hub?.close());

/** What somebody may be refused without having learnt anything */
const REFUSED = ['FORBIDDEN', 'BAD_USER_INPUT', 'PURPOSE_REQUIRED'];

async function answerOf(way: Way, form: Form, asker: Person, { text }: Asking): Promise<unknown> {
  const { data, errors } = await hub.as(asker.account, asker.purpose).query(text);
  const other = (errors ?? []).filter(({ extensions }) => !REFUSED.includes(extensions.code));
  expect({ way: nameOf(way), form, other }).toEqual({ way: nameOf(way), form, other: [] });
  return data;
}

/** The parts of her record that somebody gets who asks for all of it, in the plainest way. */
async function wholeFor(asker: Person): Promise<string[]> {
  const [all] = documentsOf(WHOLE, 'plain', scene.valuesFor(asker));
  return partsAt(WHOLE, await answerOf(WHOLE, 'plain', asker, all!))[0] ?? [];
}

interface Counted {
  /** Things said that were judged */
  said: number;
  /** Records reached */
  records: number;
  overDisclosures: string[];
  falseRefusals: string[];
}

/** Goes all ways as everybody, in turn in each form, and judges what is said. */
async function everyWay(root: Way['root'], askers: readonly Person[]): Promise<Counted> {
  const counted: Counted = { said: 0, records: 0, overDisclosures: [], falseRefusals: [] };
  const type = schema.getType(root) as GraphQLObjectType;
  for (const [turn, asker] of askers.entries()) {
    const open = scene.model.open(0, asker);
    const whole = await wholeFor(asker);
    const may = (said: Said) => {
      const need = needed(said);
      if (need) return need === 'anything' ? open.length > 0 : open.includes(need.category);
      return !isOwnRecord(said) || scene.mayReadOwnRecords(asker);
    };
    for (const [i, way] of ways
      .filter((each) => each.root === root && (root === 'Query' || each.end === record))
      .entries()) {
      const form = FORMS[(i + turn) % FORMS.length]!;
      const documents = documentsOf(way, form, scene.valuesFor(asker));
      // what a mutation does it does once
      for (const each of root === 'Mutation' ? [documents[turn % documents.length]!] : documents) {
        const data = await answerOf(way, form, asker, each);
        const fault = (what: string) => `${nameOf(way)} (${form}) as ${asker.account} for ${asker.purpose}: ${what}`;
        for (const said of saidIn(data, type)) {
          counted.said++;
          if (!may(said)) counted.overDisclosures.push(fault(said.map(({ name }) => name).join('.')));
        }
        if (way.end !== record) continue;
        const left = form === 'left out' ? [] : whole.filter((part) => each.asked.includes(part));
        for (const found of partsAt(way, data)) {
          counted.records++;

          if (found.join() !== left.join()) counted.falseRefusals.push(fault(`${found} instead of ${left}`));
        }
      }
    }
  }
  return counted;
}

const FAULTLESS = { overDisclosures: [], falseRefusals: [] };

describe('every way to every part of the record', () => {
  test('to somebody to whom everything is open, says everything', async () => {
    expect(await wholeFor(ADVOCATE)).toEqual([...parts.keys()].sort());
  });

  test('says what is open to whoever asks, and nothing else', async () => {
    const counted = await everyWay('Query', ASKERS);
    expect(counted).toMatchObject(FAULTLESS);
    expect(counted.records).toBeGreaterThan(50);
  });

  test('the payload of a mutation is such a way', async () => {
    const counted = await everyWay('Mutation', ASKERS);
    expect(counted).toMatchObject(FAULTLESS);
    expect(counted.records).toBeGreaterThan(5);
  });

  test('at each subgraph, without a disclosure, says nothing; at consent what the decision says', async () => {
    for (const asker of ASKERS) {
      for (const { name } of SUBGRAPHS) {
        const { parts, tokens } = await entitiesOf(hub, name, scene.key, asker);
        expect({ asker: asker.account, name, parts }).toEqual({ asker: asker.account, name, parts: [] });
        if (name === 'consent')
          expect({ asker: asker.account, tokens }).toEqual({
            asker: asker.account,
            tokens: scene.model.open(0, asker),
          });
      }
    }
  });

  test('says nothing to whom a wall keeps out, of own records neither', async () => {
    await scene.wallTheClinic();
    for (const root of ['Query', 'Mutation'] as const) {
      const walled = ASKERS.filter((asker) => scene.model.walled(0, asker));
      expect(walled).toHaveLength(2);
      const counted = await everyWay(root, walled);
      expect(counted).toMatchObject({ ...FAULTLESS, records: 0 });
    }
  });

  test('says nothing of the record once all is withdrawn; duty and own records remain', async () => {
    await scene.withdraw();
    for (const root of ['Query', 'Mutation'] as const) {
      const counted = await everyWay(root, [ADVOCATE, CENTRES, OFFICER]);
      expect(counted).toMatchObject(FAULTLESS);
      expect(counted.said).toBeGreaterThan(20);
    }
  });
});
