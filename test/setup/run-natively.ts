import { statSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Globals, setGlobals } from './globals.js';

/**
 * Runs a test file's build as node itself runs it, not in Jest's own module system: what two files of a worker both import is loaded once, so that
 * the second one that opens a hub finds it compiled. Only the test file is loaded anew for each of its runs.
 */
const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner') as { default: TestFramework };
const GLOBALS = JSON.stringify(new URL('./globals.js', import.meta.url).href);
const HOOK = `export const resolve = (specifier, context, next) => next(specifier === '@jest/globals' ? ${GLOBALS} : specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(HOOK)}`);

type TestFramework = (
  globalConfig: unknown,
  config: { readonly rootDir: string; readonly globals: object },
  environment: unknown,
  runtime: unknown,
  testPath: string,
  sendMessage: unknown,
) => Promise<unknown>;

let run = 0;

const runNatively: TestFramework = async (globalConfig, config, environment, _runtime, testPath, sendMessage) => {
  Object.assign(globalThis, config.globals);
  const built = join(config.rootDir, 'dist', relative(config.rootDir, testPath)).replace(/\.ts$/, '.js');
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (builtAt < statSync(testPath).mtimeMs)
    throw new Error('The build is older than this file: npm test builds first.');
  const native = {
    // the tests of a file are kept in it: each file has one of its own
    requireInternalModule(path: string) {
      delete require.cache[path];
      delete (globalThis as Record<symbol, unknown>)[Symbol.for('EVENT_HANDLERS')];
      return require(path);
    },
    setGlobalsForRuntime: (globals: Globals) => setGlobals(globals),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: () => import(`${pathToFileURL(built).href}?run=${++run}`),
    requireModule: require,
    enterTestCode() {},
    leaveTestCode() {},
  };
  return circus(globalConfig, config, environment, native, testPath, sendMessage);
};

export default runNatively;
