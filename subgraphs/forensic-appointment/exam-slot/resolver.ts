import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, invalidFields, type SubgraphContext } from '../../kit/index.js';
import { evidenceClock } from '../evidence-window/rules.js';
import { isToldOfWindows } from '../evidence-window/told.js';
import { windowsInForce } from '../evidence-window/window-set/in-force.js';
import { emergencyCare } from '../evidence-window/words.js';
import { yetToCome } from '../evidence-window/yet-to-come.js';
import { examKindTerms } from '../exam-kind/current.js';
import { examNeed } from './need.js';
import { rankReason } from './rank-reason.js';
import { slotId } from './slot-id.js';
import { FREE_SLOTS, type FreeSlotRow, freeSlotParameters } from './sql.js';
import { type ExamSlot, ExamSlotList, ExamSlotsInput } from './types.js';
import { searchWindows } from './windows.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

@Resolver()
export class ExamSlotResolver {
  @Query(() => ExamSlotList, {
    description:
      'Free slots of all clinics, the best first: what would be lost by waiting, how long she waits, then how far it is by the map of regions. Identity-free.',
  })
  @Access({ purposes: 'none' })
  async examSlots(
    @Arg('input', () => ExamSlotsInput, { description: 'What is looked for.' }) input: ExamSlotsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ExamSlotList> {
    const { set, now } = await windowsInForce(ctx);
    const { language, agencyKind } = ctx.requester;
    const { dangerSigns, injuries, regionCode = null, clinic = null } = input;
    const { violence } = examKindTerms(input.kind);
    const possible = !input.lastContactAt || input.lastContactAt <= now;
    const faults = [...(await invalidFields(input)), ...(possible ? [] : [yetToCome()])];
    // who is not told of windows must not find them out from an order or a reason that moves with the last contact
    const told = isToldOfWindows(agencyKind);
    const lastContactAt = (told && possible && input.lastContactAt) || null;
    const reading = evidenceClock({ lastContactAt, violence, dangerSigns, injuries }, set, now);
    const emergency = emergencyCare(reading.emergencySigns, set, language);
    if (faults.length > 0)
      return { ...emergency, slots: [], userErrors: faults.map((fault) => fault.toUserError(language)) };
    const targetHours = set.targetWaitHours[reading.priority];
    const running = reading.items.filter((item) => item.latestUsefulAt !== null && item.latestUsefulAt >= now);
    const from = input.from && input.from > now ? input.from : now;
    const due = new Date(now.getTime() + targetHours * HOUR_MS);
    const windows = searchWindows({
      from,
      to: new Date(from.getTime() + input.days * DAY_MS),
      losses: running.map((item) => item.latestUsefulAt!),
      due,
      byRegion: regionCode !== null,
    });
    const { examinerSex: sex = null, language: spoken = null, paediatric } = input;
    const need = examNeed(input.kind, { region: regionCode, clinic, sex, language: spoken, paediatric });
    const rows = await FREE_SLOTS.rows(ctx.db, freeSlotParameters(need, windows, input.first));
    const slotFrom = ({ n, team: teamId, from: _, to: __, ...row }: FreeSlotRow): ExamSlot => {
      const lost = lastContactAt ? running.filter((i) => i.latestUsefulAt! <= row.startsAt).map((i) => i.window) : null;
      const team = teamId && regionCode ? { id: teamId, region: regionCode } : null;
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
            ring: windows[n - 1]!.ring,
            comesToHer: team !== null,
            onCallWithin: row.onCall ? row.reachMinutes : null,
          },
          language,
        ),
      };
    };
    return { ...emergency, slots: rows.map(slotFrom), userErrors: [] };
  }
}
