import { useState } from 'preact/hooks';
import {
  ExamArriveDocument,
  ExamCancelDocument,
  ExamCompleteDocument,
  ExamConfirmDocument,
  ExamNoShowDocument,
  ExamStartDocument,
  ExamStopDocument,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, type Problem, step } from '../hub/step';
import { span } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { useFocusKept, useOpened } from '../parts/focus';
import { Countdown } from '../parts/Status';
import { Sure } from '../parts/StepForm';
import type { Visit } from './board';
import { Cancel } from './Cancel';
import { Details } from './Details';
import { Urgent } from './Urgent';
import { CANCEL_REASONS, OVERRIDE_REASONS, PRIORITIES, VISIT } from './visit-words';
import { CALENDAR, KINDS, STATES } from './words';

export interface VisitProps {
  readonly visit: Visit;
  readonly zone: string;
  readonly doing: Doing;
  readonly numberOf: (examiner: string | null | undefined) => number | null;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

type Asked = 'cancel' | 'not-come' | 'stop' | 'urgent';

/** One appointment: what it is, and whatever may be done with it now. */
export function VisitPanel({ onMove, ...about }: VisitProps & { readonly onMove: (visit: Visit) => void }) {
  const { visit, zone, doing, numberOf, reload, onClose } = about;
  const say = useSay();
  const spoken = useLanguage();
  const [asked, ask] = useState<Asked | null>(null);
  const box = useOpened<HTMLElement>();
  const name = `about-${visit.id}`;
  useFocusKept(`${asked} ${visit.state}`, asked ? '' : name);
  const own = { appointmentId: visit.id, expectedVersion: visit.version };
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) ask(null);
  };
  const pick = (next: Asked | null) => {
    doing.clear();
    ask(next);
  };
  const button = (words: Text, onClick: () => void, main = false) => (
    <button
      type="button"
      class={`govuk-button${main ? '' : ' govuk-button--secondary'}`}
      aria-describedby={name}
      aria-disabled={doing.busy}
      onClick={onClick}
    >
      {say(words)}
    </button>
  );
  const { state, priority } = visit;
  const begun = Date.parse(visit.startsAt) <= hubNow();
  const running = state === 'ARRIVED' || state === 'IN_PROGRESS';
  const mayGiveWay = state === 'HELD' || (state === 'CONFIRMED' && priority === 'ROUTINE');
  return (
    <section class="desk-card desk-panel" tabIndex={-1} ref={box} aria-labelledby={name}>
      <h2 class="govuk-heading-s" id={name} tabIndex={-1}>
        {visit.localReference ?? say(CALENDAR.noReference)} · {span(visit, spoken, zone)}
      </h2>
      {state === 'HELD' && visit.heldUntil && (
        <Countdown until={visit.heldUntil} label={VISIT.toConfirm} over={VISIT.over} />
      )}
      <ul class="desk-facts">
        <li class={`desk-state--${state.toLowerCase()}`}>{say(STATES[state])}</li>
        <li>{say(KINDS[visit.kind])}</li>
        <li>
          {say(CALENDAR.doctor)} {numberOf(visit.examiner)}
        </li>
        <li>{say(PRIORITIES[priority])}</li>
        {visit.overrideReason && <li>{say(OVERRIDE_REASONS[visit.overrideReason])}</li>}
        {visit.cancelReason && <li>{say(CANCEL_REASONS[visit.cancelReason])}</li>}
      </ul>
      <Details visit={visit} zone={zone} doing={doing} />
      {asked === null && (
        <div class="desk-buttons">
          {state === 'HELD' &&
            button(VISIT.confirm, () => send(() => step(ExamConfirmDocument, { input: own }), VISIT.confirmed), true)}
          {state === 'CONFIRMED' &&
            button(VISIT.arrive, () => send(() => step(ExamArriveDocument, { input: own }), VISIT.arrived), true)}
          {state === 'ARRIVED' &&
            button(VISIT.begin, () => send(() => step(ExamStartDocument, { input: own }), VISIT.begun), true)}
          {state === 'IN_PROGRESS' &&
            button(VISIT.finish, () => send(() => step(ExamCompleteDocument, { input: own }), VISIT.finished), true)}
          {running && button(VISIT.stop, () => pick('stop'))}
          {state === 'CONFIRMED' && begun && button(VISIT.notCome, () => pick('not-come'))}
          {state === 'CONFIRMED' && button(VISIT.move, () => onMove(visit))}
          {(state === 'HELD' || state === 'CONFIRMED') && button(VISIT.cancel, () => pick('cancel'))}
          {mayGiveWay && button(VISIT.urgent, () => pick('urgent'))}
          {button(W.back, onClose)}
        </div>
      )}
      {asked === 'cancel' && (
        <Cancel
          doing={doing}
          submit={VISIT.cancel}
          onBack={() => pick(null)}
          onCancel={(reason) => send(() => step(ExamCancelDocument, { input: { ...own, reason } }), VISIT.cancelled)}
        />
      )}
      {asked === 'urgent' && <Urgent {...about} onBack={() => pick(null)} onDone={() => ask(null)} />}
      {asked === 'not-come' && (
        <Sure
          words={VISIT.notComeSure}
          doing={doing}
          submit={VISIT.notCome}
          onBack={() => pick(null)}
          onSubmit={() => send(() => step(ExamNoShowDocument, { input: own }), VISIT.notComeDone)}
        />
      )}
      {asked === 'stop' && (
        <Sure
          words={VISIT.stopSure}
          doing={doing}
          submit={VISIT.stop}
          onBack={() => pick(null)}
          onSubmit={() => send(() => step(ExamStopDocument, { input: own }), VISIT.stopped)}
        />
      )}
    </section>
  );
}
