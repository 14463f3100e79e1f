import { useState } from 'preact/hooks';
import { type ExamKind, ExamWaitJoinDocument, type ExamWaitState } from '../../generated/graphql';
import { inWords, useKnownBy } from '../calendar/KnownBy';
import { OfClinic, type OwnClinic } from '../calendar/OfClinic';
import { PRIORITIES } from '../calendar/visit-words';
import { CALENDAR, KINDS } from '../calendar/words';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { type Doing, step, useDoing, useForm } from '../hub/step';
import { until } from '../hub/until';
import { daysLong } from '../language/counts';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Radios } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Some } from '../parts/Some';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { CLINIC_TITLES } from '../roles/clinic-titles';
import { useQueue } from './asking';
import { type ExamWait, Wait } from './Wait';
import { QUEUE, WAIT_STATES } from './words';

/** Those who waited in vain: who has not answered is called, and whose time is over may need another. Only the newest: each look at an entry is in her log. */
const IN_VAIN = { first: 30, states: ['UNANSWERED', 'ENDED'] as ExamWaitState[] };

/** Who waits for a time, and what is offered now. */
export function Queue({ agency }: ScreenProps) {
  const say = useSay();
  return (
    <>
      <h1 class="govuk-heading-l">{say(CLINIC_TITLES.queue)}</h1>
      <OfClinic agency={agency}>{(clinic) => <Of key={clinic.id} clinic={clinic} />}</OfClinic>
    </>
  );
}

function Of({ clinic }: { readonly clinic: OwnClinic }) {
  const say = useSay();
  const doing = useDoing();
  const [joining, join] = useState(false);
  const { waits, ended, more, fault, reload } = useQueue(IN_VAIN);
  useFocusKept(joining, joining ? '' : 'join');
  const cards = (of: readonly ExamWait[]) =>
    of.map((wait) => <One key={wait.id} wait={wait} zone={clinic.zone} doing={doing} reload={reload} />);
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      {joining ? (
        <section class="desk-card desk-panel">
          <Join clinic={clinic} doing={doing} onBack={() => join(false)} onJoined={reload} />
        </section>
      ) : (
        <button
          type="button"
          class="govuk-button"
          id="join"
          onClick={() => {
            doing.clear();
            join(true);
          }}
        >
          {say(QUEUE.join)}
        </button>
      )}
      {!(waits && ended) && <Waiting fault={fault} />}
      {waits?.length === 0 && <Empty>{say(QUEUE.none)}</Empty>}
      {waits && waits.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(QUEUE.now)}</h2>
          <ul class="desk-cards">{cards(waits)}</ul>
        </>
      )}
      {ended && ended.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(QUEUE.earlier)}</h2>
          <Some>{cards(ended)}</Some>
          {more && <p class="govuk-hint">{say(QUEUE.latestOnly)}</p>}
        </>
      )}
    </>
  );
}

interface OneProps {
  readonly wait: ExamWait;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

function One({ wait, zone, ...doing }: OneProps) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <Wait
      wait={wait}
      title={wait.localReference ?? say(CALENDAR.noReference)}
      facts={[
        say(WAIT_STATES[wait.state]),
        say(KINDS[wait.kind]),
        say(PRIORITIES[wait.priority]),
        `${say(QUEUE.until)} ${moment(wait.latest, hubNow(), spoken, zone)}`,
      ]}
      taken={QUEUE.accepted}
      {...doing}
    />
  );
}

interface JoinProps {
  readonly clinic: OwnClinic;
  readonly doing: Doing;
  readonly onBack: () => void;
  readonly onJoined: () => Promise<void>;
}

function Join({ clinic, doing, onBack, onJoined }: JoinProps) {
  const say = useSay();
  const spoken = useLanguage();
  const [kind, setKind] = useState<ExamKind>('PHYSICAL_INJURY');
  const [days, setDays] = useState('3');
  const [moved, setMoved] = useState('no');
  const known = useKnownBy(doing);
  const form = useForm();
  return (
    <StepForm
      doing={doing}
      submit={QUEUE.join}
      onBack={onBack}
      onSubmit={async () => {
        const asked = { kind, clinic: clinic.id, mayBeMoved: moved === 'yes', ...known.asInput, dangerSigns: [] };
        const idempotencyKey = doing.keyFor(JSON.stringify([form, asked, days]));
        const input = { ...asked, idempotencyKey, latest: until(idempotencyKey, Number(days)) };
        const work = async () => inWords(await step(ExamWaitJoinDocument, { input }));
        if (await doing.run(work, QUEUE.joined, onJoined)) onBack();
      }}
    >
      <Radios
        field="kind"
        legend={say(CALENDAR.kind)}
        choices={Object.entries(KINDS).map(([value, text]) => ({ value, label: say(text) }))}
        value={kind}
        onChange={(value) => setKind(value as ExamKind)}
        problems={doing.problems}
      />
      <Radios
        field="latest"
        legend={say(QUEUE.latest)}
        choices={['1', '3', '7', '30'].map((value) => ({ value, label: daysLong(Number(value), spoken) }))}
        value={days}
        onChange={setDays}
        problems={doing.problems}
      />
      <Radios
        field="mayBeMoved"
        legend={say(QUEUE.mayBeMoved)}
        hint={say(QUEUE.mayBeMovedHint)}
        choices={[
          { value: 'no', label: say(QUEUE.no) },
          { value: 'yes', label: say(QUEUE.yes) },
        ]}
        value={moved}
        onChange={setMoved}
        problems={doing.problems}
      />
      {known.fields()}
    </StepForm>
  );
}
