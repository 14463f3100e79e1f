import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import type { LockedShelter } from '../own-shelters.js';

interface Standing {
  readonly participation: 'BED_BY_BED' | 'COUNTS_ONLY' | 'VIEW_ONLY';
  readonly twice: boolean;
  readonly whole: boolean;
  readonly used: boolean;
}

/** $1 shelter */
const STANDING = `SELECT s.participation, count(DISTINCT u.kind) < count(u.id) AS twice, coalesce(bool_or(u.exclusive), false) AS whole,
    EXISTS (SELECT FROM unit x JOIN placement_bed pb ON pb.unit_id = x.id AND pb.live WHERE x.shelter_id = s.id) AS used
  FROM shelter s LEFT JOIN unit u ON u.shelter_id = s.id AND u.beds_in_service > 0
  WHERE s.id = $1 GROUP BY s.id`;

/**
 * After a change of a locked shelter or its units: whether they suit its way of taking part. A counts-only shelter has one unit of each kind,
 * a pool of beds, because a count says how many beds of a kind are taken and not which.
 * @throws Refusal WRONG_STATE for `field`
 */
export async function assertParticipation(
  manager: EntityManager,
  shelter: string,
  field: readonly string[],
): Promise<void> {
  const [standing] = await rowsOf<Standing>(manager, STANDING, [shelter]);
  const { participation, twice, whole, used } = standing!;
  if (participation === 'COUNTS_ONLY' && (twice || whole))
    throw new Refusal(
      UserErrorCode.WRONG_STATE,
      {
        en: 'A shelter that publishes counts has one unit of each kind, given bed by bed: put the rooms of a kind together.',
        ru: 'Если приют сообщает только числа, на каждый вид мест нужна одна запись, места считаются по одному: объедините комнаты одного вида.',
        kk: 'Тек сандарды жариялайтын баспанада әр түрге бір жазба керек, орындар бір-бірлеп саналады: бір түрдегі бөлмелерді біріктіріңіз.',
      },
      field,
    );
  if (participation === 'VIEW_ONLY' && used)
    throw new Refusal(
      UserErrorCode.WRONG_STATE,
      {
        en: 'Beds of it are held or occupied. End those holds and stays first.',
        ru: 'Места приюта удержаны или заняты. Сначала завершите эти удержания и проживания.',
        kk: 'Баспана орындары ұсталып тұр не бос емес. Алдымен соларды аяқтаңыз.',
      },
      field,
    );
}

/** A unit in which guests sleep, or may, of whom the hub has no stay. $1 shelter, $2 how it takes part now */
const UNKNOWN_GUESTS = `SELECT FROM unit u LEFT JOIN LATERAL (
    SELECT bo.others FROM bed_observation bo WHERE bo.unit_id = u.id ORDER BY bo.version DESC LIMIT 1) counted ON true
  WHERE u.shelter_id = $1 AND least(coalesce(counted.others, CASE $2 WHEN 'COUNTS_ONLY' THEN 1 ELSE 0 END), u.beds_in_service) > 0`;

/**
 * Before a locked shelter begins to run its beds on the hub: there every guest is a stay, so that a bed without one would be offered to the next while somebody
 * sleeps in it.
 * @throws Refusal WRONG_STATE
 */
export async function assertGuestsKnown(manager: EntityManager, shelter: LockedShelter, next: string): Promise<void> {
  if (next !== 'BED_BY_BED' || shelter.participation === 'BED_BY_BED') return;
  if ((await rowsOf(manager, UNKNOWN_GUESTS, [shelter.id, shelter.participation])).length === 0) return;
  throw new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Guests of whom there is no stay here have beds. Enter them as stays, publish a count, and change it then.',
      ru: 'Места заняты гостями, которых здесь нет. Внесите их проживание, опубликуйте числа и тогда меняйте.',
      kk: 'Орындарда мұнда жазылмаған қонақтар бар. Оларды енгізіп, сандарды жариялаңыз да, содан кейін өзгертіңіз.',
    },
    ['participation'],
  );
}
