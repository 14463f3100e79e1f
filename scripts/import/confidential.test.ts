import { expect, test } from '@jest/globals';
import { isConfidential } from './confidential.js';

test.each([
  "Asian Women's Shelter",
  'Women’s Refuge of the North',
  'Safe-House programme',
  'A safe haven for families',
  'Transitional  housing with supportive services',
  'Rape Crisis Centre',
  'Emergency accommodation',
  'at an UNDISCLOSED LOCATION',
  'Приют «Пример»',
  'Убежище для женщин с детьми',
  'Республиканский кризисный центр',
  'услуги кризисных центров',
  'временное проживание для пострадавших',
  'центр временного пребывания',
  'Дом мамы',
  'дағдарыс орталығы',
  'Әйелдерге арналған панажай',
  'Уақытша баспана беру',
  'қауіпсіз үйлер желісі',
  'Аналар үйі',
])('%s: its place must not be known', (name) => {
  expect(isConfidential({ name })).toBe(true);
});

test.each(['Bay Area Legal Aid', 'Refugee law clinic', 'Юридическая помощь', 'Заң көмегі', 'Sexual health clinic'])(
  '%s may be found by everybody',
  (name) => {
    expect(isConfidential({ name })).toBe(false);
  },
);

test('services, programmes and taxonomy terms tell, at any depth; addresses and web addresses do not', () => {
  expect(
    isConfidential({
      name: 'X',
      services: [{ name: 'Y', attributes: [{ taxonomy_term: { name: 'Domestic violence shelters' } }] }],
    }),
  ).toBe(true);
  expect(isConfidential({ name: 'X', programs: [{ description: 'переселение в убежище' }] })).toBe(true);
  expect(
    isConfidential({
      name: 'X',
      locations: [{ transportation: 'opposite the bus shelter' }],
      url: 'https://example.org/shelter',
    }),
  ).toBe(false);
});

test('soft hyphens and full-width letters hide nothing', () => {
  expect(isConfidential({ name: 'Women shel\u00adter' })).toBe(true);
  expect(isConfidential({ name: 'ｓｈｅｌｔｅｒ' })).toBe(true);
});
