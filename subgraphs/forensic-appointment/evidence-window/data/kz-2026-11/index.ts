import type { EvidenceWindowSet } from '../../vocabulary.js';
import { ADVICE, BEYOND_WINDOW, CHANGES, UNKNOWN_TIME } from './advice.js';
import { AMBULANCE, DANGER_SIGNS, EMERGENCY_ADVICE } from './emergency.js';
import { HEALTH_WINDOWS } from './health.js';
import { IMAGING_WINDOWS } from './imaging.js';
import { INJURY_WINDOWS } from './injuries.js';
import { NECK_WINDOWS } from './neck.js';
import { SPECIMEN_WINDOWS } from './specimens.js';
import { text } from './text.js';
import { TOXICOLOGY_WINDOWS } from './toxicology.js';

/**
 * Kazakhstan, November 2026. Kazakhstan has published no such table: the hours are those of the sources named in each row.
 * The set's own thresholds (`nowWithinHours`, `lastHours`, `targetWaitHours`) are working values of grade B.
 */
export const KZ_2026_11: EvidenceWindowSet = {
  jurisdiction: 'KZ',
  version: 'kz-2026-11',
  review: text(
    'To be reviewed by a forensic physician.',
    'Подлежит проверке врачом — судебно-медицинским экспертом.',
    'Сот-медициналық сарапшы дәрігердің тексеруінен өтуі тиіс.',
  ),
  zone: 'Asia/Almaty',
  nowWithinHours: 6,
  lastHours: 24,
  targetWaitHours: { STAT: 2, ASAP: 6, URGENT: 24, ROUTINE: 168 },
  emergencyNumber: AMBULANCE,
  emergencyAdvice: EMERGENCY_ADVICE,
  dangerSigns: DANGER_SIGNS,
  changes: CHANGES,
  unknownTime: UNKNOWN_TIME,
  beyondWindow: BEYOND_WINDOW,
  advice: ADVICE,
  windows: [
    ...NECK_WINDOWS,
    ...INJURY_WINDOWS,
    ...IMAGING_WINDOWS,
    ...SPECIMEN_WINDOWS,
    ...TOXICOLOGY_WINDOWS,
    ...HEALTH_WINDOWS,
  ],
};
