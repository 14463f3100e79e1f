import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, UserErrorCode } from '../../kit/index.js';
import type { DutyPhoneInput } from './types.js';
import { DutyChannel, DutyRole } from './vocabulary.js';

/** A region's coordinators hear of all its agencies: who they are is the hub's to say. @throws NOT_PERMITTED */
export function assertMayCoordinate(isOperator: boolean, phones: readonly DutyPhoneInput[]): void {
  const at = phones.findIndex(({ role }) => role === DutyRole.REGIONAL_COORDINATOR);
  if (isOperator || at < 0) return;
  throw new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: "Coordinators of a region are set by the hub's own administrator.",
      ru: 'Координаторов региона назначает администратор хаба.',
      kk: 'Өңір үйлестірушілерін хаб әкімшісі тағайындайды.',
    },
    ['phones', String(at), 'role'],
  );
}

/** @throws NOT_FOUND for somebody who does not work at the agency */
export async function assertOwnStaff(
  manager: EntityManager,
  agency: string,
  phones: readonly DutyPhoneInput[],
): Promise<void> {
  const named = phones.flatMap(({ staff }) => staff?.toLowerCase() ?? []);
  const known = await rowsOf<{ id: string }>(
    manager,
    'SELECT id FROM staff_member WHERE id = ANY($1::uuid[]) AND agency_id = $2 AND active',
    [named, agency],
  );
  const ids = new Set(known.map(({ id }) => id));
  const at = phones.findIndex(({ staff }) => staff && !ids.has(staff.toLowerCase()));
  if (at < 0) return;
  throw new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Nobody with this id works at this agency.',
      ru: 'В этой организации нет сотрудника с таким идентификатором.',
      kk: 'Бұл ұйымда мұндай идентификаторы бар қызметкер жоқ.',
    },
    ['phones', String(at), 'staff'],
  );
}

/**
 * Of two who change one rota at once the second is told. Asked under the agency's lock.
 * @returns the version that comes next @throws VERSION_CONFLICT
 */
export async function assertRota(
  manager: EntityManager,
  agency: string,
  unit: string | null,
  expected: number | null | undefined,
): Promise<number> {
  const [rota] = await rowsOf<{ version: number | null }>(
    manager,
    'SELECT max(rota_version) AS version FROM duty_phone WHERE agency_id = $1 AND unit_id IS NOT DISTINCT FROM $2::uuid',
    [agency, unit],
  );
  const { version } = rota!;
  if ((expected ?? null) === version) return (version ?? 0) + 1;
  throw new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'These phones have been set meanwhile. Look again, then repeat your change.',
      ru: 'Эти телефоны тем временем изменили. Посмотрите ещё раз и повторите изменение.',
      kk: 'Осы уақытта бұл телефондар өзгертілді. Қайта қарап, өзгерісті қайталаңыз.',
    },
    ['expectedVersion'],
  );
}

/** Coordinators stay when an agency changes its own: their places are never its. */
const AFTER_ALL_OTHERS = 1_000;

/** Those of a desk, in their order. What the hub has set for the region stays when the agency changes its own. */
export async function replacePhones(
  manager: EntityManager,
  agency: string,
  unit: string | null,
  phones: readonly DutyPhoneInput[],
  isOperator: boolean,
  version: number,
): Promise<void> {
  await rowsOf(
    manager,
    `DELETE FROM duty_phone WHERE agency_id = $1 AND unit_id IS NOT DISTINCT FROM $2::uuid AND ($3 OR role <> 'REGIONAL_COORDINATOR')`,
    [agency, unit, isOperator],
  );
  await rowsOf(
    manager,
    'UPDATE duty_phone SET rota_version = $3 WHERE agency_id = $1 AND unit_id IS NOT DISTINCT FROM $2::uuid',
    [agency, unit, version],
  );
  const rows = phones.map((phone, place) => ({
    ...phone,
    position: place + (phone.role === DutyRole.REGIONAL_COORDINATOR ? AFTER_ALL_OTHERS : 1),
    role: phone.role ?? DutyRole.DUTY_OFFICER,
    channel: phone.channel ?? DutyChannel.VOICE,
    language: phone.language ?? 'kk',
  }));
  await rowsOf(
    manager,
    `INSERT INTO duty_phone (agency_id, unit_id, position, phone, weekdays, opens, closes, role, channel, email, language, staff_id, rota_version)
     SELECT $1, $2, position, phone, weekdays, opens, closes, role, channel, email, language, staff, $4
     FROM jsonb_to_recordset($3) AS p (position int, phone text, weekdays smallint[], opens time, closes time, role text, channel text, email text,
       language text, staff uuid)`,
    [agency, unit, JSON.stringify(rows), version],
  );
}
