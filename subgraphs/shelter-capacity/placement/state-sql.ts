/** The placement `p` was offered, and nobody has taken it. */
export const OFFER_NOT_TAKEN = '(num_nonnulls(p.broadcast_id, p.waiting_id) > 0 AND p.taken_at IS NULL)';

/**
 * The state of a placement `p` as it is at this moment. A hold whose time is over has lapsed, whether or not anybody has released its beds yet; an
 * offer is a hold that nobody has taken; a yes by telephone is one that the shelter has not confirmed.
 */
export const STATE = `CASE
  WHEN p.state = 'HELD' AND p.held_until <= clock_timestamp() THEN 'LAPSED'
  WHEN p.state = 'HELD' AND ${OFFER_NOT_TAKEN} THEN 'OFFERED'
  WHEN p.state = 'ACCEPTED' AND p.spoken_at IS NOT NULL AND p.accepted_at IS NULL THEN 'ACCEPTED_BY_PHONE'
  ELSE p.state END`;

/** Steps of which nobody but the house is told, in events or otherwise: those that `placement_event` tells the house alone. */
const UNTOLD = "('EXTEND', 'TRANSFER', 'DEPART', 'DEPART_IN_ERROR', 'LINK', 'UNLINK', 'HOUSEHOLD')";

/** The version of the placement `p` for others than its house: it counts what they are told, so that it tells no more than that. Each step counts once. */
export const VERSION_TOLD = `(p.version - (SELECT count(*) FROM placement_step t WHERE t.placement_id = p.id AND t.step IN ${UNTOLD}))::int`;

/** The minutes after which a shelter that has not answered is telephoned. */
const UNANSWERED_MINUTES = 5;

/** The shelter was asked so long ago and has not answered: of a hold, since it was made; of an offer, since it was taken. */
export const UNANSWERED = `(p.state IN ('HELD', 'LAPSED') AND p.spoken_at IS NULL AND NOT ${OFFER_NOT_TAKEN}
  AND least(clock_timestamp(), p.held_until) >= coalesce(p.taken_at, p.created_at) + interval '${UNANSWERED_MINUTES} minutes')`;
