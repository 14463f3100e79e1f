import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { asAdmin } from '../../standalone/databases.js';
import { GATEWAY, HttpTransport, KeyFolder, type Requester, tlsFilesIn } from '../../subgraphs/kit/index.js';
import { HubProcess, hubProcesses } from '../hub/processes.js';
import { cloneDatabases, type TestDatabases } from '../hub/test-databases.js';
import { testServer } from '../setup/test-server.js';
import { type Answered, type Ask, answeredBy, type Told, UNKNOWN_AT } from './answer.js';
import { faultsOfRace } from './race-faults.js';

declare global {
  /** Set by test/faults/jest.config.js */
  var raceSeconds: number | undefined;
}
/** Eight in `npm test`, sixty by `npm run test:faults` */
export const SECONDS = globalThis.raceSeconds ?? 8;
export const CLIENTS = 200;
/** On a busy machine a race goes on until there is something to look at. */
export const AT_MOST_MS = 90_000;
/** Two hundred at once on a busy machine wait long; an assertion is good for half a minute. */
const DEADLINE_MS = 25_000;
/** Steps that are carried out before the next thing is broken: where nothing goes on there is no race */
const BETWEEN = 30;

export interface RaceOptions {
  /** What is raced for: two processes of it */
  readonly subgraph: string;
  /** Subgraphs that it calls: one process each, which nobody kills */
  readonly calls?: readonly string[];
  /** Input type and selection of each mutation, by its name */
  readonly mutations: Readonly<Record<string, readonly [input: string, selection: string]>>;
  /** SQL that has some of the holds run out now */
  readonly runOut: string;
}

/** How often something is to be carried out, by the mutation's name. */
export type Floors = Readonly<Record<string, number>>;

/**
 * Many clients at two processes of a subgraph, over HTTP with signed assertions as the gateway calls them, while holds run out, the processes are killed (SIGKILL) and
 * started again, and connections are ended (`pg_terminate_backend`). It counts what came of everything.
 */
export class Race {
  /** How often each mutation came to what, and what its callers were told */
  readonly outcomes = new Map<string, number>();
  killed = 0;
  ended = 0;
  #carriedOut = 0;

  private constructor(
    private readonly options: RaceOptions,
    private readonly databases: TestDatabases,
    private readonly processes: readonly HubProcess[],
    private readonly keys: KeyFolder,
    private readonly transport: HttpTransport,
  ) {}

