import { useState } from 'preact/hooks';
import {
  ExamCancelDocument,
  ExamConfirmDocument,
  type ExamKind,
  ExamOfferedTimeDocument,
  ExamWaitJoinDocument,
  ExamWaitLeaveDocument,
  type ExamWaitState,
  ExamWaitsDocument,
  type ExamWaitsQuery,
} from '../../generated/graphql';
import { Cancel } from '../calendar/Cancel';
import { inWords, useKnownBy } from '../calendar/KnownBy';
import { OfClinic, type OwnClinic } from '../calendar/OfClinic';
import { PRIORITIES } from '../calendar/visit-words';
import { CALENDAR, KINDS } from '../calendar/words';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { type NodeOf, useLive, useLiveList } from '../hub/live';
import { type Doing, type Problem, step, useDoing, useForm } from '../hub/step';
import { useUntil } from '../hub/until';
import { daysLong } from '../language/counts';
import { moment, span } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Radios } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Some } from '../parts/Some';
import { Countdown, Done, Empty, Progress, Waiting } from '../parts/Status';
import { StepForm, Sure } from '../parts/StepForm';
import { CLINIC_TITLES } from '../roles/clinic-titles';
import { QUEUE, WAIT_STATES } from './words';

const OPEN = { first: 100, states: ['WAITING', 'OFFERED'] as ExamWaitState[] };

/** Those who waited in vain: who has not answered is called, and whose time is over may need another. Only the newest: each look at an entry is in her log. */
const IN_VAIN = { first: 30, states: ['UNANSWERED', 'ENDED'] as ExamWaitState[] };

type Wait = NodeOf<ExamWaitsQuery['examWaits']>;

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
  const { data, fault, ...waiting } = useLiveList(ExamWaitsDocument, OPEN);
  const inVain = useLive(ExamWaitsDocument, IN_VAIN);
  const reload = async () => void (await Promise.all([waiting.reload(), inVain.reload()]));
  useFocusKept(joining, joining ? '' : 'join');
  const open = [...(data ?? [])].sort((a, b) => (a.offeredUntil ?? '~').localeCompare(b.offeredUntil ?? '~'));
  const rest = inVain.data?.examWaits.edges.map(({ node }) => node) ?? [];
  const cards = (of: readonly Wait[]) =>
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
      {(!data || !inVain.data) && <Waiting fault={fault ?? inVain.fault} />}
      {data && open.length === 0 && <Empty>{say(QUEUE.none)}</Empty>}
      {open.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(QUEUE.now)}</h2>
          <ul class="desk-cards">{cards(open)}</ul>
        </>
      )}
      {rest.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(QUEUE.earlier)}</h2>
          <Some>{cards(rest)}</Some>
        </>
      )}
    </>
  );
}

interface OneProps {
  readonly wait: Wait;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

function One({ wait, zone, doing, reload }: OneProps) {
  const say = useSay();
  const spoken = useLanguage();
  const [asked, ask] = useState<'decline' | 'leave' | null>(null);
  const name = `wait-${wait.id}`;
  useFocusKept(`${asked} ${wait.state}`, asked ? '' : name);
  const pick = (next: typeof asked) => {
    doing.clear();
    ask(next);
  };
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) ask(null);
  };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {wait.localReference ?? say(CALENDAR.noReference)}
      </h3>
      <ul class="desk-facts">
        <li>{say(WAIT_STATES[wait.state])}</li>
        <li>{say(KINDS[wait.kind])}</li>
        <li>{say(PRIORITIES[wait.priority])}</li>
        <li>
          {say(QUEUE.until)} {moment(wait.latest, hubNow(), spoken, zone)}
        </li>
      </ul>
      {wait.state === 'OFFERED' && wait.offer && asked !== 'leave' && (
        <Offer
          id={wait.offer}
          until={wait.offeredUntil}
          zone={zone}
          name={name}
          doing={doing}
          send={send}
          declines={asked === 'decline'}
          onDecline={(sure) => pick(sure ? 'decline' : null)}
        />
      )}
      {(wait.state === 'WAITING' || wait.state === 'OFFERED') && !asked && (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            onClick={() => pick('leave')}
          >
            {say(QUEUE.leave)}
          </button>
        </div>
      )}
      {asked === 'leave' && (
        <Sure
          words={QUEUE.leaveSure}
          doing={doing}
          submit={QUEUE.leave}
          warning
          onBack={() => pick(null)}
          onSubmit={() => send(() => step(ExamWaitLeaveDocument, { input: { waitId: wait.id } }), QUEUE.gone)}
        />
      )}
    </li>
  );
}

interface OfferProps {
  readonly id: string;
  readonly until: string | null | undefined;
  readonly zone: string;
  readonly name: string;
  readonly doing: Doing;
  readonly send: (work: () => Promise<readonly Problem[]>, done: Text) => Promise<void>;
  readonly declines: boolean;
  readonly onDecline: (declines: boolean) => void;
}

function Offer({ id, until, zone, name, doing, send, declines, onDecline }: OfferProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, fault } = useLive(ExamOfferedTimeDocument, { id });
  const time = data?.appointment;
  if (!time) return <Waiting fault={fault} />;
  return (
    <>
      <p class="govuk-body">
        {say(QUEUE.offered)}: <strong>{span(time, spoken, zone)}</strong>
      </p>
      {until && <Countdown until={until} label={QUEUE.left} over={QUEUE.over} />}
      {declines ? (
        <Cancel
          doing={doing}
          submit={QUEUE.decline}
          onBack={() => onDecline(false)}
          onCancel={(reason) =>
            send(() => step(ExamCancelDocument, { input: { appointmentId: id, reason } }), QUEUE.declined)
          }
        />
      ) : (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => send(() => step(ExamConfirmDocument, { input: { appointmentId: id } }), QUEUE.accepted)}
          >
            {say(QUEUE.accept)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            onClick={() => onDecline(true)}
          >
            {say(QUEUE.decline)}
          </button>
        </div>
      )}
    </>
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
  const until = useUntil();
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
