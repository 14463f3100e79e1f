import { describe, expect, test } from '@jest/globals';
import { SafeContactChannel } from '../safe-contact/vocabulary.js';
import { type DetailsToRecord, refusalsOfDetails } from './rules.js';

const fields = (details: DetailsToRecord) =>
  refusalsOfDetails(details, new Date('2026-01-15')).map((r) => r.field?.join('.'));

describe('the details of a person', () => {
  test('must say something', () => {
    expect(fields({})).toEqual(['']);
    expect(fields({ household: { members: [] } })).toEqual([]);
  });

  test('need no national number, but a right one if any', () => {
    expect(fields({ identity: {} })).toEqual([]);
    expect(fields({ identity: { iin: '999900079196' } })).toEqual([]);
    expect(fields({ identity: { iin: '999900079195' } })).toEqual(['identity.iin']);
  });

  test('have a date of birth that has been', () => {
    expect(fields({ identity: { birthDate: '2026-01-15' } })).toEqual([]);
    expect(fields({ identity: { birthDate: '2026-01-16' } })).toEqual(['identity.birthDate']);
  });

  test.each([
    [SafeContactChannel.PHONE, true, false],
    [SafeContactChannel.MESSENGER, true, false],
    [SafeContactChannel.THROUGH_TRUSTED_PERSON, true, false],
    [SafeContactChannel.IN_PERSON, true, true],
    [SafeContactChannel.NONE, false, true],
  ])('%s: with a number %p, without one %p', (channel, withNumber, without) => {
    expect(fields({ safeContact: { channel, number: '+77000000000' } })).toEqual(
      withNumber ? [] : ['safeContact.number'],
    );
    expect(fields({ safeContact: { channel } })).toEqual(without ? [] : ['safeContact.number']);
  });

  test('give either the age or the age band of each member', () => {
    const members = [{ age: 4 }, { ageBand: 'UNDER_2' }, {}, { age: 4, ageBand: 'FROM_2_TO_6' }, { age: 0 }];
    expect(fields({ household: { members } })).toEqual(['household.members.2.age', 'household.members.3.age']);
  });
});