  static async open(options: RaceOptions): Promise<Race> {
    const { subgraph, calls = [] } = options;
    const names = [subgraph, ...calls];
    const databases = await cloneDatabases(names);
    const all = await hubProcesses({
      ...{ databases: databases.urls, keys: testServer().keys, replicas: { [subgraph]: 2 } },
      environment: { CLOSURE_LOG_DIRECTORY: '/nowhere' },
    });
    const processes = all
      .filter(({ name }) => names.includes(name))
      .map(({ name, entry, environment }) => new HubProcess(name, entry, { ...environment, POOL_SIZE: '20' }));
    await Promise.all(processes.map((each) => each.start()));
    const keys = await KeyFolder.open(`${testServer().keys}/${GATEWAY}`, () => {});
    const origins = (name: string) =>
      processes.filter((each) => each.name === name).map(({ port }) => `https://127.0.0.1:${port}`);
    const transport = await HttpTransport.open({
      ...{ self: GATEWAY, keys, tls: await tlsFilesIn(`${testServer().keys}/${GATEWAY}`), connections: 24 },
      origins: Object.fromEntries(names.map((name) => [name, origins(name)])),
    });
    return new Race(options, databases, processes, keys, transport);
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop('SIGKILL')));
    await this.transport.close();
    this.keys.close();
    await this.databases.drop();
  }

  /** Under the owner login */
  get db(): DataSource {
    return this.databases.owner(this.options.subgraph);
  }

  /** By a connection of its own, which waits however busy the machine is. */
  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const url = new URL(testServer().adminUrl);
    url.pathname = new URL(this.databases.urls[this.options.subgraph]!).pathname;
    return asAdmin(url.href, async (client) => (await client.query(text, values)).rows as Row[]);
  }

  /** One call of any of the subgraphs. @throws what the transport throws */
  call(subgraph: string, requester: Requester, document: string, variables: Record<string, unknown>) {
    const caller = { requester, actor: null, requestId: randomUUID(), deadline: Date.now() + DEADLINE_MS };
    return this.transport.call(subgraph, { document, variables, caller });
  }

  /** As a member of staff: a mutation, and what came of it. */
  as(requester: Requester): Ask {
    return async (mutation, input) => {
      const [type, selection] = this.options.mutations[mutation]!;
      const document = `mutation ($input: ${type}!) { told: ${mutation}(input: $input) { ${selection} userErrors { code } } }`;
      const told = this.call(this.options.subgraph, requester, document, { input });
      const answer: Answered = await told.then((told) => answeredBy(told as Told), UNKNOWN_AT);
      const outcome = answer.kind === 'DONE' ? 'DONE' : answer.code;
      this.outcomes.set(`${mutation} ${outcome}`, this.times(mutation, outcome) + 1);
      if (answer.kind === 'DONE') this.#carriedOut++;
      // what is being started again is not asked in a loop
      if (answer.kind === 'UNKNOWN') await sleep(50);
      return answer;
    };
  }

  times(mutation: string, outcome = 'DONE'): number {
    return this.outcomes.get(`${mutation} ${outcome}`) ?? 0;
  }

  /** What has not been done often enough; empty when it was a race, and things were broken in it. */
  below(floors: Floors): string[] {
    const counts = Object.entries(floors).map(([name, floor]) => [name, this.times(name), floor] as const);
    return [...counts, ['kills', this.killed, 1] as const, ['connections ended', this.ended, 1] as const].flatMap(
      ([name, n, floor]) => (n < floor ? [`${name}: ${n} of ${floor}`] : []),
    );
  }

  /** Has the clients take turns for {@link SECONDS}, or longer until the floors are reached, and breaks things meanwhile. */
  async run(clients: readonly (() => Promise<void>)[], floors: Floors): Promise<void> {
    const began = Date.now();
    const going = () => {
      const ms = Date.now() - began;
      return ms < SECONDS * 1_000 || (ms < AT_MOST_MS && this.below(floors).length > 0);
    };
    const racing = clients.map(async (turn) => {
      while (going()) await turn();
    });
    await this.#breakThings(going);
    await Promise.all(racing);
    // what was killed may still be rolled back, and a server process reports what it met at most once a second
    await sleep(1_500);
    if (globalThis.raceSeconds || process.env.RACE_REPORT) {
      const seconds = Math.round((Date.now() - began) / 1_000);
      console.log({
        seconds,
        killed: this.killed,
        ended: this.ended,
        ...Object.fromEntries([...this.outcomes].sort()),
      });
    }
  }

  /** Whatever a client was told, or the database has counted, that nobody may be told. */
  async faults(): Promise<string[]> {
    const [counted] = await this.sql<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    return faultsOfRace({
      deadlocks: counted!.deadlocks,
      outcomes: this.outcomes,
      outputs: this.processes.map(({ output }) => output),
      ended: this.processes
        .filter(({ running }) => !running)
        .map(({ name, output }) => `${name}: ${output.slice(-600)}`),
    });
  }

  async #breakThings(going: () => boolean): Promise<void> {
    const raced = this.processes.filter(({ name }) => name === this.options.subgraph);
    let starting: Promise<void> | null = null;
    let [atEnd, atKill] = [0, 0];
    while (going()) {
      await sleep(200 + Math.random() * 400);
      await this.sql(this.options.runOut);
      if (this.#carriedOut > atEnd + BETWEEN) {
        this.ended += await this.#endConnections();
        atEnd = this.#carriedOut;
      }
      if (starting || this.#carriedOut <= atKill + 2 * BETWEEN) continue;
      const victim = raced[Math.floor(Math.random() * raced.length)]!;
      await victim.stop('SIGKILL');
      this.killed++;
      starting = victim.start().finally(() => {
        starting = null;
        atKill = this.#carriedOut;
      });
    }
    await starting;
  }

  /** Half of those of the app login. */
  async #endConnections(): Promise<number> {
    const end = `SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND usename = $1 AND random() < 0.5`;
    const { username } = new URL(this.databases.urls[this.options.subgraph]!);
    const [ended] = await this.sql<{ n: number }>(end, [decodeURIComponent(username)]);
    return ended!.n;
  }
}
