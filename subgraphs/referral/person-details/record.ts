import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { victimNotFound } from '../consent-client.js';
import { askedRule } from '../safe-contact/asking.js';
import type { HouseholdInput, PersonDetailsRecordInput, PersonIdentityInput } from './input.js';
import type { PartContents } from './parts.js';
import { refusalsOfDetails } from './rules.js';
import { openPart } from './sealed-details.js';
import { lockDetails, writeVersion } from './version.js';

/**
 * Records what an agency took itself, inside the caller's transaction. Returns the id of the new version.
 * @param victim internal key; null when nobody may be named so
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT; Refusals INVALID
 */
export async function recordDetails(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: PersonDetailsRecordInput,
  victim: string | null,
): Promise<string> {
  const refusals = refusalsOfDetails(input, new Date());
  if (refusals.length > 0) throw new Refusals(refusals);
  if (victim === null) throw victimNotFound();
  const held = await lockDetails(manager, ctx, victim, ctx.requester.agency);
  if ((held.current?.version ?? null) !== (input.expectedVersion ?? null)) throw versionConflict();
  const { identity, safeContact, household } = input;
  const before = held.current?.contact ? openPart(held.current, 'contact', held.key) : null;
  const contact = safeContact && (await askedRule(manager, ctx, safeContact, before, 'safeContact'));
  return writeVersion(manager, ctx, held, {
    ...(identity && { identity: { content: identityContent(identity), referral: null } }),
    ...(contact && { contact: { content: contact, referral: null } }),
    ...(household && { household: { content: householdContent(household), referral: null } }),
  });
}

function identityContent(i: PersonIdentityInput): PartContents['identity'] {
  return {
    familyName: i.familyName,
    givenName: i.givenName,
    patronymic: i.patronymic ?? null,
    birthDate: i.birthDate ?? null,
    iin: i.iin ?? null,
    languages: i.languages,
  };
}

function householdContent(h: HouseholdInput): PartContents['household'] {
  return {
    members: h.members.map((m) => ({
      relation: m.relation,
      age: m.age ?? null,
      ageBand: m.ageBand ?? null,
      sex: m.sex,
      needs: m.needs ?? [],
    })),
    pets: h.pets ?? 0,
    wheelchair: h.wheelchair ?? null,
  };
}

function versionConflict(): Refusal {
  return new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Your agency has other details of her than you expected. Read them again, then change them.',
      ru: 'У вашей организации уже другие данные о ней. Прочитайте их снова и затем измените.',
      kk: 'Ұйымыңызда ол туралы басқа деректер бар. Оларды қайта оқып, содан кейін өзгертіңіз.',
    },
    ['expectedVersion'],
  );
}
