import { ownRecordParameters, rowsOf, type SubgraphContext, transaction } from '../../kit/index.js';
import { opened } from './kept.js';
import { nothingToRead } from './refusals.js';
import { HOLD_OF, READ, READING, RELEASES } from './sql.js';
import { ShelterAddressPart, type ShelterAddressReading, type ShelterAddressRelease } from './types.js';

interface ReadRow {
  readonly what: ShelterAddressPart;
  readonly readableUntil: Date;
  readonly shelter: string;
  readonly agency: string;
  readonly intakePhone: string | null;
  readonly wrapped: Buffer | null;
  readonly address: Buffer | null;
  readonly meetingPoint: Buffer | null;
}

/**
 * What was released to the requester by name. The look and the reading are committed before anything is opened.
 * @throws Refusal NOT_FOUND, whatever the reason
 */
export async function read(ctx: SubgraphContext, releaseId: string): Promise<ShelterAddressReading> {
  const row = await transaction(ctx.vault.db, async (manager) => {
    const [found] = await rowsOf<ReadRow>(manager, READ, [...ownRecordParameters(ctx), releaseId]);
    const logged = found && (await rowsOf(manager, READING, [releaseId, ctx.requester.staff]));
    if (!logged?.length) throw nothingToRead();
    return found!;
  });
  const { what, readableUntil, shelter: id, agency, wrapped, ...sealed } = row;
  const { language } = ctx.requester;
  const { address, meetingPoint } = wrapped
    ? await opened(ctx.vault, { id, agency }, { wrapped, ...sealed })
    : { address: null, meetingPoint: null };
  return {
    what,
    readableUntil,
    text: (address?.text ?? meetingPoint)?.[language] ?? null,
    latitude: address?.latitude ?? null,
    longitude: address?.longitude ?? null,
    phone: what === ShelterAddressPart.INTAKE_PHONE ? row.intakePhone : (address?.phone ?? null),
  };
}

/** Newest first; empty for who is neither the shelter nor an escort. The look is logged. */
export async function releasesOf(
  ctx: SubgraphContext,
  hold: string,
  only: string | null = null,
): Promise<ShelterAddressRelease[]> {
  const [row] = await ctx.vault.db.query(RELEASES, [...ownRecordParameters(ctx), hold, only]);
  return ((row?.releases ?? []) as ShelterAddressRelease[]).map((release) => ({
    ...release,
    ...dates(release, ['releasedAt', 'readableUntil', 'endedAt']),
    steps: release.steps?.map((step) => ({ ...step, ...dates(step, ['at']) })) ?? null,
  }));
}

/** One that the requester's shelter has just made or changed. */
export async function ownRelease(ctx: SubgraphContext, id: string): Promise<ShelterAddressRelease | null> {
  const [found] = await ctx.vault.db.query(HOLD_OF, [id]);
  return found ? ((await releasesOf(ctx, found.hold, id))[0] ?? null) : null;
}

/** As they come out of JSON. */
const dates = <T extends object, K extends keyof T>(of: T, names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.map((name) => [name, of[name] && new Date(of[name] as unknown as string)])) as Pick<T, K>;
