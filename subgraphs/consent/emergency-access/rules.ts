import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import { EMERGENCY_POLICY } from './policy.js';
import { OVERDUE } from './sql.js';

const { perStaff, overduePerUnit, categories } = EMERGENCY_POLICY;

/**
 * Whether this person may open one more, whoever it is about: not while an earlier one of this person's waits for its review beyond the time for it,
 * nor while too many of the unit do, nor more often than the rate allows. One at a time for a person, so that two cannot both find room.
 * @throws Refusal NOT_PERMITTED
 */
export async function assertMayOpen(manager: EntityManager, { agency, unit, staff }: Requester): Promise<void> {
  await rowsOf(manager, "SELECT pg_advisory_xact_lock(hashtextextended('emergency access ' || $1::text, 0))", [staff]);
  const [found] = await rowsOf<{ own: boolean; unit: number; lately: number }>(
    manager,
    `SELECT EXISTS (SELECT FROM emergency_access e WHERE e.staff = $3::text AND ${OVERDUE}) AS own,
       (SELECT count(*)::int FROM emergency_access e WHERE e.agency = $1::text AND e.unit IS NOT DISTINCT FROM $2::text AND ${OVERDUE}) AS unit,
       (SELECT count(*)::int FROM emergency_access e WHERE e.staff = $3::text
          AND e.opened_at > clock_timestamp() - interval '${perStaff.hours} hours') AS lately`,
    [agency, unit, staff],
  );
  if (found!.own) throw new Refusal(UserErrorCode.NOT_PERMITTED, OWN_UNREVIEWED);
  if (found!.unit >= overduePerUnit) throw new Refusal(UserErrorCode.NOT_PERMITTED, UNIT_UNREVIEWED);
  if (found!.lately >= perStaff.times) throw new Refusal(UserErrorCode.NOT_PERMITTED, TOO_OFTEN);
}

export const neverOpened = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: `An emergency opens only: ${categories.join(', ')}. How she is reached and where she is, it never opens.`,
      ru: `Экстренный доступ открывает только: ${categories.join(', ')}. Как с ней связаться и где она — никогда.`,
      kk: `Шұғыл қолжетімдік тек мыналарды ашады: ${categories.join(', ')}. Онымен байланыс жолын және оның қайда екенін ешқашан ашпайды.`,
    },
    ['categories'],
  );

/** Not there, one's own, of an agency that one may not answer for, or about somebody whom a wall keeps one from: one answer. */
export const noSuchAccess = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such emergency access for you to look at now.',
      ru: 'Нет такого экстренного доступа, который вы можете сейчас рассмотреть.',
      kk: 'Қазір сіз қарай алатын мұндай шұғыл қолжетімдік жоқ.',
    },
    ['emergencyAccessId'],
  );

const OWN_UNREVIEWED: Text = {
  en: 'An earlier emergency access of yours waits for its review for too long. Call your duty officer or 112; ask a steward for the review.',
  ru: 'Ваш прежний экстренный доступ слишком долго ждёт проверки. Звоните дежурному или 112; попросите распорядителя о проверке.',
  kk: 'Сіздің бұрынғы шұғыл қолжетімдігіңіз тексеруді тым ұзақ күтуде. Кезекшіге немесе 112-ге хабарласыңыз; тексеруді сұраңыз.',
};
const UNIT_UNREVIEWED: Text = {
  en: 'Too many emergency accesses of your unit wait for their review. Call 112; ask a steward for the reviews.',
  ru: 'Слишком много экстренных доступов вашего подразделения ждут проверки. Звоните 112; попросите распорядителя о проверках.',
  kk: 'Бөлімшеңіздің тым көп шұғыл қолжетімдігі тексеруді күтуде. 112-ге хабарласыңыз; тексеруді сұраңыз.',
};
const TOO_OFTEN: Text = {
  en: `You have opened ${perStaff.times} within ${perStaff.hours} hours, which is as many as one person may. Another one of your staff can.`,
  ru: `За ${perStaff.hours} ч вы открыли уже ${perStaff.times}: больше одному человеку нельзя. Может другой ваш сотрудник.`,
  kk: `${perStaff.hours} сағатта ${perStaff.times} рет аштыңыз: бір адамға одан көп болмайды. Басқа қызметкеріңіз аша алады.`,
};
