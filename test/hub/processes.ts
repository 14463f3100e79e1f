import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { calledBy, categoryOwners, GATEWAY, type SubgraphDefinition, settingOf } from '../../subgraphs/kit/index.js';

/** One process of the hub, as an operator would start it: by its entry point and its environment. */
export class HubProcess {
  #child: ChildProcess | undefined;
  /** What it wrote to stdout and stderr */
  output = '';

  constructor(
    readonly name: string,
    readonly entry: string,
    readonly environment: Readonly<Record<string, string>>,
    /** Where it is started; here when left out */
    readonly folder?: string,
  ) {}

  get port(): number {
    return Number(this.environment.PORT);
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** @throws with what it said when it ends before it runs */
  async start(): Promise<void> {
    const child = fork(this.entry, {
      env: { PATH: process.env.PATH, ...this.environment },
      cwd: this.folder,
      silent: true,
      execArgv: [],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (this.output += data));
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error(`${this.name} did not start: ${this.output}`)));
    });
  }

  /** SIGTERM lets it end in order; its exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.running) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }

  /** SIGSTOP: connections stay, answers do not come */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }
}

/** An organisation that is not among the hub's own: its definition, and the folder of its main.js and worker.js. */
export interface Joined {
  readonly definition: SubgraphDefinition;
  readonly folder: string;
}

export interface ProcessesOptions {
  /** URL of each subgraph's database under its app login */
  readonly databases: Readonly<Record<string, string>>;
  /** Entry point of the public door, when it is another one */
  readonly gateway?: string;
  /** Key folders of all processes */
  readonly keys: string;
  /** Processes of the gateway and of each subgraph: of each, or by name; one when left out */
  readonly replicas?: number | Readonly<Record<string, number>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Origins of subgraphs that are reached elsewhere, such as at a proxy that breaks something */
  readonly elsewhere?: Readonly<Record<string, string>>;
  readonly joined?: readonly Joined[];
}

/** The processes of a hub, in the order in which they start: subgraphs, worker, gateway. */
export async function hubProcesses(options: ProcessesOptions): Promise<HubProcess[]> {
  const joined = options.joined ?? [];
  const definitions = [...SUBGRAPHS, ...joined.map(({ definition }) => definition)];
  const names = definitions.map(({ name }) => name);
  const owners = categoryOwners(definitions);
  const { replicas = 1 } = options;
  const count = (name: string) => (typeof replicas === 'number' ? replicas : (replicas[name] ?? 1));
  const ports = new Map<string, number[]>();
  for (const name of [...names, GATEWAY]) ports.set(name, await freePorts(count(name)));
  const urls = Object.fromEntries(
    names.map((name) => [
      settingOf(name, 'URL'),
      options.elsewhere?.[name] ??
        ports
          .get(name)!
          .map((port) => `https://127.0.0.1:${port}`)
          .join(','),
    ]),
  );
  const pick = (subgraphs: readonly string[]) =>
    Object.fromEntries(subgraphs.map((name) => [settingOf(name, 'URL'), urls[settingOf(name, 'URL')]!]));
  const common = { NODE_ENV: 'test', DRAIN_MS: '0', ...options.environment };
  const processes: HubProcess[] = [];
  for (const definition of definitions) {
    const folder = joined.find((each) => each.definition === definition)?.folder;
    for (const port of ports.get(definition.name)!) {
      processes.push(
        new HubProcess(definition.name, `${folder ?? `dist/subgraphs/${definition.name}`}/main.js`, {
          ...common,
          ...pick(calledBy(definition, owners)),
          PORT: String(port),
          DATABASE_URL: options.databases[definition.name]!,
          ...(definition.vault ? { VAULT_DATABASE_URL: options.databases[`${definition.name}/vault`]! } : {}),
          POOL_SIZE: '6',
          KEYS_DIRECTORY: `${options.keys}/${definition.name}`,
        }),
      );
    }
  }
  const workers = [{ name: 'worker', entry: 'dist/worker/main.js', of: SUBGRAPHS as readonly SubgraphDefinition[] }];
  for (const { definition, folder } of joined)
    workers.push({ name: `worker of ${definition.name}`, entry: `${folder}/worker.js`, of: [definition] });
  for (const { name, entry, of } of workers) {
    processes.push(
      new HubProcess(name, entry, {
        ...common,
        ...urls,
        ...Object.fromEntries(of.map((d) => [settingOf(d.name, 'DATABASE_URL'), options.databases[d.name]!])),
        KEYS_DIRECTORY: options.keys,
      }),
    );
  }
  for (const port of ports.get(GATEWAY)!) {
    processes.push(
      new HubProcess(GATEWAY, options.gateway ?? 'dist/gateway/main.js', {
        ...common,
        ...urls,
        PORT: String(port),
        KEYS_DIRECTORY: `${options.keys}/${GATEWAY}`,
        DEADLINE_MS: options.environment?.DEADLINE_MS ?? '15000',
        TRUST_LIST_REFRESH_MS: '1000',
        TRUST_LIST_MAXIMUM_AGE_MS: '60000',
      }),
    );
  }
  return processes;
}

/**
 * Ports for servers that start later: below those that the system gives to whoever asks for any (32768 and up on Linux, 49152 elsewhere), and apart
 * from those of the other Jest worker, so that nobody takes one in between.
 */
export async function freePorts(count: number): Promise<number[]> {
  const worker = Number(process.env.JEST_WORKER_ID ?? 1);
  const first = 12_000 + ((worker - 1) % 4) * PORTS_OF_A_WORKER;
  const ports: number[] = [];
  while (ports.length < count) {
    const port = first + Math.floor(Math.random() * PORTS_OF_A_WORKER);
    if (!given.has(port) && (await isFree(port))) ports.push(port);
    given.add(port);
  }
  return ports;
}

const PORTS_OF_A_WORKER = 5_000;
const given = new Set<number>();

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
