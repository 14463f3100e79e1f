import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { classificationFaults } from './classification.js';

const faults = (sdl: string, subgraph = 'referral') => classificationFaults(subgraph, parse(sdl));
const victim = (field: string) => `type Victim @key(fields: "key") {
  key: ID! @inaccessible
  identityDisclosure: String @external
  ${field}
}`;

describe('classification of personal types', () => {
  test('a field under its own disclosure passes', () => {
    expect(
      faults(victim('name: String @classified(category: "IDENTITY") @requires(fields: "identityDisclosure")')),
    ).toEqual([]);
  });

  test('an undeclared field is named, also below Victim', () => {
    expect(faults(victim('name: String @requires(fields: "identityDisclosure")'))).toEqual([
      'referral: Victim.name does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
    ]);
    const below = `${victim('person: Person @classified(category: "IDENTITY") @requires(fields: "identityDisclosure")')}
      type Person { iin: String }`;
    expect(faults(below)).toEqual([
      'referral: Person.iin does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
    ]);
  });

  test('a second resolvable personal key is named', () => {
    const sdl = `type Stay @key(fields: "id") { id: ID! @classified(category: "OPAQUE") }`;
    expect(faults(sdl)[0]).toContain('Stay has a resolvable @key(fields: "id")');
    expect(faults(sdl.replace('"id")', '"id", resolvable: false)'))).toEqual([]);
    expect(faults(victim('').replace('fields: "key"', 'fields: "id"'))[0]).toContain('Victim has a resolvable @key');
  });

  test('a foreign @requires is named', () => {
    expect(
      faults(victim('name: String @classified(category: "IDENTITY") @requires(fields: "shelterDisclosure")'))[0],
    ).toContain('Victim.name must have @requires(fields: "identityDisclosure"), not "shelterDisclosure"');
    expect(faults(victim('name: String @classified(category: "IDENTITY")'))[0]).toContain(
      'Victim.name must have @requires',
    );
    expect(faults('type Stay { id: ID! @classified(category: "OPAQUE") @requires(fields: "name") }')[0]).toContain(
      'Stay.id has a foreign @requires',
    );
  });

  test('an exposed key or token, an unknown category and moving directives are named', () => {
    expect(faults('type Victim @key(fields: "key") { key: ID! }')[0]).toContain(
      'Victim.key must be @inaccessible or @external',
    );
    expect(faults('type Stay { id: ID! @classified(category: "SECRET") }')[0]).toContain('unknown category SECRET');
    for (const directive of ['override(from: "x")', 'provides(fields: "x")', 'shareable']) {
      expect(faults(`type Stay { id: ID! @classified(category: "OPAQUE") @${directive} }`)[0]).toContain(
        'Stay.id is personal and may not be',
      );
    }
  });
});
