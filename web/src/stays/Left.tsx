import { BedStepEnteredInErrorDocument } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, step } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import type { Placement } from '../requests/Household';
import { peopleOf } from './people';
import { STAYS } from './words';

interface Props {
  readonly stay: Placement;
  /** When it was said */
  readonly at: string;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly onBack: () => void;
}

/** Whoever was said to have left, in the memory of this page: a slip of the finger is taken back while their places are free. */
export function Left({ stay, at, zone, doing, reload, onBack }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const name = `left-${stay.id}`;
  const people_ = peopleOf(stay, spoken);
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name}>
        {say(STAYS.depart)} {moment(at, hubNow(), spoken, zone)}:{' '}
        {stay.guestReference ? `${stay.guestReference} · ${people_}` : people_}
      </h3>
      <div class="desk-buttons">
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-describedby={name}
          aria-disabled={doing.busy}
          onClick={async () => {
            const input = { holdId: stay.id, step: 'DEPARTURE' as const };
            const work = async () => {
              const problems = await step(BedStepEnteredInErrorDocument, { input });
              if (problems.length === 0) onBack();
              return problems;
            };
            await doing.run(work, STAYS.departureTakenBack, reload);
          }}
        >
          {say(STAYS.wrong)}
        </button>
      </div>
    </li>
  );
}
