import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** The first versions without a fault that lets requests past a limit, takes the process down or writes SQL: nothing older is installed, at any depth. */
const FLOORS: Readonly<Record<string, string>> = {
  '@apollo/gateway': '2.13.2',
  '@apollo/query-planner': '2.13.2',
  '@apollo/composition': '2.12.1',
  '@apollo/server': '5.5.0',
  '@escape.tech/graphql-armor': '3.1.4',
  typeorm: '1.0.0',
};

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** What is installed older than its floor, or not at all. */
function belowFloor({ packages }: LockFile): string[] {
  return Object.entries(FLOORS).flatMap(([name, floor]) => {
    const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (installed.length === 0) return [`${name} is not installed`];
    return installed
      .filter(([, { version }]) => !reaches(version, floor))
      .map(([path, { version }]) => `${path}: ${version}, not ${floor}`);
  });
}

/** A version before a release is older than the release. */
function reaches(version: string | undefined, floor: string): boolean {
  const [release = '', before] = (version ?? '').split('-');
  const numbers = release.split('.').map(Number);
  if (numbers.length !== 3 || numbers.some(Number.isNaN)) return false;
  for (const [i, least] of floor.split('.').map(Number).entries()) {
    if (numbers[i] !== least) return numbers[i]! > least;
  }
  return before === undefined;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;

describe('the lock file', () => {
  test('has nothing older than the floors', () => {
    expect(belowFloor(lock)).toEqual([]);
  });

  test.each([
    ['@apollo/gateway', '2.13.1'],
    ['@apollo/composition', '2.12.0'],
    ['@apollo/server', '5.4.9'],
    ['@apollo/server', '5.5.0-rc.1'],
    ['@escape.tech/graphql-armor', '3.1.3'],
    ['typeorm', '0.3.27'],
    ['typeorm', ''],
  ])('would be refused with %s %s, wherever it stands', (name, version) => {
    for (const path of [`node_modules/${name}`, `node_modules/another/node_modules/${name}`]) {
      const packages = { ...lock.packages, [path]: { version } };
      expect(belowFloor({ packages })).toEqual([`${path}: ${version}, not ${FLOORS[name]}`]);
    }
    const { [`node_modules/${name}`]: _, ...without } = lock.packages;
    expect(belowFloor({ packages: without })).toEqual([`${name} is not installed`]);
  });
});
