import type { DataSource, EntityManager } from 'typeorm';
import { deriveShifts } from '../../subgraphs/forensic-appointment/index.js';
import type { SubgraphSecrets } from '../../subgraphs/kit/index.js';
import { seedId } from './ids.js';

/** [first beginning, minutes, iCalendar rule] in the wall time of the clinic; 1 January 2024 was a Monday. */
type Hours = readonly [startsAt: string, minutes: number, rrule: string];

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
    hours: [['2024-01-01T00:00', 1440, 'FREQ=DAILY']],
  },
  {
    slug: 'astana',
    region: 'KZ-71',
    kk: 'Сот-медициналық сараптама орталығы, Астана',
    ru: 'Центр судебно-медицинской экспертизы, Астана',
    en: 'Centre for Forensic Medical Examination, Astana',
    hours: [
      ['2024-01-01T08:00', 720, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
      ['2024-01-06T09:00', 300, 'FREQ=WEEKLY;BYDAY=SA'],
    ],
  },
  {
    slug: 'shymkent',
    region: 'KZ-79',
    kk: 'Сот-медициналық сараптама орталығы, Шымкент',
    ru: 'Центр судебно-медицинской экспертизы, Шымкент',
    en: 'Centre for Forensic Medical Examination, Shymkent',
    hours: [
      ['2024-01-01T09:00', 540, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
      ['2024-01-05T20:00', 360, 'FREQ=WEEKLY;BYDAY=FR,SA'],
    ],
  },
];

const EVERY_KIND = ['PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'STRANGULATION', 'TOXICOLOGY', 'PSYCHIATRIC'];
const EQUIPMENT = ['COLPOSCOPE', 'CAMERA', 'ALTERNATE_LIGHT_SOURCE', 'SWAB_DRYING_CABINET'];

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

/** Comes from Almaty to the region around it, with a camera of its own. */
const TEAM = { clinic: 'almaty', region: 'KZ-19', fitFor: ['PHYSICAL_INJURY', 'TOXICOLOGY'], travelMinutes: 90 };

/** An examiner at home while the clinic is closed: [first beginning, minutes, iCalendar rule], and how soon she is there. */
const ON_CALL = {
  ...{ clinic: 'astana', examiner: 'astana/1', reachMinutes: 45 },
  hours: ['2024-01-01T20:00', 720, 'FREQ=DAILY'] satisfies Hours,
};

/** Fills an empty database with three clinics, their examiners and hours, a mobile team and an examiner on call. What is there already is left as it is. */
export async function seedForensicAppointment(db: DataSource, _secrets: SubgraphSecrets): Promise<void> {
  await db.transaction(async (manager) => {
    for (const { slug, region, kk, ru, en, hours } of CLINICS) {
      const clinic = seedId(`clinic:${slug}`);
      await manager.query(
        `INSERT INTO clinic (id, agency, name_kk, name_ru, name_en, region_code, zone)
         VALUES ($1, $2, $3, $4, $5, $6, 'Asia/Almaty') ON CONFLICT DO NOTHING`,
        [clinic, seedId(`agency:clinic-${slug}`), kk, ru, en, region],
      );
      for (const [startsAt, minutes, rrule] of hours) {
        await manager.query(
          `INSERT INTO schedule_rule (id, clinic_id, kind, starts_at, minutes, rrule) VALUES ($1, $2, 'OPEN', $3, $4, $5) ON CONFLICT DO NOTHING`,
          [seedId(`schedule-rule:${slug}/${startsAt}`), clinic, startsAt, minutes, rrule],
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
    await sendOut(manager);
    for (const { slug } of CLINICS) await furnish(manager, slug);
  });
}

/** A room for each examiner and one more, equipment, and the shifts that follow from the rules. */
async function furnish(manager: EntityManager, slug: string): Promise<void> {
  const clinic = seedId(`clinic:${slug}`);
  const examiners = EXAMINERS.filter(([, at]) => at === slug).length;
  for (let n = 1; n <= examiners + 1; n++) {
    await manager.query(
      `INSERT INTO exam_place (id, clinic_id, kind, label, fit_for) VALUES ($1, $2, 'ROOM', $3, $4) ON CONFLICT DO NOTHING`,
      [seedId(`exam-place:${slug}/${n}`), clinic, `Room ${n}`, EVERY_KIND],
    );
    for (const kind of EQUIPMENT) {
      await manager.query(
        'INSERT INTO exam_equipment (id, clinic_id, kind, label) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [seedId(`exam-equipment:${slug}/${kind}/${n}`), clinic, kind, `${kind} ${n}`],
      );
    }
  }
  await deriveShifts(manager, clinic);
}

async function sendOut(manager: EntityManager): Promise<void> {
  const team = seedId(`exam-place:${TEAM.clinic}/team`);
  await manager.query(
    `INSERT INTO exam_place (id, clinic_id, kind, label, fit_for, regions, travel_minutes) VALUES ($1, $2, 'MOBILE_TEAM', 'Mobile team', $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [team, seedId(`clinic:${TEAM.clinic}`), TEAM.fitFor, [TEAM.region], TEAM.travelMinutes],
  );
  await manager.query(
    `INSERT INTO exam_equipment (id, clinic_id, team_id, kind, label) VALUES ($1, $2, $3, 'CAMERA', 'CAMERA of the team') ON CONFLICT DO NOTHING`,
    [seedId(`exam-equipment:${TEAM.clinic}/team`), seedId(`clinic:${TEAM.clinic}`), team],
  );
  await manager.query(
    `INSERT INTO schedule_rule (id, clinic_id, kind, examiner_id, starts_at, minutes, rrule, reach_minutes)
     VALUES ($1, $2, 'ON_CALL', $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      ...[seedId(`schedule-rule:${ON_CALL.examiner}`), seedId(`clinic:${ON_CALL.clinic}`)],
      ...[seedId(`examiner:${ON_CALL.examiner}`), ...ON_CALL.hours, ON_CALL.reachMinutes],
    ],
  );
}
