import type { SubgraphContext } from '../../kit/index.js';
import { partyOf } from '../referral/rules.js';
import type { ReferralRow } from '../referral/sql.js';
import { ResponseStep } from '../response-clock/vocabulary.js';
import { hoursOpen } from '../safe-contact/safe-time.js';
import type { NoticeOfReferral, NoticeRow } from './sql.js';

/**
 * What a party of a referral is shown of its notices. A notice of the first contact is raised when her own rule lets her be contacted, so it is the recipient's, while
 * the rule is open to it: its instant, and that there is none yet, would tell anybody else her hours.
 *
 * A sender is shown a rung from the hour that the ladder has for it, and not how many were told: a rung that did not wait for its hour, where that of
 * another referral to the same desk waits, would tell that a wall stands there. That another agency has answered is shown at once: she can be referred there.
 */
export async function shownTo(
  ctx: SubgraphContext,
  referral: ReferralRow,
  notices: readonly NoticeOfReferral[],
): Promise<readonly NoticeRow[]> {
  const answer = notices.filter(({ step }) => step !== ResponseStep.FIRST_CONTACT);
  if (partyOf(referral, ctx.requester) === 'SENDER')
    return answer.filter((row) => row.hour <= row.now || heardElsewhere(row)).map(asOfItsHour);
  return referral.victim_key === null || (await hoursOpen(ctx, referral.victim_key)) ? notices : answer;
}

const heardElsewhere = ({ tell, acknowledged_at }: NoticeRow) => tell === 'ANOTHER_AGENCY' && acknowledged_at !== null;

function asOfItsHour(row: NoticeOfReferral): NoticeRow {
  const { raised_at, acknowledged_at, hour } = row;
  if (heardElsewhere(row)) return { ...row, told: null };
  return {
    ...row,
    raised_at: later(raised_at, hour),
    acknowledged_at: acknowledged_at && later(acknowledged_at, hour),
    told: null,
  };
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);
