import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import type { ImportedOrganization, ImportedService } from './imported.js';
import { recordConfidential } from './replay.js';
import { CHANGE_ORGANIZATION, CLEAR_PHONES, FIND_OR_ADD, KNOWN_SERVICES, SEAL, STORE_SERVICES } from './sql.js';
import { ImportOutcome } from './types.js';
import { assertPlaceUnsaid } from './whereabouts.js';

interface Stored {
  readonly id: string;
  readonly confidential: boolean;
  /** Of what was imported the last time; null when this is the first */
  readonly hmac: Buffer | null;
}

/**
 * Stores an organisation and its services under (source, externalId), in the caller's transaction, and writes nothing that is there
 * already. An organisation that was confidential once stays so, whatever a later import says. What is compared is an HMAC: a plain hash of
 * an address could be guessed.
 * @throws Refusal, after which the transaction must be rolled back
 */
export async function store(
  manager: EntityManager,
  ctx: SubgraphContext,
  source: string,
  input: ImportedOrganization,
): Promise<ImportOutcome> {
  const [stored] = await rowsOf<Stored>(manager, FIND_OR_ADD, [
    source,
    input.externalId,
    input.name,
    input.confidential,
  ]);
  const { id, hmac } = stored!;
  const organization = { ...input, confidential: input.confidential || stored!.confidential };
  if (organization.confidential) assertPlaceUnsaid(organization);

  const { services, ...own } = organization;
  const macOf = (value: object) =>
    createHmac('sha256', ctx.secrets.idempotency).update('organizationImport').update(JSON.stringify(value)).digest();
  const ownMac = macOf(own);
  const known = await rowsOf<{ externalId: string; organization: string; hmac: Buffer }>(manager, KNOWN_SERVICES, [
    source,
    services.map((service) => service.externalId),
  ]);
  const changed = services.flatMap((service, i) => {
    const before = known.find((each) => each.externalId === service.externalId);
    if (before && before.organization !== id) throw ofAnother(i);
    const mac = macOf(service);
    return before?.hmac.equals(mac) ? [] : [{ service, mac }];
  });
  const ownChanged = !hmac?.equals(ownMac);
  if (!ownChanged && changed.length === 0) return ImportOutcome.UNCHANGED;

  const toSeal: SealedPart[] = [];
  if (ownChanged) {
    if (organization.confidential && !stored!.confidential) {
      await recordConfidential(ctx, manager, id);
      toSeal.push(...(await rowsOf<SealedPart>(manager, CLEAR_PHONES, [id])));
    }
    await changeOrganization(manager, id, own, ownMac);
    toSeal.push({ service: null, content: own.location });
  }
  if (changed.length > 0) {
    const rows = changed.map(({ service, mac }) => serviceRow(service, mac, organization.confidential));
    const ids = await rowsOf<{ id: string; externalId: string }>(manager, STORE_SERVICES, [
      id,
      source,
      organization.confidential,
      JSON.stringify(rows),
    ]);
    for (const { service } of changed) {
      const row = ids.find(({ externalId }) => externalId === service.externalId);
      // another import may have made it for another organisation since we looked
      if (!row) throw ofAnother(services.indexOf(service));
      toSeal.push({ service: row.id, content: { phones: service.phones } });
    }
  }
  if (organization.confidential) await seal(manager, ctx, id, toSeal);
  return hmac === null ? ImportOutcome.CREATED : ImportOutcome.UPDATED;
}

async function changeOrganization(
  manager: EntityManager,
  id: string,
  own: Omit<ImportedOrganization, 'services'>,
  hmac: Buffer,
): Promise<void> {
  const { location, confidential } = own;
  const open = confidential ? null : location;
  await rowsOf(manager, CHANGE_ORGANIZATION, [
    id,
    ...[own.name, own.alternateName, own.description, own.website, own.email, confidential, location.region],
    ...[open?.street, open?.city, open?.region, open?.postalCode, open?.country, open?.latitude, open?.longitude],
    open?.phones ?? [],
    hmac,
  ]);
}

function serviceRow(service: ImportedService, hmac: Buffer, confidential: boolean): object {
  return { ...service, phones: confidential ? [] : service.phones, hmac: hmac.toString('hex') };
}

interface SealedPart {
  /** Null for what belongs to the organisation itself */
  readonly service: string | null;
  readonly content: object;
}

/** Where a confidential organisation is and how it is called: readable only with the key of the agency that imported it. */
async function seal(
  manager: EntityManager,
  { secrets, requester: { agency } }: SubgraphContext,
  organization: string,
  parts: readonly SealedPart[],
): Promise<void> {
  const key = await DataKey.obtain(manager, secrets.agencyKeys, `organization:${organization}`, agency);
  // the last one of a service counts: what was read from it before it was changed comes first
  const latest = new Map(parts.map(({ service, content }) => [service, content]));
  const rows = [...latest].map(([service, content]) => ({
    service,
    sealed: key.seal(`organization_address.sealed:${service ?? organization}`, content).toString('hex'),
  }));
  await rowsOf(manager, SEAL, [organization, agency, JSON.stringify(rows)]);
}

const ofAnother = (service: number): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This service belongs to another organisation of this source.',
      ru: 'Эта услуга относится к другой организации этого источника.',
      kk: 'Бұл қызмет осы дереккөздің басқа ұйымына тиесілі.',
    },
    ['services', String(service), 'externalId'],
  );
