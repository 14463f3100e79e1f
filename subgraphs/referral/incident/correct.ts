import type { EntityManager } from 'typeorm';
import { DataKey, Refusal, Refusals, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { PERPETRATOR_NAMED } from '../consent-client.js';
import type { IncidentCorrectInput } from './input.js';
import { refusalsOfReport } from './rules.js';
import { type IncidentRow, LOCK_OWN_INCIDENT } from './sql.js';

/** Where the account of an earlier version is sealed to. */
export const versionPlace = (incident: string, version: number) => `incident_version.account:${incident}:${version}`;

/** Columns of what a report says, but her account, by the field of the input that corrects each. */
const CORRECTED = {
  occurredAt: 'occurred_at',
  lastContactAt: 'last_contact_at',
  channel: 'channel',
  violence: 'violence',
  injuries: 'injuries',
  named: 'named',
  weapon: 'weapon',
  childrenPresent: 'children_present',
  childrenCount: 'children_count',
  earlierToldOf: 'earlier_told_of',
  regionCode: 'region_code',
} as const satisfies Partial<Record<keyof IncidentCorrectInput, keyof IncidentRow>>;
const FIELDS = Object.entries(CORRECTED) as [keyof typeof CORRECTED, keyof IncidentRow][];
const COLUMNS = Object.values(CORRECTED).join(', ');

type LockedIncident = IncidentRow & { readonly erased: boolean };

/**
 * Corrects a report of the requester's own desk, inside the caller's transaction. Returns its id. What it said before is kept, with who
 * corrected it, when and why; agencies to which a referral has brought it have it corrected as well, and read it as far as she lets them.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, Refusals INVALID
 */
export async function correctIncident(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: IncidentCorrectInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [incident] = await rowsOf<LockedIncident>(manager, LOCK_OWN_INCIDENT, [agency, unit, staff, input.incidentId]);
  if (!incident) throw incidentNotFound();
  if (incident.erased) throw erased();
  if (incident.error_at) throw inError();
  if (incident.version !== input.expectedVersion) throw versionConflict();
  const facts = FIELDS.map(([field, column]) => (input[field] === undefined ? incident[column] : input[field]));
  const now = Object.fromEntries(FIELDS.map(([field], i) => [field, facts[i]]));
  const refusals = refusalsOfReport(now as never, incident.reported_at);
  if (FIELDS.every(([field]) => input[field] === undefined) && input.account === undefined) refusals.push(nothing());
  if (refusals.length > 0) throw new Refusals(refusals);
  await keepVersion(manager, ctx, incident, input);
  await rowsOf(
    manager,
    `UPDATE incident SET (${COLUMNS}) = ROW(${FIELDS.map((_, i) => `$${i + 2}`).join(', ')}), version = version + 1,
       corrected_at = clock_timestamp() WHERE id = $1`,
    [incident.id, ...facts],
  );
  if (input.account !== undefined) await writeAccount(manager, ctx, incident, input.account);
  const added = (input.named ?? []).filter((relation) => !incident.named.includes(relation));
  if (incident.victim_key && added.length > 0)
    await ctx.outbox.send(manager, PERPETRATOR_NAMED, {
      report: incident.id,
      victim: incident.victim_key,
      relations: added,
    });
  return incident.id;
}

async function keepVersion(
  manager: EntityManager,
  ctx: SubgraphContext,
  incident: LockedIncident,
  { reason }: IncidentCorrectInput,
): Promise<void> {
  const { id, version, account, wrapped } = incident;
  let kept: Buffer | null = null;
  if (account && wrapped) {
    const key = await DataKey.open(ctx.secrets.agencyKeys, incident.agency, wrapped);
    kept = key.seal(versionPlace(id, version), key.open(`incident.account:${id}`, account));
  }
  await rowsOf(
    manager,
    `INSERT INTO incident_version (incident, version, ${COLUMNS}, account, corrected_by, reason)
     SELECT id, version, ${COLUMNS}, $2, $3, $4 FROM incident WHERE id = $1`,
    [id, kept, ctx.requester.staff, reason],
  );
}

/** Under the own key, and under those of the agencies that have it by a referral. */
async function writeAccount(
  manager: EntityManager,
  ctx: SubgraphContext,
  { id, victim_key: victim, agency }: LockedIncident,
  account: string | null,
): Promise<void> {
  const { agencyKeys } = ctx.secrets;
  const sealed = async (of: string, place: string) =>
    account === null
      ? null
      : (await DataKey.obtain(manager, agencyKeys, victim ?? `incident:${id}`, of)).seal(`${place}:${id}`, account);
  await rowsOf(manager, 'UPDATE incident SET account = $2 WHERE id = $1', [
    id,
    await sealed(agency, 'incident.account'),
  ]);
  const shares = await rowsOf<{ agency: string }>(
    manager,
    'SELECT agency FROM incident_share WHERE incident = $1 ORDER BY agency',
    [id],
  );
  // one after the other: they take data keys, in one order for everybody
  const copies: (Buffer | null)[] = [];
  for (const share of shares) copies.push(await sealed(share.agency, 'incident_share.account'));
  await rowsOf(
    manager,
    `UPDATE incident_share s SET account = c.account FROM unnest($2::uuid[], $3::bytea[]) AS c(agency, account)
     WHERE s.incident = $1 AND s.agency = c.agency`,
    [id, shares.map((share) => share.agency), copies],
  );
}

/** Unknown, of another desk and walled off are one answer. */
export function incidentNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your unit has taken down no such incident.',
      ru: 'Ваше подразделение не записывало такого происшествия.',
      kk: 'Бөліміңіз мұндай оқиғаны жазбаған.',
    },
    ['incidentId'],
  );
}

function versionConflict(): Refusal {
  return new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody has corrected this report in the meantime. Look at it again.',
      ru: 'Кто-то уже исправил это сообщение. Посмотрите его снова.',
      kk: 'Бұл хабарды біреу түзетіп қойды. Оны қайта қараңыз.',
    },
    ['expectedVersion'],
  );
}

function erased(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'What this report said of her was erased. It is not corrected any more.',
      ru: 'То, что это сообщение говорило о ней, удалено. Его больше не исправляют.',
      kk: 'Бұл хабардың ол туралы айтқаны жойылды. Ол енді түзетілмейді.',
    },
    ['incidentId'],
  );
}

function nothing(): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Nothing is corrected. Give what the report should say.',
      ru: 'Ничего не исправлено. Укажите, что должно быть в сообщении.',
      kk: 'Ештеңе түзетілмеген. Хабарда не болуы керегін көрсетіңіз.',
    },
    [],
  );
}

function inError(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'This report was entered in error and counts nowhere. Take it down anew where it belongs.',
      ru: 'Это сообщение внесено по ошибке и нигде не учитывается. Запишите его заново там, где ему место.',
      kk: 'Бұл хабар қателікпен енгізілген және еш жерде есепке алынбайды. Оны тиісті жеріне қайта жазыңыз.',
    },
    ['incidentId'],
  );
}
