import { useState } from 'preact/hooks';
import {
  BedArriveDocument,
  BedDepartDocument,
  BedExtendDocument,
  BedReleaseDocument,
  BedStepEnteredInErrorDocument,
} from '../../generated/graphql';
import { isDate } from '../calendar/clock';
import { later } from '../frame/later';
import { hubNow } from '../hub/connection';
import { type Doing, mayStand, type Problem, step, stepAnswered } from '../hub/step';
import { nights } from '../language/counts';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { Input } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { atIds, StepForm, Sure } from '../parts/StepForm';
import { UNIT_KINDS } from '../places/words';
import { CallBack } from '../requests/CallBack';
import { HouseholdFacts, type Placement } from '../requests/Household';
import { HERE } from './here-words';
import { peopleOf, whoIsThere } from './people';
import { WhereTo } from './WhereTo';
import { WHERE } from './where-words';
import { STAYS } from './words';

const WhoIsHere = later(async () => (await import('./WhoIsHere')).WhoIsHere);

type Step = 'arrive' | 'where' | 'not-come' | 'household' | 'extend' | 'depart' | 'wrong';

interface Props {
  readonly stay: Placement;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly onLeft: (stay: Placement) => void;
}

/** One stay, and what may be done with it: each step is asked for once more, or filled in, before it is sent. */
export function Stay({ stay, zone, doing, reload, onLeft }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [open, setOpen] = useState<Step | null>(null);
  const name = `stay-${stay.id}`;
  useFocusKept(open, open ? '' : name);
  const pick = (next: Step | null) => {
    doing.clear();
    setOpen(next);
  };
  const button = (to: Step, words: Text, main = false) => (
    <button
      type="button"
      class={`govuk-button${main ? '' : ' govuk-button--secondary'}`}
      aria-describedby={name}
      onClick={() => pick(to)}
    >
      {say(words)}
    </button>
  );
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) setOpen(null);
  };
  const own = { holdId: stay.id, expectedVersion: stay.version };
  const people_ = peopleOf(stay, spoken);
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {stay.guestReference ? `${stay.guestReference} · ${people_}` : people_}
      </h3>
      <p class="govuk-body">
        {say(UNIT_KINDS[stay.unitKind])} · {stay.shelterName}
        <br />
        {nights(stay.from, stay.until, spoken)}
        {stay.arrivedAt && (
          <>
            <br />
            {say(STAYS.since)}: {moment(stay.arrivedAt, hubNow(), spoken, zone)}
          </>
        )}
      </p>
      {stay.state === 'ACCEPTED' && <HouseholdFacts household={whoIsThere(stay)} />}
      {stay.state === 'ACCEPTED' && <CallBack phone={stay.callBack?.phone} />}
      {open === null && (
        <div class="desk-buttons">
          {stay.state === 'ACCEPTED' && button('arrive', STAYS.arrive, true)}
          {stay.state === 'ACCEPTED' && button('where', WHERE.title)}
          {stay.state === 'ACCEPTED' && button('not-come', STAYS.notCome)}
          {button('household', HERE.title)}
          {stay.state === 'ARRIVED' && button('extend', STAYS.extend)}
          {stay.state === 'ARRIVED' && button('depart', STAYS.depart)}
          {stay.state === 'ARRIVED' && button('wrong', STAYS.wrong)}
        </div>
      )}
      {open === 'arrive' && <Arrive id={stay.id} own={own} doing={doing} send={send} onBack={() => pick(null)} />}
      {open === 'where' && <WhereTo holdId={stay.id} zone={zone} doing={doing} onBack={() => pick(null)} />}
      {open === 'household' && (
        <WhoIsHere stay={stay} own={own} doing={doing} send={send} onBack={() => pick(null)} id={stay.id} />
      )}
      {open === 'extend' && (
        <Extend id={stay.id} until={stay.until} own={own} doing={doing} send={send} onBack={() => pick(null)} />
      )}
      {open === 'not-come' && (
        <Sure
          words={STAYS.notComeSure}
          doing={doing}
          submit={STAYS.yes}
          onBack={() => pick(null)}
          onSubmit={() => send(() => step(BedReleaseDocument, { input: own }), STAYS.released)}
        />
      )}
      {open === 'depart' && (
        <Sure
          words={STAYS.departSure}
          doing={doing}
          submit={STAYS.yes}
          onBack={() => pick(null)}
          onSubmit={() =>
            send(async () => {
              const departed = await stepAnswered(BedDepartDocument, { input: own });
              // also when nobody knows it: they are shown as gone once they are not here any more
              if (departed.problems.length === 0 || mayStand(departed)) onLeft(stay);
              return departed.problems;
            }, STAYS.departed)
          }
        />
      )}
      {open === 'wrong' && (
        <Sure
          words={STAYS.wrongSure}
          doing={doing}
          submit={STAYS.yes}
          onBack={() => pick(null)}
          onSubmit={() =>
            send(
              () => step(BedStepEnteredInErrorDocument, { input: { ...own, step: 'ARRIVAL' } }),
              STAYS.arrivalTakenBack,
            )
          }
        />
      )}
    </li>
  );
}

export interface FormProps {
  readonly id: string;
  readonly own: { readonly holdId: string; readonly expectedVersion: number };
  readonly doing: Doing;
  readonly send: (work: () => Promise<readonly Problem[]>, done: Text) => Promise<void>;
  readonly onBack: () => void;
}

function Arrive({ id, own, doing, send, onBack }: FormProps) {
  const say = useSay();
  const [reference, setReference] = useState('');
  return (
    <StepForm
      doing={doing}
      submit={STAYS.arrive}
      onBack={onBack}
      onSubmit={() => {
        const guestReference = reference.trim().toUpperCase() || null;
        const field = `reference-${id}`;
        // the hub's words for it are for programs
        const wrong = [{ text: STAYS.referenceWrong, field }];
        const work = async () => {
          const problems = await step(BedArriveDocument, { input: { ...own, guestReference } });
          return problems.some((problem) => problem.field === 'guestReference') ? wrong : problems;
        };
        return send(work, STAYS.arrived);
      }}
    >
      <Input
        field={`reference-${id}`}
        label={say(STAYS.reference)}
        hint={say(STAYS.referenceHint)}
        value={reference}
        onInput={setReference}
        problems={doing.problems}
      />
    </StepForm>
  );
}

function Extend({ id, until, own, doing, send, onBack }: FormProps & { readonly until: string }) {
  const say = useSay();
  const [day, setDay] = useState(until);
  const field = `until-${id}`;
  return (
    <StepForm
      doing={doing}
      submit={STAYS.extend}
      onBack={onBack}
      onSubmit={async () => {
        if (!isDate(day)) return doing.refuse([{ text: STAYS.untilWrong, field }]);
        const work = async () =>
          atIds(await step(BedExtendDocument, { input: { ...own, until: day } }), { until: field });
        return send(work, STAYS.extended);
      }}
    >
      <Input
        field={field}
        label={say(STAYS.until)}
        hint={say(STAYS.untilHint)}
        value={day}
        onInput={setDay}
        date
        problems={doing.problems}
      />
    </StepForm>
  );
}
