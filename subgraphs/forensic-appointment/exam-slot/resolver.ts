import { isUUID } from 'class-validator';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, hubError, type SubgraphContext } from '../../kit/index.js';
import { evidenceClock } from '../evidence-window/rules.js';
import { isToldOfWindows } from '../evidence-window/told.js';
import { windowsInForce } from '../evidence-window/window-set/in-force.js';
import { emergencyCare } from '../evidence-window/words.js';
import { examKindTerms } from '../exam-kind/current.js';
import { needParameters } from './free.js';
import { examNeed } from './need.js';
import { rankReason } from './rank-reason.js';
import { slotId } from './slot-id.js';
import { FREE_SLOTS, type FreeSlotRow } from './sql.js';
import { type ExamSlot, ExamSlotList, ExamSlotsInput } from './types.js';
import { searchWindows } from './windows.js';

const HOUR_MS = 3_600_000;
const SEARCHED_MS = 7 * 24 * HOUR_MS;

@Resolver()
export class ExamSlotResolver {
  @Query(() => ExamSlotList, {
    description:
      'Free slots of all clinics, the best first: what would be lost by waiting, how long she waits, then her region. Identity-free.',
  })
  @Access({ purposes: 'none' })
  async examSlots(
    @Arg('input', () => ExamSlotsInput, { description: 'What is looked for.' }) input: ExamSlotsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamSlotList> {
    const { set, now } = await windowsInForce(ctx);
    assertValid(input, now);
    const { language, agencyKind } = ctx.requester;
    const { violence } = examKindTerms(input.kind);
    // who is not told of windows must not find them out from an order or a reason that moves with the last contact
    const told = isToldOfWindows(agencyKind);
    const lastContactAt = (told && input.lastContactAt) || null;
    const reading = evidenceClock({ lastContactAt, violence, dangerSigns: input.dangerSigns }, set, now);
    const targetHours = set.targetWaitHours[reading.priority];
    const running = reading.items.filter((item) => item.latestUsefulAt !== null && item.latestUsefulAt >= now);
    const from = input.from && input.from > now ? input.from : now;
    const due = new Date(now.getTime() + targetHours * HOUR_MS);
    const windows = searchWindows({
      from,
      to: new Date(from.getTime() + SEARCHED_MS),
      losses: running.map((item) => item.latestUsefulAt!),
      due,
      byRegion: Boolean(input.regionCode),
    });
    const need = examNeed(input.kind, {
      region: input.regionCode ?? null,
      clinic: input.clinic ?? null,
      sex: input.examinerSex ?? null,
      language: input.language ?? null,
    });
    const rows = await FREE_SLOTS.rows(ctx.db, [
      ...needParameters(need),
      windows.map(({ earliest }) => earliest),
      windows.map(({ latest }) => latest),
      windows.map(({ near }) => near),
      input.first,
    ]);
    const slotFrom = ({ n, team: teamId, ...row }: FreeSlotRow): ExamSlot => {
      const lost = lastContactAt ? running.filter((i) => i.latestUsefulAt! <= row.startsAt).map((i) => i.window) : null;
      const inHerRegion = input.regionCode ? windows[n - 1]!.near : null;
      const team = teamId && input.regionCode ? { id: teamId, region: input.regionCode } : null;
      return {
        ...row,
        mobileTeam: teamId,
        kind: input.kind,
        id: slotId({ ...row, clinic: row.clinic.id, kind: input.kind, team }),
        rankReason: rankReason(
          {
            lost,
            targetHours: told ? targetHours : null,
            inTime: row.startsAt <= due,
            inHerRegion,
            comesToHer: team !== null,
            onCallWithin: row.onCall ? row.reachMinutes : null,
          },
          language,
        ),
      };
    };
    return {
      ...emergencyCare(reading.emergencySigns, set, language),
      slots: rows.map(slotFrom),
    };
  }
}

/** @throws BAD_USER_INPUT */
function assertValid({ first, clinic, lastContactAt }: ExamSlotsInput, now: Date): void {
  const valid = first >= 1 && first <= 50 && (!clinic || isUUID(clinic)) && (!lastContactAt || lastContactAt <= now);
  if (!valid) throw hubError('BAD_USER_INPUT');
}
