import { describe, expect, test } from '@jest/globals';
import { Category, categoryOwners, ownerNames, parseCategoryOwners } from './index.js';

const { SHELTER, RISK, IDENTITY } = Category;

describe('the owners of categories', () => {
  test('are what the definitions claim, in the order of the vocabulary', () => {
    const owners = categoryOwners([
      { name: 'beds', owns: [SHELTER] },
      { name: 'places' },
      { name: 'cases', owns: [RISK, IDENTITY] },
    ]);
    expect(Object.entries(owners)).toEqual([
      ['IDENTITY', 'cases'],
      ['RISK', 'cases'],
      ['SHELTER', 'beds'],
    ]);
    expect(ownerNames(owners)).toEqual(['beds', 'cases']);
    expect(parseCategoryOwners(JSON.stringify(owners))).toEqual(owners);
  });

  test('are one for each category', () => {
    const claims = [
      { name: 'beds', owns: [SHELTER] },
      { name: 'rooms', owns: [SHELTER] },
    ];
    expect(() => categoryOwners(claims)).toThrow('rooms: SHELTER is owned by beds. A category has one owner.');
  });

  test.each(['', '[]', '{}', '{"SHELTERS": "beds"}', '{"SHELTER": ""}', '{"SHELTER": "*owners"}', '{"SHELTER": 1}'])(
    'cannot be read from %s',
    (text) => {
      expect(() => parseCategoryOwners(text)).toThrow();
    },
  );
});
