import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GATEWAY } from '../../subgraphs/kit/index.js';
import { freePorts, HubProcess } from '../hub/processes.js';
import { type ComposeFile, environmentOf, mountsOf, ownServices, type Service } from './compose-file.js';

/** What stands here for the network and the volumes of compose. */
export interface Place {
  /** One folder for each container, in which its volumes are */
  readonly containers: string;
  /** What `.keys` is in the file */
  readonly keys: string;
  readonly volumes: string;
  /** What the image has in its working folder */
  readonly image: string;
  readonly postgresPort: number;
}

interface Ports {
  /** Of `https://NAME:4001`: which process answers there */
  readonly served: ReadonlyMap<string, number>;
  readonly operations: ReadonlyMap<string, number>;
}

/** Nobody else uses this hub: how long a process drains, and how often the gateway looks for news. */
const INTERVALS = { DRAIN_MS: '500', TRUST_LIST_REFRESH_MS: '1000' } as const;

/** All that differs from a container beside {@link INTERVALS}: everything else is as the file says. */
const replacements = (name: string, place: Place, { served, operations }: Ports) =>
  [
    [/^0\.0\.0\.0$/, () => '127.0.0.1'],
    [/^(\d{4,5})$/, (port) => String(port === '9464' ? operations.get(name) : served.get(name))],
    [/^https:\/\/([\w-]+):\d+$/, (_port, host) => `https://127.0.0.1:${served.get(host!)}`],
    [/^http:\/\/127\.0\.0\.1:4000$/, () => `http://127.0.0.1:${served.get(GATEWAY)}`],
    [/(?<=@)postgres:5432/, () => `127.0.0.1:${place.postgresPort}`],
    [/^\/.+$/, (path) => join(place.containers, name, path)],
  ] as readonly [RegExp, (match: string, group?: string) => string][];

export interface LocalProcess {
  readonly process: HubProcess;
  /** Its own health check, asked of the port that it has here; rejects when it fails */
  readonly health: readonly string[];
}

/** The processes of the file, by name, to be started on this machine. */
export async function localProcesses(file: ComposeFile, place: Place): Promise<Map<string, LocalProcess>> {
  const own = ownServices(file);
  const [served, operations] = [await freePorts(own.length), await freePorts(own.length)];
  const ports: Ports = {
    served: new Map(own.map(([name], i) => [name, served[i]!])),
    operations: new Map(own.map(([name], i) => [name, operations[i]!])),
  };
  const processes = new Map<string, LocalProcess>();
  for (const [name, service] of own) {
    await mountVolumes(name, service, place);
    const table = replacements(name, place, ports);
    const environment = Object.entries(environmentOf(service)).map(([variable, value]) => {
      const [pattern, by] = table.find(([each]) => each.test(value)) ?? [];
      return [variable, pattern && by ? value.replace(pattern, by) : value];
    });
    const health = (service.healthcheck?.test ?? [])
      .slice(2)
      .map((part) => part.replace('9464', String(ports.operations.get(name))));
    const [, entry = ''] = service.command;
    processes.set(name, {
      process: new HubProcess(name, entry, { ...Object.fromEntries(environment), ...INTERVALS }, place.image),
      health,
    });
  }
  return processes;
}

async function mountVolumes(name: string, service: Service, place: Place): Promise<void> {
  for (const { source, target } of mountsOf(service)) {
    const link = join(place.containers, name, target);
    await mkdir(dirname(link), { recursive: true });
    const named = !source.startsWith('.');
    const folder = named ? join(place.volumes, source) : source.replace(/^\.\/\.keys/, place.keys);
    if (named) await mkdir(folder, { recursive: true });
    await symlink(folder, link);
  }
}
