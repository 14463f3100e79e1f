import {
  BedHoldDocument,
  BedOffersDocument,
  BedPlacesDocument,
  BedRequestBroadcastDocument,
  BedsAskedDocument,
  BedWaitingListJoinDocument,
} from '../../generated/graphql';
import { draft } from '../case/draft';
import type { ScreenProps } from '../frame/roles';
import { ask } from '../hub/client';
import { useLive } from '../hub/live';
import { useOnce } from '../hub/once';
import { noAnswer, stepAnswered, useDoing } from '../hub/step';
import { people } from '../language/counts';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Before } from '../parts/Before';
import { CallInstead } from '../parts/CallLine';
import { ErrorSummary } from '../parts/ErrorSummary';
import { unlessEarlier } from '../parts/earlier';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { QUEUE } from '../queue/words';
import { useStore } from '../store';
import { Broadcasts } from './Broadcasts';
import { Found, type Offer } from './Found';
import { Held, KEPT } from './Held';
import { Queued } from './Queued';
import { TITLE } from './title';
import { WishForm } from './WishForm';
import { household, searchOf, wish, wishFor } from './wish';
import { BEDS, DECLINES, OVER, QUEUED } from './words';

/**
 * Of what still runs all is shown; of what came to nothing so much that nobody misses the answer; of what several houses were asked for as far back as
 * somebody looks. In one question: what is over is not missing in both lists meanwhile.
 */
const LATEST = { running: 100, refused: 10, before: 30 };

/** A place for a household, before any name: what was asked for and answered, and the search for another. */
export function Beds({ zone, title = TITLE }: ScreenProps & { readonly title?: Text }) {
  const say = useSay();
  const spoken = useLanguage();
  const now = useStore(wish);
  const asked = useLive(BedsAskedDocument, LATEST);
  const places = useOnce(BedPlacesDocument, {});
  const doing = useDoing();
  const regionCode = now.regionCode ?? places.data?.me.agency?.region?.code ?? '';
  // so that no bed is held beside somebody from whom she is protected; the house learns nothing of it
  const ofCase = useStore(draft);
  const victimId = now.forAnother ? null : ofCase.victimId;
  const held = asked.data && [...asked.data.running.edges, ...asked.data.refused.edges].map(({ node }) => node);
  const broadcasts = asked.data?.bedBroadcasts.edges.map(({ node }) => node) ?? [];
  const until = ({ offers }: { readonly offers: readonly { readonly offeredUntil: string }[] }) =>
    offers[0]?.offeredUntil ?? '~';
  const waiting = (asked.data?.waiting.edges.map(({ node }) => node) ?? []).sort((a, b) =>
    until(a).localeCompare(until(b)),
  );
  const who = ({ adults, children }: { readonly adults: number; readonly children: readonly unknown[] }) =>
    people(adults, children.length, spoken);
  const shown = [...(held ?? []), ...broadcasts, ...waiting].map(({ id }) => id);

  async function find() {
    const answer = await ask(BedOffersDocument, { input: searchOf(now, regionCode) });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    const { userErrors } = answer.data.bedSearch;
    if (userErrors.length > 0) return userErrors.map(({ message }) => ({ text: message }));
    wishFor({ found: answer.data.bedSearch });
    return [];
  }

  async function hold({ unitId: offered, shelterId, unitKind }: Offer) {
    const whom = { ...household(now), victimId };
    const intention = JSON.stringify({ ...whom, shelterId, unitKind });
    const idempotencyKey = doing.keyFor(intention);
    const input = { ...whom, unitId: doing.firstFor(intention, offered!) };
    const work = async () => {
      const { problems, data } = await stepAnswered(BedHoldDocument, { input: { ...input, idempotencyKey } });
      const placement = data?.bedHold.placement;
      if (!data) return problems;
      const stands = placement && KEPT.includes(placement.state) ? placement.id : null;
      const left = unlessEarlier(doing, intention, stands, shown);
      if (left.length === 0) wishFor({});
      return left;
    };
    await doing.run(work, BEDS.askedNow, asked.reload);
  }

  async function askAll() {
    const input = { ...household(now), regionCodes: [regionCode], victimId };
    const intention = JSON.stringify(input);
    const idempotencyKey = doing.keyFor(intention);
    const work = async () => {
      const answer = await stepAnswered(BedRequestBroadcastDocument, { input: { ...input, idempotencyKey } });
      const { problems, data } = answer;
      const broadcast = data?.bedRequestBroadcast.broadcast;
      return data
        ? unlessEarlier(doing, intention, broadcast?.state === 'OPEN' ? broadcast.id : null, shown)
        : problems;
    };
    await doing.run(work, BEDS.askedAll, asked.reload);
  }

  async function wait() {
    const input = { ...household(now), regionCodes: [regionCode], need: now.need, victimId };
    const intention = JSON.stringify(input);
    const idempotencyKey = doing.keyFor(intention);
    const work = async () => {
      const { problems, data } = await stepAnswered(BedWaitingListJoinDocument, {
        input: { ...input, idempotencyKey },
      });
      const entry = data?.bedWaitingListJoin.entry;
      const stands = entry?.state === 'WAITING' || entry?.state === 'OFFERED' ? entry.id : null;
      if (!data) return problems;
      const left = unlessEarlier(doing, intention, stands, shown);
      if (left.length === 0) wishFor({});
      return left;
    };
    await doing.run(work, QUEUE.joined, asked.reload);
  }

  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(title)}</h1>
      <Done text={doing.done} />
      <section>
        <h2 class="govuk-heading-m">{say(BEDS.asked)}</h2>
        {!held && <Waiting fault={asked.fault} />}
        {held?.length === 0 && broadcasts.length + waiting.length === 0 && <Empty>{say(BEDS.noneAsked)}</Empty>}
        <ul class="desk-cards">
          {held?.map((each) => (
            <Held key={each.id} held={each} doing={doing} reload={asked.reload} />
          ))}
          <Broadcasts broadcasts={broadcasts} places={places.data} doing={doing} reload={asked.reload} />
          <Queued waiting={waiting} places={places.data} zone={zone} doing={doing} reload={asked.reload} />
        </ul>
        <Before
          title={BEDS.before}
          before={(asked.data?.before.edges ?? []).map(({ node: { id, createdAt, household, state, declines } }) => {
            const why =
              state === 'CLOSED' ? [...new Set(declines)].map((answer) => say(DECLINES[answer])).join(' ') : '';
            return { id, since: createdAt, what: who(household), became: say(OVER[state]), why };
          })}
          zone={zone}
        />
        <Before
          title={QUEUE.waited}
          before={(asked.data?.waited.edges ?? []).map(({ node: { id, createdAt, household, state } }) => {
            return { id, since: createdAt, what: who(household), became: say(QUEUED[state]) };
          })}
          zone={zone}
        />
      </section>
      <section>
        <h2 class="govuk-heading-m">{say(BEDS.search)}</h2>
        <p class="govuk-hint">{say(BEDS.noName)}</p>
        {!places.data && <Waiting fault={places.fault} />}
        {places.data && (
          <WishForm
            places={places.data}
            regionCode={regionCode}
            ofCase={ofCase.victimId ? (ofCase.sent?.code ?? '') : null}
            busy={doing.busy}
            onFind={() => void doing.run(find, null)}
          />
        )}
        {doing.busy && <Progress text={W.loading} />}
        {now.found && places.data && (
          <Found
            found={now.found}
            places={places.data}
            busy={doing.busy}
            onAsk={(offer) => void hold(offer)}
            onAskAll={() => void askAll()}
            onWait={() => void wait()}
          />
        )}
      </section>
    </>
  );
}
