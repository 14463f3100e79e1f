import type { DataSource, EntityManager } from 'typeorm';
import { deriveShifts } from '../schedule/derive.js';

export interface TestClinic {
  readonly id: string;
  readonly examiners: readonly string[];
}

export interface TestClinicOptions {
  readonly agency: string;
  readonly zone?: string;
  readonly region?: string;
  /** [weekday, opens, closes]; round the clock when left out */
  readonly hours?: readonly (readonly [weekday: number, opens: string, closes: string])[];
  /** One examiner each */
  readonly examiners?: readonly { sex?: string; skills?: string[]; languages?: string[]; staff?: string }[];
  /** How many; as many as examiners when left out */
  readonly rooms?: number;
  /** Units of each kind; as many as examiners when left out */
  readonly equipment?: number;
}

const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, '00:00', '00:00'] as const);

/** A clinic of its own for a test, with examiners, rooms and equipment for every kind of examination, bookable for a year. */
export async function addClinic(db: DataSource, options: TestClinicOptions): Promise<TestClinic> {
  const { agency, zone = 'Asia/Almaty', region = 'KZ-62', hours = ALWAYS, examiners = [{}] } = options;
  const { rooms = examiners.length, equipment = examiners.length } = options;
  return db.transaction(async (manager) => {
    const [{ id }] = await manager.query(
      `INSERT INTO clinic (agency, name_kk, name_ru, name_en, region_code, zone, horizon_days)
       VALUES ($1, 'Сынақ клиникасы', 'Пробная клиника', 'Test clinic', $2, $3, 366) RETURNING id`,
      [agency, region, zone],
    );
    for (const [weekday, opens, closes] of hours) await addWeekly(manager, id, weekday, opens, closes);
    const ids: string[] = [];
    for (const { sex = 'FEMALE', languages = ['kk', 'ru'], staff = null, skills } of examiners) {
      const [examiner] = await manager.query(
        'INSERT INTO examiner (clinic_id, sex, skills, languages, staff) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [id, sex, skills ?? ['GENERAL', 'SEXUAL_ASSAULT', 'STRANGULATION', 'PSYCHIATRIC'], languages, staff],
      );
      ids.push(examiner.id);
    }
    await manager.query(
      `INSERT INTO exam_place (clinic_id, kind, label, fit_for) SELECT $1, 'ROOM', n::text, '{PHYSICAL_INJURY,SEXUAL_ASSAULT,STRANGULATION,TOXICOLOGY,PSYCHIATRIC}'
       FROM generate_series(1, $2::int) AS n`,
      [id, rooms],
    );
    await manager.query(
      `INSERT INTO exam_equipment (clinic_id, kind, label) SELECT $1, kind, kind || ' ' || n
       FROM unnest('{COLPOSCOPE,CAMERA,ALTERNATE_LIGHT_SOURCE,SWAB_DRYING_CABINET}'::text[]) AS kind, generate_series(1, $2::int) AS n`,
      [id, equipment],
    );
    await deriveShifts(manager, id);
    return { id, examiners: ids };
  });
}

/** Open each week from `opens` to `closes`, HH:MM; equal is 24 hours. 1 January 2024 was a Monday. */
function addWeekly(manager: EntityManager, clinic: string, weekday: number, opens: string, closes: string) {
  return manager.query(
    `INSERT INTO schedule_rule (clinic_id, kind, starts_at, minutes, rrule)
     SELECT $1, 'OPEN', date '2024-01-01' + ($2::int - 1) + $3::time,
       CASE WHEN $4::time <= $3::time THEN 1440 ELSE 0 END + extract(epoch FROM $4::time - $3::time)::int / 60, 'FREQ=WEEKLY'`,
    [clinic, weekday, opens, closes],
  );
}
