import {
  BedHoldDocument,
  BedOffersDocument,
  BedPlacesDocument,
  type BedPlacesQuery,
  BedRequestBroadcastDocument,
  BedsAskedDocument,
  type BedsAskedQuery,
} from '../../generated/graphql';
import { CallInstead } from '../case/CallLine';
import { draft } from '../case/draft';
import type { ScreenProps } from '../frame/roles';
import { ask, type Fault } from '../hub/client';
import { type Live, useLive } from '../hub/live';
import { useOnce } from '../hub/once';
import { FAULTS, step, useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { useStore } from '../store';
import { Broadcasts } from './Broadcasts';
import { Found } from './Found';
import { Held } from './Held';
import { TITLE } from './title';
import { WishForm } from './WishForm';
import { household, searchOf, wish, wishFor } from './wish';
import { BEDS } from './words';

const LATEST = { first: 10 };
/** A request of which nothing comes any more is shown for so long that nobody misses the answer. */
const OVER = ['RELEASED', 'NOT_WANTED_BY_HER', 'ARRIVED'];

/** A place for a household, before any name: what was asked for and answered, and the search for another. */
export function Beds({ staff }: ScreenProps) {
  const say = useSay();
  const now = useStore(wish);
  const asked: Live<BedsAskedQuery> = useLive(BedsAskedDocument, LATEST);
  const places: { data: BedPlacesQuery | undefined; fault: Fault | undefined } = useOnce(BedPlacesDocument, {});
  const doing = useDoing();
  const regionCode = now.regionCode ?? places.data?.me.agency?.region?.code ?? '';
  // so that no bed is held beside somebody from whom she is protected; the house learns nothing of it
  const { victimId } = draft.get();
  const held = asked.data?.bedHolds.edges.map(({ node }) => node).filter(({ state }) => !OVER.includes(state));
  const broadcasts =
    asked.data?.bedBroadcasts.edges
      .map(({ node }) => node)
      .filter(({ state, offers }) => state === 'OPEN' || (state === 'CLOSED' && offers.length > 0)) ?? [];

  async function find() {
    const answer = await ask(BedOffersDocument, { input: searchOf(now, regionCode) });
    if ('fault' in answer) return [{ text: answer.fault === 'no-connection' ? W.noConnection : FAULTS[answer.fault] }];
    const { userErrors } = answer.data.bedSearch;
    if (userErrors.length > 0) return userErrors.map(({ message }) => ({ text: message }));
    wishFor({ found: answer.data.bedSearch });
    return [];
  }

  async function hold(unitId: string) {
    const input = { ...household(now), unitId, victimId };
    const idempotencyKey = doing.keyFor(JSON.stringify(input));
    if (await doing.run(() => step(BedHoldDocument, { input: { ...input, idempotencyKey } }), BEDS.askedNow))
      wishFor({});
    await asked.reload();
  }

  async function askAll() {
    const input = { ...household(now), regionCodes: [regionCode], victimId };
    const idempotencyKey = doing.keyFor(JSON.stringify(input));
    await doing.run(() => step(BedRequestBroadcastDocument, { input: { ...input, idempotencyKey } }), BEDS.askedAll);
    await asked.reload();
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
            <Held key={each.id} held={each} doing={doing} reload={asked.reload} staff={staff} />
          ))}
          <Broadcasts broadcasts={broadcasts} places={places.data} doing={doing} reload={asked.reload} />
        </ul>
      </section>
      <section>
        <h2 class="govuk-heading-m">{say(BEDS.search)}</h2>
        <p class="govuk-hint">{say(BEDS.noName)}</p>
        {!places.data && <Waiting fault={places.fault} />}
        {places.data && (
          <WishForm
            places={places.data}
            regionCode={regionCode}
            busy={doing.busy}
            onFind={() => void doing.run(find, BEDS.found).then((is) => is && doing.clear())}
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
