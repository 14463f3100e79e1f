import { parseArgs } from 'node:util';
import { hsdsService, type OwnShelter, type OwnUnit } from './export-hsds/hsds.js';
import { operation } from './operations.js';

const USAGE = `npm run -s export-hsds -- [--url URL] > services.json

Writes the shelters of your own agency as services of HSDS 3.1 with their service_capacity, without addresses. The access token of its staff or
administrator stands in the environment, as DEREU_TOKEN. The counts are exact: give the file to nobody who may not know them.`;

/** @throws when the hub gives no data */
async function ask<T>(url: string, name: string, variables: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.DEREU_TOKEN ?? ''}` },
    body: JSON.stringify({ query: operation(name), variables }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: readonly { readonly message: string }[] };
  if (!data || errors?.length) throw new Error(errors?.[0]?.message ?? `The hub answered ${response.status}.`);
  return data;
}

interface Page {
  readonly shelters: {
    readonly edges: readonly { readonly node: OwnShelter }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function* shelters(url: string): AsyncGenerator<OwnShelter> {
  for (let after: string | null = null; ; ) {
    const { shelters: page }: Page = await ask<Page>(url, 'SheltersForExport', { first: 100, after });
    yield* page.edges.map(({ node }) => node);
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const services = [];
    for await (const shelter of shelters(values.url)) {
      const { shelterUnits } = await ask<{ shelterUnits: OwnUnit[] }>(values.url, 'ShelterUnits', {
        shelter: shelter.id,
        nights: 1,
      });
      services.push(hsdsService(shelter, shelterUnits));
    }
    console.log(JSON.stringify(services, null, 2));
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
