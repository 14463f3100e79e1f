import { useState } from 'preact/hooks';
import { BedHouseholdChangeDocument } from '../../generated/graphql';
import { Men, WhoComes } from '../household/WhoComes';
import { ALONE, asInput, type Who } from '../household/who';
import { step } from '../hub/step';
import { useSay } from '../language/language';
import { atIds, StepForm } from '../parts/StepForm';
import type { Placement } from '../requests/Household';
import { DOOR } from './door-words';
import { HERE } from './here-words';
import type { FormProps } from './Stay';

/** Somebody has come or gone in the middle of a stay, or before it: all who are there from now on. */
export function WhoIsHere({ stay, own, doing, send, onBack }: FormProps & { readonly stay: Placement }) {
  const say = useSay();
  const [who, set] = useState<Who>(() => whoOf(stay));
  // of what is filled in here: whoever a colleague has recorded since is not taken out again
  const [seen] = useState(own);
  const change = (by: Partial<Who>) => set({ ...who, ...by });
  return (
    <StepForm
      doing={doing}
      submit={HERE.save}
      label={HERE.title}
      onBack={onBack}
      onSubmit={() => {
        const { nights: _, ...household } = asInput(who);
        const field = `needs-${stay.id}`;
        const work = async () =>
          atIds(await step(BedHouseholdChangeDocument, { input: { ...seen, household } }), {
            ...{ pets: field, wheelchair: field },
          });
        return send(work, HERE.saved);
      }}
    >
      <p class="govuk-hint">{say(HERE.hint)}</p>
      <WhoComes who={who} onChange={change} of={stay.id} />
      <details class="desk-details" open={who.adultMen > 0}>
        <summary>{say(DOOR.more)}</summary>
        <Men who={who} onChange={change} />
      </details>
    </StepForm>
  );
}

/** Of a stay from before it was kept who they are, so many adults as are known. */
function whoOf({ came, household, adults }: Placement): Who {
  const known = came ?? household;
  if (!known) return { ...ALONE, adults };
  const { adultMen, children, wheelchair, pets } = known;
  return { ...ALONE, adults: known.adults, adultMen, children, wheelchair, pets };
}
