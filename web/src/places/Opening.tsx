import { useState } from 'preact/hooks';
import {
  type ShelterOpeningReason,
  ShelterOpeningSetDocument,
  type ShelterOpeningState,
  type ShelterPlacesQuery,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { daysLong } from '../language/counts';
import { useLanguage, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { StepForm } from '../parts/StepForm';
import { OPENING_SET, WHY } from './opening-words';
import { OPENING } from './words';

/** Why it nearly always is so; the rest is chosen. */
const USUAL: Readonly<Partial<Record<ShelterOpeningState, ShelterOpeningReason>>> = {
  FULL: 'NO_BEDS',
  QUARANTINE_STOP: 'INFECTION',
  SEASONAL: 'SEASON',
};
const DAYS = [1, 3, 7, 14, 30];
const DAY_MS = 86_400_000;

interface Props {
  readonly house: NodeOf<ShelterPlacesQuery['shelters']>;
  readonly doing: Doing;
  readonly onSet: () => Promise<void>;
  readonly onBack: () => void;
}

/** Whether a house takes people in: chosen, and confirmed. */
export function Opening({ house, doing, onSet, onBack }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [state, choose] = useState<ShelterOpeningState | null>(null);
  const [chosen, chooseReason] = useState<ShelterOpeningReason | null>(null);
  const [days, last] = useState('');
  const reason = state === 'OPEN' ? null : (chosen ?? (state && USUAL[state]) ?? null);
  return (
    <StepForm
      doing={doing}
      submit={OPENING_SET.set}
      label={OPENING_SET.title}
      onBack={onBack}
      onSubmit={() => {
        const problems: Problem[] = [];
        if (!state) problems.push({ text: OPENING_SET.stateMissing, field: 'state' });
        if (state && state !== 'OPEN' && !reason) problems.push({ text: OPENING_SET.whyMissing, field: 'reason' });
        if (problems.length > 0 || !state) return doing.refuse(problems);
        const until = days ? new Date(hubNow() + Number(days) * DAY_MS).toISOString() : null;
        const input = { shelterId: house.id, expectedVersion: house.version, state, reason, until };
        void doing.run(async () => {
          const refused = await step(ShelterOpeningSetDocument, { input });
          await onSet();
          if (refused.length === 0) onBack();
          return refused;
        }, OPENING_SET.done);
      }}
    >
      <OneOf
        field="state"
        legend={say(OPENING_SET.title)}
        choices={Object.entries(OPENING).map(([value, text]) => ({ value, label: say(text) }))}
        value={state}
        onChange={(value) => choose(value as ShelterOpeningState)}
        problems={doing.problems}
      />
      {state && state !== 'OPEN' && (
        <OneOf
          field="reason"
          legend={say(OPENING_SET.why)}
          choices={Object.entries(WHY)
            .filter(([value]) => value !== 'NOT_CONFIRMED')
            .map(([value, text]) => ({ value, label: say(text) }))}
          value={reason}
          onChange={(value) => chooseReason(value as ShelterOpeningReason)}
          problems={doing.problems}
        />
      )}
      {state && (
        <OneOf
          field="days"
          legend={say(OPENING_SET.howLong)}
          hint={say(state === 'OPEN' || state === 'SEASONAL' ? OPENING_SET.thenClosed : OPENING_SET.thenOpen)}
          choices={[
            { value: '', label: say(OPENING_SET.untilChanged) },
            ...DAYS.map((n) => ({ value: String(n), label: daysLong(n, spoken) })),
          ]}
          value={days}
          onChange={last}
          problems={doing.problems}
        />
      )}
    </StepForm>
  );
}
