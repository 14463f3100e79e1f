// biome-ignore lint/suspicious/noExplicitAny: what they take and answer is said by `@jest/globals`, in whose place they stand
export type Globals = Readonly<Record<string, any>>;

let current: Globals = {};

/** What `test`, `expect` and the rest mean from now on, in modules that are already loaded too. */
export function setGlobals(globals: Globals): void {
  current = globals;
}

const now = (name: string): Globals[string] =>
  new Proxy(() => {}, {
    apply: (_target, _self, args) => current[name](...args),
    get: (_target, key) => current[name][key],
  });

export const afterAll = now('afterAll');
export const afterEach = now('afterEach');
export const beforeAll = now('beforeAll');
export const beforeEach = now('beforeEach');
export const describe = now('describe');
export const expect = now('expect');
export const test = now('test');
