import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A contender or the load in a process of its own, so that neither takes the other's turn on the event loop. */
export interface Child<Ready> {
  /** What it said when it was ready */
  readonly ready: Ready;
  call<Answer>(method: string, argument?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** What a process offers to the one that started it. */
export interface Served<Ready> {
  readonly ready: Ready;
  readonly methods?: Readonly<Record<string, (argument: never) => unknown>>;
  readonly stop?: () => Promise<void>;
}

type Message =
  | { readonly ready: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id?: number; readonly failed: string };

/** Starts a module that calls {@link serveParent}. @throws when it fails or ends before it is ready */
export async function startChild<Options, Ready>(module: URL, options: Options): Promise<Child<Ready>> {
  // graphql-js reads NODE_ENV when it is loaded: outside production each instanceof is a slower one
  const child = fork(module, { serialization: 'advanced', env: { ...process.env, NODE_ENV: 'production' } });
  const answers = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('exit', (code) => {
      const error = new Error(`A process of the benchmark ended (exit code ${code}).`);
      reject(error);
      for (const waiting of answers.values()) waiting.reject(error);
    });
    child.on('message', (message: Message) => {
      if ('ready' in message) resolve(message.ready as Ready);
      else if (message.id === undefined) reject(new Error((message as { failed: string }).failed));
      else if ('failed' in message) answers.get(message.id)?.reject(new Error(message.failed));
      else answers.get(message.id)?.resolve(message.answer as never);
    });
    child.send({ options });
  }).catch(async (error) => {
    await end(child);
    throw error;
  });
  let calls = 0;
  return {
    ready,
    call(method, argument) {
      const id = ++calls;
      return new Promise((resolve, reject) => {
        answers.set(id, { resolve, reject });
        child.send({ id, method, argument });
      });
    },
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}

/** The other end: called once by a module that {@link startChild} starts. The process ends when its parent lets go of it, or is gone. */
export function serveParent<Options, Ready>(start: (options: Options) => Promise<Served<Ready>>): void {
  let served: Served<Ready> | undefined;
  process.on('message', async (message: { options: Options } | { id: number; method: string; argument: never }) => {
    try {
      if ('options' in message) {
        served = await start(message.options);
        process.send!({ ready: served.ready });
      } else {
        process.send!({ id: message.id, answer: await served!.methods![message.method]!(message.argument) });
      }
    } catch (error) {
      process.send!({ ...('id' in message && { id: message.id }), failed: (error as Error).stack });
    }
  });
  process.once('disconnect', async () => {
    await served?.stop?.();
    process.exit(0);
  });
}
