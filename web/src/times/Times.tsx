import { useState } from 'preact/hooks';
import {
  CaseFormsDocument,
  ExamHoldDocument,
  type ExamKind,
  type ExamSlotsInput,
  ExamsHeldDocument,
  ExamTimesDocument,
  type ExamTimesQuery,
} from '../../generated/graphql';
import { KINDS } from '../calendar/exam-words';
import { draft, type Report } from '../case/draft';
import { lastContactOf } from '../case/last-contact';
import type { ScreenProps } from '../frame/roles';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { useLiveList } from '../hub/live';
import { useOnce } from '../hub/once';
import { noAnswer, stepAnswered, useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf, SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Select } from '../parts/Fields';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { Found } from './Found';
import { HeldTime } from './HeldTime';
import { TITLE } from './title';
import { TIMES } from './words';

const PAGE = 100;
/** What is long over is not asked for: the list begins with the oldest, and each look at a row is logged. */
const OVER_MS = 6 * 3_600_000;
const SHOWN = 12;
/** Minutes for which a time is kept: long enough to ask her, and to find a place beside it. */
const KEPT_MINUTES = 60;

/** Times for an examination, before any name: those that are held, and the search for another. */
export function Times(_: ScreenProps) {
  const say = useSay();
  const { report } = draft.get();
  const [kind, setKind] = useState<ExamKind>(kindOf(report));
  const [woman, setWoman] = useState(false);
  const [region, setRegion] = useState<string | null>(report.regionCode);
  const [found, show] = useState<ExamTimesQuery['examSlots'] | null>(null);
  const [since] = useState(() => ({ first: PAGE, from: new Date(hubNow() - OVER_MS).toISOString() }));
  const held = useLiveList(ExamsHeldDocument, since);
  const forms = useOnce(CaseFormsDocument, {});
  const doing = useDoing();
  const regionCode = region ?? forms.data?.me.agency?.region?.code ?? '';
  const own = held.data?.filter(({ state }) => state === 'HELD' || state === 'CONFIRMED');

  async function find() {
    const input: ExamSlotsInput = {
      kind,
      first: SHOWN,
      days: 7,
      regionCode,
      injuries: [...report.injuries],
      dangerSigns: report.violence.includes('STRANGULATION') ? ['STRANGULATION'] : [],
      lastContactAt: report.violence.length > 0 ? lastContactOf(report) : null,
      examinerSex: woman ? 'FEMALE' : null,
      paediatric: false,
    };
    const answer = await ask(ExamTimesDocument, { input });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    show(answer.data.examSlots);
    return answer.data.examSlots.userErrors.map(({ message }) => ({ text: message }));
  }

  async function hold(slotId: string) {
    const input = { slotId, widerBookingMinutes: KEPT_MINUTES };
    const intention = JSON.stringify(input);
    const idempotencyKey = doing.keyFor(intention);
    const work = async () => {
      const { problems, data } = await stepAnswered(ExamHoldDocument, { input: { ...input, idempotencyKey } });
      // what was held under this key, when its answer was lost, may have run out since
      if (!data) return problems;
      if (data.examHold.appointment?.state === 'HELD') {
        show(null);
        return problems;
      }
      doing.forget(intention);
      return [{ text: TIMES.ranOut }];
    };
    await doing.run(work, TIMES.holdDone, held.reload);
  }

  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      <section>
        <h2 class="govuk-heading-m">{say(TIMES.held)}</h2>
        {!own && <Waiting fault={held.fault} />}
        {own?.length === 0 && <Empty>{say(TIMES.noneHeld)}</Empty>}
        <ul class="desk-cards">
          {own?.map((each) => (
            <HeldTime key={each.id} held={each} doing={doing} reload={held.reload} />
          ))}
        </ul>
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
        {found && <Found found={found} busy={doing.busy} onHold={(id) => void hold(id)} />}
      </section>
    </>
  );
}

/** What the report speaks for. */
function kindOf({ violence }: Report): ExamKind {
  if (violence.includes('SEXUAL')) return 'SEXUAL_ASSAULT';
  return violence.includes('STRANGULATION') ? 'STRANGULATION' : 'PHYSICAL_INJURY';
}
