import type { DataSource } from 'typeorm';
import { AgencyKind, type Purpose, Role } from '../kit/index.js';
import { isSafeAddress } from './issuer/rules.js';

export interface FirstAdministrator {
  readonly agency: { readonly kk: string; readonly ru: string; readonly en: string };
  /** ISO 3166-2 code, e.g. KZ-75 */
  readonly regionCode: string;
  /** IANA zone, e.g. Asia/Almaty */
  readonly zone: string;
  /** The OpenID provider that signs the administrator in; its keys are read from its discovery document */
  readonly issuer: string;
  /** The `aud` of its tokens */
  readonly audience: string;
  /** The `sub` of the administrator's tokens: an identifier, never a name or a mail address */
  readonly subject: string;
  /** Which purposes of use a role may state at a kind of agency, to begin with */
  readonly agreements: readonly {
    readonly kind: AgencyKind;
    readonly role: Role;
    readonly purposes: readonly Purpose[];
  }[];
}

/**
 * Makes the agency that operates the hub, its sign-in provider and its first administrator, from whom everything else can be done by mutations.
 * @returns the ids of agency and administrator
 * @throws when the hub has an operator already, or the region or the issuer cannot be used
 */
export function appointFirstAdministrator(
  db: DataSource,
  { agency, regionCode, zone, issuer, audience, subject, agreements }: FirstAdministrator,
): Promise<{ agency: string; staff: string }> {
  if (!isSafeAddress(issuer)) throw new Error('--issuer must be an https address (http only on this machine).');
  return db.transaction(async (manager) => {
    // two at once: the second waits, and finds the first one's operator
    await manager.query('LOCK TABLE agency IN SHARE ROW EXCLUSIVE MODE');
    const operators = await manager.query('SELECT FROM agency WHERE operator');
    if (operators.length > 0) throw new Error('This hub has an operator already: its administrator appoints others.');
    const [made] = await manager.query(
      `INSERT INTO agency (kind, name, region_code, zone, operator)
       SELECT $1, $2::jsonb, code, $4, true FROM region WHERE code = $3 RETURNING id`,
      [AgencyKind.SOCIAL_SERVICE, JSON.stringify(agency), regionCode, zone],
    );
    if (!made) throw new Error(`--region ${regionCode}: there is no such region.`);
    await manager.query(
      `INSERT INTO issuer (issuer, audience, jwks, agency_id, discovered) VALUES ($1, $2, '{"keys": []}', $3, true)`,
      [issuer, audience, made.id],
    );
    await manager.query(
      `INSERT INTO agreement (kind, role, purposes)
       SELECT kind, role, ARRAY(SELECT jsonb_array_elements_text(purposes))
       FROM jsonb_to_recordset($1) AS a (kind text, role text, purposes jsonb) ON CONFLICT DO NOTHING`,
      [JSON.stringify(agreements)],
    );
    const [staff] = await manager.query(
      `INSERT INTO staff_member (issuer, subject, agency_id, role, languages)
       VALUES ($1, $2, $3, $4, ARRAY['kk', 'ru']) RETURNING id`,
      [issuer, subject, made.id, Role.ADMINISTRATOR],
    );
    return { agency: made.id, staff: staff.id };
  });
}
