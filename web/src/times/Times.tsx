import { useState } from 'preact/hooks';
import {
  CaseFormsDocument,
  ExamHoldDocument,
  type ExamKind,
  type ExamSlotsInput,
  ExamsHeldDocument,
  ExamTimesDocument,
  type ExamTimesQuery,
  ExamWaitJoinDocument,
  type ExamWaitState,
} from '../../generated/graphql';
import { wish, wishFor } from '../beds/wish';
import { BEDS } from '../beds/words';
import { KINDS } from '../calendar/exam-words';
import { change, draft, type Report } from '../case/draft';
import { lastContactOf } from '../case/last-contact';
import type { ScreenProps } from '../frame/roles';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { useLiveList } from '../hub/live';
import { useOnce } from '../hub/once';
import { noAnswer, type Problem, stepAnswered, useDoing } from '../hub/step';
import { until } from '../hub/until';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Before } from '../parts/Before';
import { CallInstead } from '../parts/CallLine';
import { OneOf, SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { unlessEarlier } from '../parts/earlier';
import { Select } from '../parts/Fields';
import { inGroups } from '../parts/Spoken';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { useQueue } from '../queue/asking';
import { Wait } from '../queue/Wait';
import { QUEUE, WAIT_STATES } from '../queue/words';
import { useStore } from '../store';
import { Found } from './Found';
import { HeldTime, REASONS } from './HeldTime';
import { TITLE } from './title';
import { TIMES } from './words';

const PAGE = 100;
/** What is long over is not asked for: the list begins with the oldest, and each look at a row is logged. */
const OVER_MS = 6 * 3_600_000;
/** More than are shown: of those that nothing tells apart one is. */
const ASKED_FOR = 24;
/** Days in which a time is looked for, and waited for. */
const DAYS = 7;
/** What became of those who waited, as far back as somebody looks. */
const ENDED = { first: 10, states: ['BOOKED', 'UNANSWERED', 'LEFT', 'ENDED'] as ExamWaitState[] };
/** Minutes for which a time is kept: long enough to ask her, and to find a place beside it. */
const KEPT_MINUTES = 60;

const STANDS: readonly ExamWaitState[] = ['WAITING', 'OFFERED'];

/** What is looked for, and waited for where nothing is free. */
type Wanted = Pick<ExamSlotsInput, 'kind' | 'dangerSigns' | 'lastContactAt' | 'examinerSex' | 'paediatric'> & {
  readonly regionCode: string;
};

interface Search {
  readonly wanted: Wanted;
  readonly found: ExamTimesQuery['examSlots'];
}

/** Times for an examination, before any name: those that are held, and the search for another. */
export function Times({ zone }: ScreenProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { report, victimId: ofCase, sent, codes } = useStore(draft);
  // for whom a place and a time are looked for is one decision
  const { forAnother } = useStore(wish);
  const victimId = forAnother ? null : ofCase;
  const [kind, setKind] = useState<ExamKind>(kindOf(report));
  const [woman, setWoman] = useState(false);
  const [region, setRegion] = useState<string | null>(report.regionCode);
  const [found, show] = useState<Search | null>(null);
  const [since] = useState(() => ({ first: PAGE, from: new Date(hubNow() - OVER_MS).toISOString() }));
  const held = useLiveList(ExamsHeldDocument, since);
  const forms = useOnce(CaseFormsDocument, {});
  const doing = useDoing();
  const regionCode = region ?? forms.data?.me.agency?.region?.code ?? '';
  const queue = useQueue(ENDED);
  // an offer stands with what it was made for: what is held may be one until the queue has answered, or cannot
  const offers = queue.waits?.map(({ offer }) => offer) ?? (queue.fault && []);
  const own = held.data?.filter(
    ({ id, state }) => (state === 'HELD' && offers && !offers.includes(id)) || state === 'CONFIRMED',
  );
  const reload = async () => void (await Promise.all([held.reload(), queue.reload()]));
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);

  async function find() {
    const wanted: Wanted = {
      kind,
      regionCode,
      dangerSigns: report.violence.includes('STRANGULATION') ? ['STRANGULATION'] : [],
      lastContactAt: report.violence.length > 0 ? lastContactOf(report) : null,
      examinerSex: woman ? 'FEMALE' : null,
      paediatric: false,
    };
    const input = { ...wanted, first: ASKED_FOR, days: DAYS, injuries: [...report.injuries] };
    const answer = await ask(ExamTimesDocument, { input });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    show({ wanted, found: answer.data.examSlots });
    return answer.data.examSlots.userErrors.map(({ message }) => ({ text: message }));
  }

  async function hold(alike: readonly string[], agency: string) {
    const { number } = draft.get();
    const referralCode = victimId ? (codes[agency] ?? null) : null;
    const tries = alike.map((slotId) => {
      const input = { slotId, widerBookingMinutes: KEPT_MINUTES, victimId, referralCode };
      const intention = JSON.stringify(input);
      return { intention, input: { ...input, idempotencyKey: doing.keyFor(intention) } };
    });
    const work = async () => {
      let refused: readonly Problem[] = [];
      for (const { intention, input } of tries) {
        const { problems, data } = await stepAnswered(ExamHoldDocument, { input });
        refused = problems;
        // for whatever reason: the next looks the same to her
        if (problems.some(({ code }) => code === 'NOT_AVAILABLE')) continue;
        if (!data) return problems;
        const time = data.examHold.appointment;
        if (time?.state === 'HELD') {
          if (!forAnother && draft.get().number === number) change({ times: [...draft.get().times, time.id] });
          show(null);
          return problems;
        }
        // what was held under this key, when its answer was lost, may have run out since
        doing.forget(intention);
        return [{ text: TIMES.ranOut }];
      }
      return refused;
    };
    await doing.run(work, TIMES.holdDone, held.reload);
  }

  async function wait(wanted: Wanted) {
    const intention = JSON.stringify({ ...wanted, victimId, waits: DAYS });
    const idempotencyKey = doing.keyFor(intention);
    const input = { ...wanted, victimId, idempotencyKey, latest: until(idempotencyKey, DAYS), mayBeMoved: false };
    const shown = queue.waits?.map(({ id }) => id) ?? [];
    const work = async () => {
      const { problems, data } = await stepAnswered(ExamWaitJoinDocument, { input });
      const entry = data?.examWaitJoin.examWait;
      const stands = entry && STANDS.includes(entry.state) ? entry.id : null;
      if (!data) return problems;
      const left = unlessEarlier(doing, intention, stands, shown);
      if (left.length === 0) show(null);
      return left;
    };
    await doing.run(work, QUEUE.joined, reload);
  }

  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      <section>
        <h2 class="govuk-heading-m">{say(TIMES.held)}</h2>
        {!(own && queue.waits && queue.ended) && <Waiting fault={held.fault ?? queue.fault} />}
        {own?.length === 0 && queue.waits?.length === 0 && <Empty>{say(TIMES.noneHeld)}</Empty>}
        <ul class="desk-cards">
          {queue.waits?.map((each) => (
            <Wait
              key={each.id}
              wait={each}
              title={`${say(QUEUE.inQueue)}: ${say(KINDS[each.kind])}`}
              facts={[
                say(WAIT_STATES[each.state]),
                ...(each.state === 'WAITING' ? [each.told] : []),
                `${say(QUEUE.since)} ${at(each.joinedAt)}`,
                `${say(QUEUE.until)} ${at(each.latest)}`,
              ]}
              taken={TIMES.confirmed}
              reasons={REASONS}
              saysWhere
              doing={doing}
              reload={reload}
            />
          ))}
          {own?.map((each) => (
            <HeldTime key={each.id} held={each} doing={doing} reload={held.reload} />
          ))}
        </ul>
        <Before
          title={QUEUE.waited}
          before={(queue.ended ?? []).map(({ id, joinedAt, kind, told }) => {
            return { id, since: joinedAt, what: say(KINDS[kind]), became: told };
          })}
          zone={zone}
        />
      </section>
      <section>
        <h2 class="govuk-heading-m">{say(TIMES.search)}</h2>
        <p class="govuk-hint">{say(TIMES.anybody)}</p>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void doing.run(find, null);
          }}
        >
          {ofCase && (
            <SomeOf
              field="whom"
              legend={say(BEDS.whom)}
              hint={say(TIMES.ofCaseHint)}
              choices={[{ value: 'case', label: <span>{[say(BEDS.ofCase), ' ', inGroups(sent?.code ?? '')]}</span> }]}
              values={forAnother ? [] : ['case']}
              onChange={(values) => wishFor({ forAnother: values.length === 0 })}
              problems={[]}
            />
          )}
          <OneOf
            field="kind"
            legend={say(TIMES.kind)}
            choices={Object.entries(KINDS).map(([value, text]) => ({ value, label: say(text) }))}
            value={kind}
            onChange={(value) => setKind(value as ExamKind)}
            problems={doing.problems}
          />
          <SomeOf
            field="woman"
            legend={say(TIMES.wish)}
            choices={[{ value: 'yes', label: say(TIMES.woman) }]}
            values={woman ? ['yes'] : []}
            onChange={(values) => setWoman(values.length > 0)}
            problems={doing.problems}
          />
          {forms.data ? (
            <Select
              field="regionCode"
              label={say(TIMES.region)}
              choices={forms.data.regions.map(({ code, name }) => ({ value: code, label: name }))}
              value={regionCode}
              onChange={setRegion}
              problems={doing.problems}
            />
          ) : (
            <Waiting fault={forms.fault} />
          )}
          {doing.busy && <Progress text={W.loading} />}
          <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy || !forms.data}>
            {say(TIMES.find)}
          </button>
        </form>
        {found && (
          <Found
            found={found.found}
            regionCode={found.wanted.regionCode}
            busy={doing.busy}
            onHold={(alike, agency) => void hold(alike, agency)}
            onWait={() => void wait(found.wanted)}
          />
        )}
      </section>
    </>
  );
}

/** What the report speaks for. */
function kindOf({ violence }: Report): ExamKind {
  if (violence.includes('SEXUAL')) return 'SEXUAL_ASSAULT';
  return violence.includes('STRANGULATION') ? 'STRANGULATION' : 'PHYSICAL_INJURY';
}
