import type { EntityManager } from 'typeorm';
import { AgencyKind } from '../../subgraphs/kit/index.js';
import { SEED_AGENCIES, type SeedAgency } from './agencies.js';
import { seedId } from './ids.js';

interface SeedDutyPhone {
  readonly id: string;
  readonly agency: string;
  readonly unit?: string;
  readonly position: number;
  readonly phone: string;
  readonly weekdays: readonly number[];
  readonly opens?: string;
  readonly closes?: string;
  /** DUTY_OFFICER when left out */
  readonly role?: 'SUPERVISOR' | 'REGIONAL_COORDINATOR';
  /** VOICE when left out */
  readonly channel?: 'SMS';
  readonly staff?: string;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WORKING_DAYS = [1, 2, 3, 4, 5];

/** No country's numbers begin with +7 000: nobody is called by a demonstration. */
const fictional = (agency: number, line: number): string => `+7 000 ${String(agency + 1).padStart(3, '0')} 00 0${line}`;

/** Somebody answers at every agency at every hour. */
function phonesOf({ slug, kind, units }: SeedAgency, index: number): SeedDutyPhone[] {
  const agency = seedId(`agency:${slug}`);
  const phone = (line: number, rest: Partial<SeedDutyPhone>): SeedDutyPhone => ({
    ...{
      id: seedId(`duty-phone:${slug}/${line}`),
      agency,
      position: line,
      phone: fictional(index, line),
      weekdays: EVERY_DAY,
    },
    ...rest,
  });
  const unit = (number: number) => seedId(`unit:${slug}/${number}`);
  switch (kind) {
    case AgencyKind.POLICE:
      return [
        phone(1, { phone: '102' }),
        ...units.map((_, i) =>
          phone(2 + i, {
            position: 1,
            unit: unit(1 + i),
            ...(i === 0 ? {} : { weekdays: WORKING_DAYS, opens: '09:00', closes: '18:00' }),
          }),
        ),
      ];
    case AgencyKind.FORENSIC_CLINIC:
      return [phone(1, { opens: '08:00', closes: '20:00' }), phone(2, { opens: '20:00', closes: '08:00' })];
    case AgencyKind.HELPLINE:
      return [phone(1, { phone: '150' })];
    case AgencyKind.CRISIS_CENTRE:
      return [phone(1, {}), phone(2, { channel: 'SMS' }), phone(3, { role: 'SUPERVISOR' })];
    case AgencyKind.SOCIAL_SERVICE:
      if (slug === 'social-almaty')
        return [
          phone(1, {}),
          phone(2, { position: 1_000, role: 'REGIONAL_COORDINATOR', staff: seedId('staff:social-worker-almaty') }),
        ];
      return [phone(1, {})];
    default:
      return [phone(1, {})];
  }
}

/** Agencies that have phones keep theirs. */
export async function seedDutyPhones(manager: EntityManager): Promise<void> {
  await manager.query(
    `INSERT INTO duty_phone (id, agency_id, unit_id, position, phone, weekdays, opens, closes, role, channel, staff_id)
     SELECT id, agency, unit, position, phone, weekdays, opens, closes, COALESCE(role, 'DUTY_OFFICER'), COALESCE(channel, 'VOICE'), staff FROM jsonb_to_recordset($1) AS p (id uuid, agency uuid, unit uuid,
       position int, phone text, weekdays smallint[], opens time, closes time,
       role text, channel text, staff uuid)
     WHERE NOT EXISTS (SELECT FROM duty_phone d WHERE d.agency_id = p.agency)`,
    [JSON.stringify(SEED_AGENCIES.flatMap(phonesOf))],
  );
}
