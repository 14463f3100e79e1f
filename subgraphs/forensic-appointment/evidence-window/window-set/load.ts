import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  Access,
  type HubOperation,
  mutate,
  Refusal,
  Refusals,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../../kit/index.js';
import { evidenceWindows } from '../current.js';
import { setFaults } from './faults.js';
import { EvidenceWindowsLoadInput, EvidenceWindowsLoadPayload } from './input.js';
import { EXISTS } from './messages.js';
import { setOf } from './set-of.js';
import { EVIDENCE_JURISDICTIONS } from './settings.js';
import { versionOf } from './versions.js';

/** Implemented by `directory`. */
const AGENCY_OPERATES: HubOperation<{ agency: string }, boolean> = {
  subgraph: 'directory',
  operation: 'agencyOperates',
  document: 'query ($agency: ID!) { agencyOperates(agency: $agency) }',
};

/** More are not read by anybody at once; the rest is told at the next attempt. */
const MOST_FAULTS = 20;

@Resolver()
export class EvidenceWindowsLoadResolver {
  @Mutation(() => EvidenceWindowsLoadPayload, {
    description:
      "Loads a new version of a jurisdiction's evidence windows, treatments, danger signs and words. By an administrator of the hub; it never changes afterwards.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  evidenceWindowsLoad(
    @Arg('input', () => EvidenceWindowsLoadInput, { description: 'The whole set.' }) input: EvidenceWindowsLoadInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EvidenceWindowsLoadPayload> {
    return mutate(ctx, 'evidenceWindowsLoad', input, EvidenceWindowsLoadPayload, async (commit) => {
      const { agency, staff } = ctx.requester;
      await assertOperator(ctx, agency);
      const id = await commit(async (manager) => {
        const [clock] = await rowsOf<{ now: Date }>(manager, 'SELECT clock_timestamp() AS now');
        const faults = setFaults(input, EVIDENCE_JURISDICTIONS, clock!.now).slice(0, MOST_FAULTS);
        if (faults.length > 0)
          throw new Refusals(faults.map(({ text, path }) => new Refusal(UserErrorCode.INVALID, text, path)));
        const set = setOf(input);
        const ours = EVIDENCE_JURISDICTIONS.some((each) => evidenceWindows(each).version === set.version);
        const [loaded] = ours
          ? []
          : await rowsOf<{ id: string }>(
              manager,
              `INSERT INTO evidence_window_set (jurisdiction, version, effective_from, content, loaded_by_agency, loaded_by)
               VALUES ($1, $2, coalesce($3, clock_timestamp()), $4, $5, $6) ON CONFLICT (jurisdiction, version) DO NOTHING RETURNING id`,
              [set.jurisdiction, set.version, input.effectiveFrom ?? null, JSON.stringify(set), agency, staff],
            );
        if (!loaded) throw new Refusal(UserErrorCode.INVALID, EXISTS, ['version']);
        return loaded.id;
      });
      return { evidenceWindowVersion: await versionOf(ctx, id) };
    });
  }
}

/** A police administrator who could set the hours would be the gatekeeper. @throws Refusal NOT_PERMITTED, TEMPORARILY_UNAVAILABLE */
async function assertOperator(ctx: SubgraphContext, agency: string): Promise<void> {
  const operates = await ctx.hub.call(AGENCY_OPERATES, { agency }, ctx.caller).catch(() => {
    throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
      en: 'The directory could not be asked just now. Nothing was done. Send it again with the same key.',
      ru: 'Сейчас справочник недоступен. Ничего не сделано. Отправьте ещё раз с тем же ключом.',
      kk: 'Қазір анықтамалық қолжетімсіз. Ештеңе жасалмады. Сол кілтпен қайта жіберіңіз.',
    });
  });
  if (operates) return;
  throw new Refusal(UserErrorCode.NOT_PERMITTED, {
    en: 'Only an administrator of the hub may load evidence windows.',
    ru: 'Загружать сроки доказательств может только администратор хаба.',
    kk: 'Дәлел мерзімдерін тек хаб әкімшісі жүктей алады.',
  });
}
