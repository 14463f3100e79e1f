/** Jest lists and reports the tests; what runs is their build, which `npm test` makes first (docs/adr/0005-tests-run-from-dist.md). */
export const common = {
  testEnvironment: 'node',
  transform: {},
  testRunner: '<rootDir>/dist/test/setup/run-natively.js',
  globalSetup: '<rootDir>/dist/test/setup/begin.js',
  globalTeardown: '<rootDir>/dist/test/setup/stop-postgres.js',
};

export default {
  // the longest walk takes a third of it on two cores
  testTimeout: 240_000,
  maxWorkers: 2,
  // a worker keeps what each test file has loaded: a fresh one is cheaper than two gigabytes
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...common,
      displayName: 'one process',
      globals: { hubMode: 'one process' },
      roots: ['gateway', 'subgraphs', 'worker', 'standalone', 'bench', 'test', 'scripts'].map((f) => `<rootDir>/${f}`),
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: ['\\.(processes|faults)\\.test\\.ts$'],
    },
    {
      // what holds at the public door holds in the same words when every part is a process of its own
      ...common,
      displayName: 'separate processes',
      globals: { hubMode: 'separate processes' },
      roots: ['<rootDir>/test'],
      testMatch: ['**/*.hub.test.ts', '**/*.processes.test.ts'],
    },
  ],
};
