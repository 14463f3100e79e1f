import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { seedId } from '../standalone/seed/ids.js';
import { openTestHub, type TestHub } from './hub.js';

/**
 * What HSDS 3.1 requires of a service, a service_capacity and a unit, and of which types, in our own words after openreferral/specification
 * (`schema/service.json`, `service_capacity.json`, `unit.json`); closed, so that nothing else can slip in.
 */
const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string', minLength: 1 };
const closed = (properties: object, ...optional: string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const SERVICES = {
  type: 'array',
  items: closed({
    ...{ id: uuid, organization_id: text, name: text },
    status: { enum: ['active', 'inactive', 'defunct', 'temporarily closed'] },
    capacities: {
      type: 'array',
      items: closed(
        {
          ...{
            id: uuid,
            service_id: uuid,
            unit: closed({ id: uuid, name: text }),
            available: { type: 'number', minimum: 0 },
          },
          ...{
            maximum: { type: 'number', minimum: 0 },
            description: text,
            updated: { type: 'string', format: 'date-time' },
          },
        },
        'maximum',
        'description',
      ),
    },
  }),
};

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

test("an agency's shelters are exported as HSDS 3.1, valid and without anything that locates them", async () => {
  const env = { ...process.env, DEREU_TOKEN: await hub.token('intake-karaganda') };
  const run = async () => {
    const { stdout } = await promisify(execFile)('node', ['dist/scripts/export-hsds.js', '--url', hub.url], { env });
    return stdout;
  };
  const stdout = await run();
  const services = JSON.parse(stdout);
  const ajv = new Ajv({ allErrors: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const valid = ajv.compile(SERVICES);
  expect({ valid: valid(services), errors: valid.errors }).toEqual({ valid: true, errors: null });
  expect(valid([{ ...services[0], address: 'x' }])).toBe(false);
  expect(valid([{ ...services[0], capacities: [{ ...services[0].capacities[0], updated: 'yesterday' }] }])).toBe(false);

  expect(services.map(({ id }: { id: string }) => id).sort()).toEqual(
    ['crisis-karaganda-1', 'second-karaganda-1'].map((slug) => seedId(`shelter:${slug}`)).sort(),
  );
  const counted = services.find(({ id }: { id: string }) => id === seedId('shelter:second-karaganda-1'));
  expect(
    counted.capacities.map(({ available, maximum }: { available: number; maximum: number }) => [available, maximum]),
  ).toEqual([
    [7, 8],
    [1, 2],
  ]);
  // the ids stay, so that who takes it over again finds them
  expect(
    JSON.parse(await run()).map(({ capacities }: { capacities: { id: string }[] }) => capacities.map(({ id }) => id)),
  ).toEqual(services.map(({ capacities }: { capacities: { id: string }[] }) => capacities.map(({ id }) => id)));
  expect(stdout).not.toMatch(/Ойдан шығарылған|KZ-35|\+7|district|region/i);
});
