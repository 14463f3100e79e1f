import { ExamCancelDocument, ExamConfirmDocument, type ExamsHeldQuery } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, step } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Countdown } from '../parts/Status';
import { APPOINTMENTS, KINDS, TIMES } from './words';

interface Props {
  readonly held: ExamsHeldQuery['appointments']['edges'][number]['node'];
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** A time that is held until she agrees, or confirmed. */
export function HeldTime({ held, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const { id, state, version, startsAt, heldUntil, clinic, kind } = held;
  const name = `time-${id}`;
  const own = { appointmentId: id, expectedVersion: version };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {moment(startsAt, hubNow(), spoken, clinic.zone)}
      </h3>
      <p class="govuk-body">
        <strong class="govuk-tag">{say(APPOINTMENTS[state])}</strong>
        <br />
        {clinic.name} · {say(KINDS[kind])}
      </p>
      {state === 'HELD' && heldUntil && <Countdown until={heldUntil} label={TIMES.heldFor} over={TIMES.over} />}
      <div class="desk-buttons">
        {state === 'HELD' && (
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={async () => {
              await doing.run(() => step(ExamConfirmDocument, { input: own }), TIMES.confirmed);
              await reload();
            }}
          >
            {say(TIMES.confirm)}
          </button>
        )}
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-describedby={name}
          aria-disabled={doing.busy}
          onClick={async () => {
            const input = { ...own, reason: 'SHE_ASKED' as const };
            await doing.run(() => step(ExamCancelDocument, { input }), TIMES.givenBack);
            await reload();
          }}
        >
          {say(TIMES.giveBack)}
        </button>
      </div>
    </li>
  );
}
