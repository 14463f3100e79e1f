import { useState } from 'preact/hooks';
import {
  ExamCancelDocument,
  type ExamCancelReason,
  ExamConfirmDocument,
  ExamOfferedTimeDocument,
  ExamWaitLeaveDocument,
  type ExamWaitsQuery,
} from '../../generated/graphql';
import { Cancel } from '../calendar/Cancel';
import { type NodeOf, useLive } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { span } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Countdown, Waiting } from '../parts/Status';
import { atIds } from '../parts/StepForm';
import { InQueue } from './InQueue';
import { QUEUE } from './words';

export type ExamWait = NodeOf<ExamWaitsQuery['examWaits']>;

interface Props {
  readonly wait: ExamWait;
  readonly title: string;
  readonly facts: readonly string[];
  /** Said when the time is taken */
  readonly taken: Text;
  /** Why who waits may give it back; any reason when left out */
  readonly reasons?: readonly ExamCancelReason[];
  /** Whether it is said which clinic offers it: at its own desk that is known, and would tell what it is */
  readonly saysWhere?: boolean;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** Somebody who waits for a time, and the time that is offered now. */
export function Wait({ wait, taken, reasons, saysWhere, ...card }: Props) {
  const { id, state, offer } = wait;
  const waits = state === 'WAITING' || state === 'OFFERED';
  return (
    <InQueue
      {...card}
      id={id}
      state={state}
      leave={waits ? () => step(ExamWaitLeaveDocument, { input: { waitId: id } }) : null}
    >
      {state === 'OFFERED' && offer && (
        <Offer
          key={offer}
          id={offer}
          until={wait.offeredUntil}
          taken={taken}
          reasons={reasons}
          saysWhere={saysWhere}
          doing={card.doing}
          reload={card.reload}
        />
      )}
    </InQueue>
  );
}

interface OfferProps extends Pick<Props, 'taken' | 'reasons' | 'saysWhere' | 'doing' | 'reload'> {
  readonly id: string;
  readonly until: string | null | undefined;
}

function Offer({ id, until, taken, reasons, saysWhere, doing, reload }: OfferProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { data, fault } = useLive(ExamOfferedTimeDocument, { id });
  const [declines, decline] = useState(false);
  const name = `offered-${id}`;
  const reason = `reason-${id}`;
  useFocusKept(declines, declines ? '' : name);
  const time = data?.appointment;
  if (!time) return <Waiting fault={fault} />;
  const pick = (next: boolean) => {
    doing.clear();
    decline(next);
  };
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(async () => atIds(await work(), { reason }), done, reload)) decline(false);
  };
  return (
    <div>
      <p class="govuk-body" id={name} tabIndex={-1}>
        {say(QUEUE.offered)}: <strong>{span(time, spoken, time.clinic.zone)}</strong>
        {saysWhere && (
          <>
            <br />
            {time.clinic.name}
          </>
        )}
      </p>
      {until && <Countdown until={until} label={QUEUE.left} over={QUEUE.over} />}
      {declines ? (
        <Cancel
          doing={doing}
          submit={QUEUE.decline}
          reasons={reasons}
          field={reason}
          onBack={() => pick(false)}
          onCancel={(why) =>
            void send(() => step(ExamCancelDocument, { input: { appointmentId: id, reason: why } }), QUEUE.declined)
          }
        />
      ) : (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => void send(() => step(ExamConfirmDocument, { input: { appointmentId: id } }), taken)}
          >
            {say(QUEUE.accept)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => pick(true)}
          >
            {say(QUEUE.decline)}
          </button>
        </div>
      )}
    </div>
  );
}
