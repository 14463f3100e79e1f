import { ExamPriority } from '../evidence-window/vocabulary.js';

/** Printed with each run, so that it can be repeated */
export const SEED = 20_260_401;
const HOUR_MS = 3_600_000;

export interface ScarceExaminer {
  readonly sex: 'FEMALE' | 'MALE';
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

export interface ScarceRequest {
  readonly kind: 'PHYSICAL_INJURY' | 'SEXUAL_ASSAULT' | 'PSYCHIATRIC';
  readonly sex: 'FEMALE' | null;
  readonly language: string | null;
  readonly priority: ExamPriority;
  readonly medicalNeed: boolean;
  /** The first instant that is too late */
  readonly latest: Date;
}

/** Eight requests in the order in which they come, and eight hours of two to four examiners. */
export interface ScarceCase {
  readonly examiners: readonly ScarceExaminer[];
  readonly slots: readonly { readonly examiner: number; readonly startsAt: Date; readonly endsAt: Date }[];
  readonly requests: readonly ScarceRequest[];
  /** Whether a request can be served in its window at a time: [request][slot] */
  readonly fits: readonly (readonly boolean[])[];
}

/** mulberry32: numbers from 0 to 1 that follow from the seed alone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SKILL_OF = { PHYSICAL_INJURY: 'GENERAL', SEXUAL_ASSAULT: 'SEXUAL_ASSAULT', PSYCHIATRIC: 'PSYCHIATRIC' } as const;
const KINDS = ['PHYSICAL_INJURY', 'PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'PSYCHIATRIC'] as const;

/**
 * Three days of scarcity: every examiner is trained in general examinations and some in others, times are at distinct hours, and of seven requests one is in medical need.
 * A window ends within hours (medical need, ASAP), days (URGENT) or not before the times do (ROUTINE).
 * @param start the beginning of the first hour
 */
export function scarceCase(random: () => number, start = new Date(Date.UTC(2030, 0, 7))): ScarceCase {
  const any = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const some = <T>(chance: number, value: T): T[] => (random() < chance ? [value] : []);
  const examiners = Array.from({ length: 2 + Math.floor(random() * 3) }, () => ({
    sex: random() < 0.6 ? ('FEMALE' as const) : ('MALE' as const),
    skills: ['GENERAL', ...some(0.5, 'SEXUAL_ASSAULT'), ...some(0.35, 'PSYCHIATRIC')],
    languages: ['ru', ...some(0.7, 'kk'), ...some(0.3, 'en')],
  }));
  const hours = new Set<number>();
  while (hours.size < 8) hours.add(Math.floor(random() * 36));
  const slots = [...hours]
    .sort((a, b) => a - b)
    .map((hour) => {
      const startsAt = new Date(start.getTime() + hour * 2 * HOUR_MS);
      const endsAt = new Date(startsAt.getTime() + HOUR_MS);
      return { examiner: Math.floor(random() * examiners.length), startsAt, endsAt };
    });
  const requests = Array.from({ length: 8 }, (): ScarceRequest => {
    const priority = any([ExamPriority.STAT, ...URGENT, ...URGENT, ExamPriority.ROUTINE]);
    const [least, more] = WINDOW_HOURS[priority];
    return {
      kind: any(KINDS),
      sex: random() < 0.4 ? 'FEMALE' : null,
      language: any([null, 'ru', 'kk', 'en']),
      ...{ priority, medicalNeed: priority === ExamPriority.STAT },
      latest: new Date(start.getTime() + (least + Math.floor(random() * more)) * HOUR_MS + HOUR_MS / 2),
    };
  });
  const fits = requests.map(({ kind, sex, language, latest }) =>
    slots.map(({ examiner, startsAt }) => {
      const by = examiners[examiner]!;
      const speaks = !language || by.languages.includes(language);
      return startsAt < latest && by.skills.includes(SKILL_OF[kind]) && (!sex || by.sex === sex) && speaks;
    }),
  );
  return { examiners, slots, requests, fits };
}

const URGENT = [ExamPriority.ASAP, ExamPriority.URGENT, ExamPriority.ROUTINE];

/** Hours until a window ends: at least, and at random up to so many more. */
const WINDOW_HOURS: Readonly<Record<ExamPriority, readonly [number, number]>> = {
  ...{ STAT: [4, 24], ASAP: [4, 24], URGENT: [24, 48], ROUTINE: [72, 24] },
};
