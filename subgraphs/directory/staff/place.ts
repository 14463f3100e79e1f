import type { EntityManager } from 'typeorm';
import { HUB_ISSUER, Refusal, type Role, rowsOf, UserErrorCode } from '../../kit/index.js';
import { noSuchAgency, noSuchUnit, unitClosed } from '../refusals.js';

/** A place at an agency that somebody is to take. */
export interface Place {
  readonly agency: string;
  readonly unit?: string | null | undefined;
  readonly role: Role;
}

/**
 * The agency's id, as the directory spells it, when there is such a place: the agency exists, the unit is one of its open ones, the role has an
 * agreement at agencies of this kind.
 * @throws a refusal that names the field
 */
export async function assertPlace(manager: EntityManager, { agency, unit = null, role }: Place): Promise<string> {
  const [row] = await rowsOf<{ id: string; roleAgreed: boolean; unitKnown: boolean; unitOpen: boolean }>(
    manager,
    `SELECT a.id, EXISTS (SELECT FROM agreement g WHERE g.kind = a.kind AND g.role = $2) AS "roleAgreed",
       $3::uuid IS NULL OR u.id IS NOT NULL AS "unitKnown", u.closed_at IS NULL AS "unitOpen"
     FROM agency a LEFT JOIN agency_unit u ON u.agency_id = a.id AND u.id = $3::uuid WHERE a.id = $1`,
    [agency, role, unit],
  );
  if (!row) throw noSuchAgency('agency');
  if (!row.unitKnown) throw noSuchUnit('unit');
  if (!row.unitOpen) throw unitClosed('unit');
  if (!row.roleAgreed) throw roleNotAgreed();
  return row.id;
}

/**
 * A provider vouches for its own agency only: otherwise one agency could claim another one's people as its staff. The hub vouches for the clients
 * that are registered with it, and for nobody who is merely named here.
 * @throws NOT_PERMITTED
 */
export async function assertVouchedFor(manager: EntityManager, issuer: string, agency: string): Promise<void> {
  const trusted = await rowsOf(
    manager,
    'SELECT FROM issuer WHERE issuer = $1 AND issuer <> $3 AND removed_at IS NULL AND (agency_id IS NULL OR agency_id = $2)',
    [issuer, agency, HUB_ISSUER],
  );
  if (trusted.length === 0) throw notVouchedFor();
}

const roleNotAgreed = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'There is no agreement for this role at this kind of agency.',
      ru: 'Для этой роли в организациях такого вида нет соглашения.',
      kk: 'Мұндай түрдегі ұйымдарда бұл рөл үшін келісім жоқ.',
    },
    ['role'],
  );

const notVouchedFor = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'This sign-in provider is not trusted for this agency.',
      ru: 'Этому поставщику входа для этой организации не доверяют.',
      kk: 'Бұл кіру провайдеріне осы ұйым үшін сенім жоқ.',
    },
    ['issuer'],
  );
