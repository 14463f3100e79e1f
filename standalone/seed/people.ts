/** Fictional people of the demonstration, one for each language. The numbers belong to nobody. */
export const SEED_PEOPLE = [
  {
    slug: 'karaganda-1',
    identity: { familyName: 'Тоқтарқызы', givenName: 'Әсел', iin: '910412450181', languages: ['kk'] },
    contact: {
      channel: 'PHONE',
      number: '+77005550101',
      safeHours: '10:00–12:00',
      windows: [{ weekdays: [1, 2, 3, 4, 5], from: '10:00', to: '12:00' }],
      zone: 'Asia/Almaty',
      codeName: 'Кітапхана',
      leaveNoTrace: true,
    },
    members: [{ relation: 'CHILD', age: 4, sex: 'FEMALE' }],
    account: 'Күйеуі балалардың көзінше ұрды.',
  },
  {
    slug: 'karaganda-2',
    identity: { familyName: 'Вымышленская', givenName: 'Ольга', iin: '861123450776', languages: ['ru'] },
    contact: {
      channel: 'MESSENGER',
      number: '+77005550102',
      windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '01:00' }],
      zone: 'Asia/Almaty',
      leaveNoTrace: true,
    },
    members: [],
    account: 'Сожитель угрожал ножом и запер в квартире.',
  },
  {
    slug: 'karaganda-3',
    identity: { familyName: 'Example-Fictional', givenName: 'Jane', iin: '940801650332', languages: ['en', 'ru'] },
    contact: {
      channel: 'PHONE',
      number: '+77005550103',
      windows: [{ weekdays: [6, 7], from: '00:00', to: '00:00' }],
      zone: 'Asia/Almaty',
      leaveNoTrace: true,
    },
    members: [{ relation: 'CHILD', age: 11, sex: 'MALE' }],
    account: 'Pushed down the stairs by a former partner.',
  },
] as const;
