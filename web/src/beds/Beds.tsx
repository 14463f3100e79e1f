import {
  BedHoldDocument,
  BedOffersDocument,
  BedPlacesDocument,
  BedRequestBroadcastDocument,
  BedsAskedDocument,
} from '../../generated/graphql';
import { draft } from '../case/draft';
import type { ScreenProps } from '../frame/roles';
import { ask } from '../hub/client';
import { useLive } from '../hub/live';
import { useOnce } from '../hub/once';
import { noAnswer, stepAnswered, useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { useStore } from '../store';
import { Before } from './Before';
import { Broadcasts } from './Broadcasts';
import { Found } from './Found';
import { Held, KEPT } from './Held';
import { TITLE } from './title';
import { WishForm } from './WishForm';
import { household, searchOf, wish, wishFor } from './wish';
import { BEDS } from './words';

/**
 * Of what still runs all is shown; of what came to nothing so much that nobody misses the answer; of what several houses were asked for as far back as
 * somebody looks. In one question: what is over is not missing in both lists meanwhile.
 */
const LATEST = { running: 100, refused: 10, before: 30 };

/** A place for a household, before any name: what was asked for and answered, and the search for another. */
export function Beds({ zone }: ScreenProps) {
  const say = useSay();
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
  const shown = [...(held ?? []), ...broadcasts].map(({ id }) => id);

  async function find() {
    const answer = await ask(BedOffersDocument, { input: searchOf(now, regionCode) });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    const { userErrors } = answer.data.bedSearch;
    if (userErrors.length > 0) return userErrors.map(({ message }) => ({ text: message }));
    wishFor({ found: answer.data.bedSearch });
    return [];
  }

  async function hold(unitId: string) {
    const input = { ...household(now), unitId, victimId };
    const intention = JSON.stringify(input);
    const idempotencyKey = doing.keyFor(intention);
    const work = async () => {
      const { problems, data } = await stepAnswered(BedHoldDocument, { input: { ...input, idempotencyKey } });
      const placement = data?.bedHold.placement;
      if (!data) return problems;
      const left = answered(intention, placement && KEPT.includes(placement.state) ? placement.id : null);
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
      return data ? answered(intention, broadcast?.state === 'OPEN' ? broadcast.id : null) : problems;
    };
    await doing.run(work, BEDS.askedAll, asked.reload);
  }

  /**
   * Under the key of what was asked for before, when its answer was lost, the hub says what became of that: when it has ended it is not said to stand, and
   * when it was in the list already, nothing is asked for now, and the next one may be for somebody else.
   */
  function answered(intention: string, stands: string | null) {
    if (stands && !shown.includes(stands)) return [];
    doing.forget(intention);
    return [{ text: stands ? BEDS.askedBefore : BEDS.ranOut }];
  }

  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      <section>
        <h2 class="govuk-heading-m">{say(BEDS.asked)}</h2>
        {!held && <Waiting fault={asked.fault} />}
        {held?.length === 0 && broadcasts.length === 0 && <Empty>{say(BEDS.noneAsked)}</Empty>}
        <ul class="desk-cards">
          {held?.map((each) => (
            <Held key={each.id} held={each} doing={doing} reload={asked.reload} />
          ))}
          <Broadcasts broadcasts={broadcasts} places={places.data} doing={doing} reload={asked.reload} />
        </ul>
        <Before before={asked.data?.before.edges.map(({ node }) => node) ?? []} zone={zone} />
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
            onAsk={(unitId) => void hold(unitId)}
            onAskAll={() => void askAll()}
          />
        )}
      </section>
    </>
  );
}
