import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import type { ImportedOrganization, ImportedService } from './imported.js';
import {
  CHANGE_ORGANIZATION,
  CLEAR_PHONES,
  FIND_OR_ADD,
  KNOWN_SERVICES,
  MOVE_SERVICES,
  SEAL,
  STORE_SERVICES,
} from './sql.js';
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

  const address = organization.confidential ? await SealedAddress.of(manager, ctx, id) : null;
  if (ownChanged) {
    if (address && !stored!.confidential) {
      await address.seal(await rowsOf<SealedPart>(manager, CLEAR_PHONES, [id]));
    }
    await changeOrganization(manager, id, own, ownMac);
    await address?.seal([{ service: null, content: own.location }]);
  }
  if (changed.length > 0) {
    const rows = changed.map(({ service, mac }) => serviceRow(service, mac, organization.confidential));
    const ids = await rowsOf<{ id: string; externalId: string }>(manager, STORE_SERVICES, [
      id,
      source,
      organization.confidential,
      JSON.stringify(rows),
    ]);
    // another import may have made one of them for another organisation since we looked
    const foreign = changed.find(({ service }) => !ids.some((row) => row.externalId === service.externalId));
    if (foreign) throw ofAnother(services.indexOf(foreign.service));
    await address?.seal(
      ids.map((row) => ({
        service: row.id,
        content: { phones: changed.find(({ service }) => service.externalId === row.externalId)!.service.phones },
      })),
    );
  }
  await rowsOf(manager, MOVE_SERVICES, [id]);
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

/** Where a confidential organisation is and how it is called, readable only with the key of the agency that imported it. */
class SealedAddress {
  private constructor(
    private readonly manager: EntityManager,
    private readonly key: DataKey,
    private readonly organization: string,
    private readonly agency: string,
  ) {}

  static async of(
    manager: EntityManager,
    { secrets, requester }: SubgraphContext,
    organization: string,
  ): Promise<SealedAddress> {
    const subject = `organization:${organization}`;
    const key = await DataKey.obtain(manager, secrets.agencyKeys, subject, requester.agency);
    return new SealedAddress(manager, key, organization, requester.agency);
  }

  async seal(parts: readonly SealedPart[]): Promise<void> {
    const rows = parts.map(({ service, content }) => ({
      service,
      sealed: this.key.seal(`organization_address.sealed:${service ?? this.organization}`, content).toString('hex'),
    }));
    await rowsOf(this.manager, SEAL, [this.organization, this.agency, JSON.stringify(rows)]);
  }
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
