import type { TypedDocumentNode } from '@urql/core';
import { useRef, useState } from 'preact/hooks';
import type { Text } from '../language/language';
import { W } from '../language/words';
import { standing } from '../session/session';
import { type Fault, tell } from './client';

/** What is wrong, in words, and at which field of the form, if at one. */
export interface Problem {
  readonly text: Text | string;
  readonly code?: string;
  readonly field?: string;
}

/** What the hub has answered to a step: nothing is wrong, or what is. */
interface Told {
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
  }[];
}

const FAULTS: Readonly<Record<Fault, Text>> = {
  'no-connection': W.notSent,
  'not-known': W.notKnown,
  'not-now': W.notNow,
  'not-yours': W.notYours,
  'too-much': W.tooMuch,
};

/** Why a question has no answer: nothing was to be sent with it. */
export const noAnswer = (fault: Fault): Text => (fault === 'no-connection' ? W.noConnection : FAULTS[fault]);

/** What was asked and is not known to be done: whoever comes back and asks for it again has it once. In the memory of this page alone. */
const keys = new Map<string, { readonly key: string; first?: string }>();

/** Whoever is meant from now on, it is somebody else: what reads the same is not the same. */
export const forgetIntentions = (): void => keys.clear();
standing.onChange(() => {
  if (standing.get().is === 'out') forgetIntentions();
});

/** For good, and not only for now. */
export const isRefused = (problems: readonly Problem[]): boolean =>
  problems.length > 0 && !problems.some(({ code }) => code === 'TEMPORARILY_UNAVAILABLE');

/** Of what was refused, or could not leave, there is nothing; of what has no answer nobody knows. */
export const mayStand = ({ fault }: { readonly fault?: Fault }) => fault === 'not-known' || fault === 'not-now';

/** What was refused is not done, and under its key would be refused for ever, whatever has changed: the same once more is another intention. */
function forgetRefused({ input }: { readonly input?: unknown }): void {
  const refused = (input as { readonly idempotencyKey?: string } | undefined)?.idempotencyKey;
  for (const [intention, { key }] of keys) if (key === refused) keys.delete(intention);
}

/**
 * Does something at the hub. Empty when the hub has acknowledged it, and never before: whoever is told "done" was told so by the hub.
 */
export async function step<T extends Readonly<Record<string, unknown>>, V extends Record<string, unknown>>(
  document: TypedDocumentNode<T, V>,
  variables: V,
): Promise<readonly Problem[]> {
  return (await stepAnswered(document, variables)).problems;
}

/** The same, with what the hub has answered when nothing is wrong. */
export async function stepAnswered<T extends Readonly<Record<string, unknown>>, V extends Record<string, unknown>>(
  document: TypedDocumentNode<T, V>,
  variables: V,
): Promise<{ readonly problems: readonly Problem[]; readonly data?: T; readonly fault?: Fault }> {
  const answer = await tell(document, variables);
  if ('fault' in answer) return { problems: [{ text: FAULTS[answer.fault] }], fault: answer.fault };
  const problems = Object.values(answer.data).flatMap((payload) =>
    (payload as Told).userErrors.map(({ code, message, field }) => ({
      text: message,
      code,
      ...(field?.length ? { field: field[field.length - 1]! } : {}),
    })),
  );
  if (problems.length === 0) return { problems, data: answer.data };
  if (isRefused(problems)) forgetRefused(variables);
  return { problems };
}

export interface Doing {
  readonly problems: readonly Problem[];
  readonly busy: boolean;
  readonly done: Text | null;
  /**
   * One thing at a time: a second press while the first is under way does nothing. Null is said of what was only looked for. By `reload` what is shown is
   * asked for anew before it is said to be done: what goes from the page with it is gone by then, and the focus comes to where it is said.
   */
  readonly run: (
    work: () => Promise<readonly Problem[]>,
    done: Text | null,
    reload?: () => Promise<unknown>,
  ) => Promise<boolean>;
  readonly refuse: (problems: readonly Problem[]) => void;
  readonly clear: () => void;
  /**
   * The key of an intention, for the `run` that comes next: the same until that has done it, whatever was lost on the way and was done meanwhile, here or
   * in another section
   */
  readonly keyFor: (intention: string) => string;
  /** What the hub names anew each time, under the name by which it was asked for first: with the key goes the same input */
  readonly firstFor: (intention: string, name: string) => string;
  /** What was done under the key is over, so that to do it again is another intention */
  readonly forget: (intention: string) => void;
}

/** Part of the intention of a form that does not say whom it is for: filled in once more, it is for another one. */
export const useForm = (): string => useState(() => crypto.randomUUID())[0];

export function useDoing(): Doing {
  const [state, setState] = useState<{ problems: readonly Problem[]; busy: boolean; done: Text | null }>(IDLE);
  const under = useRef(false);
  const asked = useRef<string[]>([]);
  return {
    ...state,
    async run(work, done, reload) {
      if (under.current) return false;
      under.current = true;
      const mine = asked.current.splice(0);
      setState({ ...IDLE, busy: true });
      const problems = await work().catch(() => [{ text: W.notNow }]);
      const isDone = problems.length === 0;
      if (isDone) {
        for (const intention of mine) keys.delete(intention);
        await reload?.();
      }
      under.current = false;
      setState({ problems, busy: false, done: isDone ? done : null });
      // it may have been refused by what has changed
      if (!isDone) void reload?.();
      return isDone;
    },
    refuse: (problems) => setState({ ...IDLE, problems }),
    clear: () => setState(IDLE),
    keyFor(intention) {
      const kept = keys.get(intention) ?? { key: crypto.randomUUID() };
      keys.set(intention, kept);
      // a second press gets no further than this: it is not done by what is under way
      if (!under.current) asked.current.push(intention);
      return kept.key;
    },
    firstFor(intention, name) {
      const kept = keys.get(intention);
      if (kept) kept.first ??= name;
      return kept?.first ?? name;
    },
    forget: (intention) => void keys.delete(intention),
  };
}

const IDLE = { problems: [] as readonly Problem[], busy: false, done: null };
