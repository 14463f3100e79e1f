/** Jest runs the TypeScript sources as ES modules through swc, so that decorator metadata is the same as in dist/. */
export default {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/gateway',
    '<rootDir>/subgraphs',
    '<rootDir>/standalone',
    '<rootDir>/bench',
    '<rootDir>/test',
    '<rootDir>/scripts',
  ],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/dist/test/setup/start-postgres.js',
  globalTeardown: '<rootDir>/dist/test/setup/stop-postgres.js',
  testTimeout: 60_000,
  maxWorkers: 2,
};
