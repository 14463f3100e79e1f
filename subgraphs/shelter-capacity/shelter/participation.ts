import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';

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
