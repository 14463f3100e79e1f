import { readFile } from 'node:fs/promises';
import { GATEWAY, KeyFolder, tlsFilesIn } from '../../subgraphs/kit/index.js';

/** What both contenders are given: the same keys, certificates and subgraph processes. */
export interface DoorOptions {
  /** Key folders of all processes */
  readonly keys: string;
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly deadlineMs: number;
}

export async function gatewayIdentity({ keys }: DoorOptions) {
  const folder = `${keys}/${GATEWAY}`;
  return {
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    keys: await KeyFolder.open(folder, () => {}),
    tls: (await tlsFilesIn(folder))!,
  };
}
