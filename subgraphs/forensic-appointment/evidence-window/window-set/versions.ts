import { Ctx, Query, Resolver } from 'type-graphql';
import { Access, type Language, Role, Statement, type SubgraphContext, type Text } from '../../../kit/index.js';
import { BUILT_IN } from '../current.js';
import { TOLD_OF_WINDOWS } from '../told.js';
import type { EvidenceWindowSet } from '../vocabulary.js';
import { EvidenceWindowVersion } from './input.js';

/** More are not looked at; the one that counts is among the newest, unless a hundred are to come. */
const MOST = 100;

interface Row extends Omit<EvidenceWindowVersion, 'review'> {
  readonly review: Text;
}

/** The newest first. $1 one of them, or null */
const VERSIONS = new Statement<Row>(
  'forensic.window-versions',
  `SELECT s.jurisdiction, s.version, s.effective_from AS "effectiveFrom", s.loaded_at AS "loadedAt", s.content -> 'review' AS review,
     ARRAY(SELECT DISTINCT w ->> 'source' FROM jsonb_array_elements(s.content -> 'windows') w ORDER BY 1) AS sources,
     ARRAY(SELECT DISTINCT w ->> 'reviewer' FROM jsonb_array_elements(s.content -> 'windows') w WHERE w ->> 'reviewer' IS NOT NULL ORDER BY 1) AS reviewers,
     s.id = (SELECT n.id FROM evidence_window_set n WHERE n.jurisdiction = s.jurisdiction AND n.effective_from <= clock_timestamp()
       ORDER BY n.effective_from DESC, n.loaded_at DESC LIMIT 1) IS TRUE AS "inForce"
   FROM evidence_window_set s WHERE $1::uuid IS NULL OR s.id = $1::uuid
   ORDER BY s.effective_from DESC, s.loaded_at DESC LIMIT ${MOST}`,
);

@Resolver()
export class EvidenceWindowSetsResolver {
  @Query(() => [EvidenceWindowVersion], {
    description:
      'The evidence windows that were loaded, the newest first, and those that come with the hub: where they are from and who has reviewed them. No hours.',
  })
  // nor is it told where the hours are to be read by whoever is not told the hours
  @Access({ purposes: 'none', kinds: TOLD_OF_WINDOWS, roles: [Role.ADMINISTRATOR, Role.EXAMINER, Role.CLINICIAN] })
  async evidenceWindowSets(@Ctx() ctx: SubgraphContext): Promise<EvidenceWindowVersion[]> {
    const { language } = ctx.requester;
    const loaded = (await VERSIONS.rows(ctx.db, [null])).map((row) => said(row, language));
    const counts = new Set(loaded.filter(({ inForce }) => inForce).map(({ jurisdiction }) => jurisdiction));
    const ours = Object.values(BUILT_IN).map((set) => said(builtIn(set, !counts.has(set.jurisdiction)), language));
    return [...loaded, ...ours];
  }
}

export async function versionOf(ctx: SubgraphContext, id: string): Promise<EvidenceWindowVersion> {
  const [row] = await VERSIONS.rows(ctx.db, [id]);
  return said(row!, ctx.requester.language);
}

const said = ({ review, ...row }: Row, language: Language): EvidenceWindowVersion => ({
  ...row,
  review: review[language],
});

function builtIn({ jurisdiction, version, review, windows }: EvidenceWindowSet, inForce: boolean): Row {
  const once = (values: readonly (string | null | undefined)[]) =>
    [...new Set(values.filter((each) => each != null))].sort() as string[];
  return {
    ...{ jurisdiction, version, review, inForce, effectiveFrom: null, loadedAt: null },
    sources: once(windows.map(({ source }) => source)),
    reviewers: once(windows.map(({ reviewer }) => reviewer)),
  };
}
