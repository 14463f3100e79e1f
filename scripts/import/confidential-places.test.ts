import { describe, expect, test } from '@jest/globals';
import { blanked } from './blanked.js';
import { ConfidentialPlaces } from './confidential-places.js';

const places = new ConfidentialPlaces();
places.add({
  streets: ['3543 18th Street, #19', 'ул. Примерная, дом 12'],
  phones: ['+7 (700) 123-45-67', '150'],
  coordinates: [[43.2567, 76.9286]],
});

describe('known places', () => {
  test.each([
    '3543 18th Street, #5',
    '3543 18TH ST',
    'c/o Center, 3543 18th St.',
    'улица Примерная 12, кв. 3',
    '12 Примерная',
    'Примерная ул., 99; ул Примерная, д.12',
  ])('%s is the same street', (street) => expect(places.hasStreet(street)).toBe(true));

  test.each(['3543 19th Street', '543 18th Street', 'ул. Примерная, 13', '18th Street'])('%s is another', (street) =>
    expect(places.hasStreet(street)).toBe(false),
  );

  test('telephones are the same with and without prefixes; a short public number is nobody’s own', () => {
    expect(places.hasPhone('8 700 1234567')).toBe(true);
    expect(places.hasPhone('123-45-67')).toBe(true);
    expect(places.hasPhone('+7 700 123 45 68')).toBe(false);
    expect(places.hasPhone('150')).toBe(false);
  });

  test('a position within about 100 m is that of the place', () => {
    expect(places.hasCoordinates(43.2569, 76.9289)).toBe(true);
    expect(places.hasCoordinates(43.2667, 76.9286)).toBe(false);
  });

  test('they are taken out of the texts of others, and nothing else is', () => {
    expect(places.withoutKnown('Meet at 3543 18th St or 850 Bryant Street; ring 8 700 123 45 67 or 150.')).toBe(
      'Meet at [withheld] St or 850 Bryant Street; ring [withheld] or 150.',
    );
  });
});

describe('texts about a confidential place', () => {
  const none = new ConfidentialPlaces();

  test.each([
    'at 850 Bryant Street',
    'at 850 bryant st., third floor',
    'at 10 Nottingham Place',
    'по адресу ул. Абая, д. 12',
    'проспект Назарбаева 5/1',
    'мкр Самал-2, дом 33',
    'Абай көшесі, 12-үй',
    'Назарбаев даңғылы 5',
    'ring +7 (701) 555-12-34',
    'звоните 87015551234',
    'map: 43.25671, 76.92861',
  ])('%s: the address, number or position goes', (text) => {
    expect(none.withoutAny(text)).toContain('[withheld]');
    expect(none.withoutAny(text)).not.toMatch(/850|Nottingham|12|5\/1|33|555|43\.2/);
  });

  test.each([
    'open since 2010-2015, 24 hours a day',
    'dial 150 or 102',
    'on 2020-04-14',
    '14.04.2020',
    'for children of 3 to 14 years',
  ])('%s stays', (text) => expect(none.withoutAny(text)).toBe(text));
});

describe('the rejects file', () => {
  const record = {
    id: '123456789',
    name: 'Shelter at 12 Example Street',
    phones: [{ id: 'p1', number: '555 12 34 56', description: 'day and night' }],
    locations: [
      { id: 'l1', latitude: 1.5, longitude: 2.5, addresses: [{ address_1: '12 Example Street', city: 'X' }] },
    ],
    services: [{ name: 'Counselling', minimum_age: 12 }],
  };

  test('of a confidential place nothing locates it or rings there', () => {
    expect(blanked(record, true, new ConfidentialPlaces())).toEqual({
      id: '123456789',
      name: 'Shelter at [withheld]',
      phones: [{ id: 'p1', number: '[withheld]', description: 'day and night' }],
      locations: [
        {
          id: 'l1',
          latitude: '[withheld]',
          longitude: '[withheld]',
          addresses: [{ address_1: '[withheld]', city: '[withheld]' }],
        },
      ],
      services: [{ name: 'Counselling', minimum_age: 12 }],
    });
  });

  test('of any other, only what is also the whereabouts of a confidential place', () => {
    const neighbours = new ConfidentialPlaces();
    expect(blanked(record, false, neighbours)).toEqual(record);
    neighbours.add({ streets: ['12 Example St'], phones: [], coordinates: [[1.5, 2.5]] });
    expect(JSON.stringify(blanked(record, false, neighbours))).not.toMatch(/12 Example|1\.5|2\.5/);
  });
});

test('no text, however it is built, takes long', () => {
  const built = ['a', 'я', '1', ' ', '1 ', '1a', '1.', '1.111 ', 'ул. ', '1 A ', '(', '1(', 'көшесі ', '-', ', '];
  const starts = ['', '1', '1.1111', 'ул. Абая', 'Абай көшесі', '+7'];
  const started = performance.now();
  for (const start of starts)
    for (const unit of built) places.withoutAny(`${start + unit.repeat(20_000 / unit.length)}!`);
  expect(performance.now() - started).toBeLessThan(20_000);
});
