import type { DataSource } from 'typeorm';

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
}

const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, '00:00', '00:00'] as const);

/** A clinic of its own for a test, with examiners for every kind of examination, bookable for a year. */
export async function addClinic(db: DataSource, options: TestClinicOptions): Promise<TestClinic> {
  const { agency, zone = 'Asia/Almaty', region = 'KZ-62', hours = ALWAYS, examiners = [{}] } = options;
  const [{ id }] = await db.query(
    `INSERT INTO clinic (agency, name_kk, name_ru, name_en, region_code, zone, horizon_days)
     VALUES ($1, 'Сынақ клиникасы', 'Пробная клиника', 'Test clinic', $2, $3, 366) RETURNING id`,
    [agency, region, zone],
  );
  for (const [weekday, opens, closes] of hours) {
    await db.query('INSERT INTO opening_hours (clinic_id, weekday, opens, closes) VALUES ($1, $2, $3, $4)', [
      id,
      weekday,
      opens,
      closes,
    ]);
  }
  const ids: string[] = [];
  for (const { sex = 'FEMALE', languages = ['kk', 'ru'], staff = null, skills } of examiners) {
    const [examiner] = await db.query(
      'INSERT INTO examiner (clinic_id, sex, skills, languages, staff) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [id, sex, skills ?? ['GENERAL', 'SEXUAL_ASSAULT', 'STRANGULATION', 'PSYCHIATRIC'], languages, staff],
    );
    ids.push(examiner.id);
  }
  return { id, examiners: ids };
}
