import type { DataSource } from 'typeorm';
import type { SubgraphSecrets } from '../../subgraphs/kit/index.js';
import { seedId } from './ids.js';

/** [first weekday, last weekday, opens, closes] in the wall time of the clinic; equal times mean 24 hours. */
type Hours = readonly [first: number, last: number, opens: string, closes: string];

const CLINICS: readonly {
  slug: string;
  region: string;
  kk: string;
  ru: string;
  en: string;
  hours: readonly Hours[];
}[] = [
  {
    slug: 'almaty',
    region: 'KZ-75',
    kk: 'Сот-медициналық сараптама орталығы, Алматы',
    ru: 'Центр судебно-медицинской экспертизы, Алматы',
    en: 'Centre for Forensic Medical Examination, Almaty',
    hours: [[1, 7, '00:00', '00:00']],
  },
  {
    slug: 'astana',
    region: 'KZ-71',
    kk: 'Сот-медициналық сараптама орталығы, Астана',
    ru: 'Центр судебно-медицинской экспертизы, Астана',
    en: 'Centre for Forensic Medical Examination, Astana',
    hours: [
      [1, 5, '08:00', '20:00'],
      [6, 6, '09:00', '14:00'],
    ],
  },
  {
    slug: 'shymkent',
    region: 'KZ-79',
    kk: 'Сот-медициналық сараптама орталығы, Шымкент',
    ru: 'Центр судебно-медицинской экспертизы, Шымкент',
    en: 'Centre for Forensic Medical Examination, Shymkent',
    hours: [
      [1, 5, '09:00', '18:00'],
      [5, 6, '20:00', '02:00'],
    ],
  },
];

/** [name of the id, clinic, sex, skills, languages, staff account that is this examiner] */
const EXAMINERS: readonly (readonly [string, string, 'FEMALE' | 'MALE', string[], string[], string?])[] = [
  [
    'almaty/1',
    'almaty',
    'FEMALE',
    ['GENERAL', 'SEXUAL_ASSAULT', 'STRANGULATION', 'PAEDIATRIC'],
    ['kk', 'ru', 'en'],
    'examiner-almaty',
  ],
  ['almaty/2', 'almaty', 'MALE', ['GENERAL', 'STRANGULATION', 'PSYCHIATRIC'], ['kk', 'ru']],
  ['astana/1', 'astana', 'FEMALE', ['GENERAL', 'SEXUAL_ASSAULT', 'STRANGULATION'], ['kk', 'ru']],
  ['astana/2', 'astana', 'MALE', ['GENERAL', 'PSYCHIATRIC', 'ODONTOLOGY'], ['kk', 'ru', 'en']],
  ['shymkent/1', 'shymkent', 'FEMALE', ['GENERAL', 'SEXUAL_ASSAULT'], ['kk', 'ru', 'uz']],
];

/** Fills an empty database with three clinics, their examiners and hours. What is there already is left as it is. */
export async function seedForensicAppointment(db: DataSource, _secrets: SubgraphSecrets): Promise<void> {
  await db.transaction(async (manager) => {
    for (const { slug, region, kk, ru, en, hours } of CLINICS) {
      const clinic = seedId(`clinic:${slug}`);
      await manager.query(
        `INSERT INTO clinic (id, agency, name_kk, name_ru, name_en, region_code, zone)
         VALUES ($1, $2, $3, $4, $5, $6, 'Asia/Almaty') ON CONFLICT DO NOTHING`,
        [clinic, seedId(`agency:clinic-${slug}`), kk, ru, en, region],
      );
      for (const [first, last, opens, closes] of hours) {
        await manager.query(
          `INSERT INTO opening_hours (clinic_id, weekday, opens, closes)
           SELECT $1, weekday, $4, $5 FROM generate_series($2::int, $3::int) AS weekday ON CONFLICT DO NOTHING`,
          [clinic, first, last, opens, closes],
        );
      }
    }
    for (const [name, clinic, sex, skills, languages, account] of EXAMINERS) {
      await manager.query(
        `INSERT INTO examiner (id, clinic_id, sex, skills, languages, staff) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          seedId(`examiner:${name}`),
          seedId(`clinic:${clinic}`),
          sex,
          skills,
          languages,
          account ? seedId(`staff:${account}`) : null,
        ],
      );
    }
  });
}
