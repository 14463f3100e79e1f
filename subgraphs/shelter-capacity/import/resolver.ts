import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  Access,
  type Language,
  mutate,
  Refusal,
  Role,
  type SubgraphContext,
  type Text,
  transaction,
} from '../../kit/index.js';
import { SHELTER_KINDS } from '../parties.js';
import { offerShelter } from '../waiting-list/offer-shelter.js';
import { checkOnce, checkRecord } from './record-rules.js';
import { Rejection } from './rejection.js';
import { takeOver, takeOverAddress } from './shelter-record.js';
import { ShelterImportInput, ShelterImportOutcome, ShelterImportPayload, type ShelterImportResult } from './types.js';

@Resolver()
export class ShelterImportResolver {
  @Mutation(() => ShelterImportPayload, {
    description:
      "Takes over shelters of another system as the caller's agency's own. Each is taken over whole or rejected alone; doing it again changes nothing. A new one is closed until somebody of your agency opens it (`shelterOpeningSet`).",
  })
  @Access({
    purposes: 'none',
    // who may run what is brought in: nobody else may put beds before the whole country
    kinds: SHELTER_KINDS,
    roles: [Role.ADMINISTRATOR],
  })
  async shelterImport(
    @Arg('input', () => ShelterImportInput, { description: 'The shelters.' }) input: ShelterImportInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterImportPayload> {
    return mutate(ctx, 'shelterImport', input, ShelterImportPayload, async () => {
      const results: ShelterImportResult[] = [];
      for (const at of input.shelters.keys()) results.push(await imported(ctx, input, at));
      return { results };
    });
  }
}

/** Each shelter has a transaction of its own, so that one that is rejected keeps no other from being taken over. */
async function imported(ctx: SubgraphContext, input: ShelterImportInput, at: number): Promise<ShelterImportResult> {
  const record = input.shelters[at]!;
  const { agency, staff, language } = ctx.requester;
  try {
    checkRecord(record);
    checkOnce(input.shelters, at);
    const importer = { agency, staff, source: input.source };
    const { id, outcome: taken } = await transaction(ctx.db, (manager) => takeOver(manager, importer, record));
    // by itself: the units of a shelter are locked in another order than that in which the import came to them
    if (taken !== ShelterImportOutcome.UNCHANGED) await transaction(ctx.db, (manager) => offerShelter(manager, id));
    const { confidential } = record;
    const moved = confidential && (await takeOverAddress(ctx.vault, { id, agency }, staff, confidential));
    const outcome = moved && taken === ShelterImportOutcome.UNCHANGED ? ShelterImportOutcome.UPDATED : taken;
    return { externalId: record.externalId, outcome, message: null, field: null };
  } catch (error) {
    if (error instanceof Refusal)
      return rejected(record.externalId, error.text, error.field?.join('.') ?? null, language);
    if (!(error instanceof Rejection)) throw error;
    return rejected(record.externalId, error.text, error.field, language);
  }
}

const rejected = (externalId: string, text: Text, field: string | null, language: Language): ShelterImportResult => ({
  externalId,
  outcome: ShelterImportOutcome.REJECTED,
  message: text[language],
  field,
});
