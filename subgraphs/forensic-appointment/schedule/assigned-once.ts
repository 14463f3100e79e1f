import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';

/** Shifts of one person at this clinic and at another one that have time in common. $1 clinic */
const ASSIGNED_TWICE = `
  SELECT FROM examiner e JOIN examiner o ON o.staff = e.staff AND o.id <> e.id
  JOIN shift s ON s.examiner_id = e.id JOIN shift t ON t.examiner_id = o.id AND t.during && s.during
  WHERE e.clinic_id = $1::uuid AND e.active AND o.active AND upper(s.during) > clock_timestamp() LIMIT 1`;

/** Nobody is at two clinics at once. The clinics of the person are locked. @throws Refusal INVALID */
export async function assertNobodyTwice(manager: EntityManager, clinic: string): Promise<void> {
  const [twice] = await rowsOf(manager, ASSIGNED_TWICE, [clinic]);
  if (!twice) return;
  throw new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'An examiner would be assigned to two clinics at the same time.',
      ru: 'Эксперт оказался бы назначен в две клиники одновременно.',
      kk: 'Сарапшы бір уақытта екі клиникаға тағайындалған болар еді.',
    },
    ['examinerId'],
  );
}
