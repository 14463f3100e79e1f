import { useState } from 'preact/hooks';
import {
  BedHoldRecordByPhoneDocument,
  BedNotWantedDocument,
  BedReleaseDocument,
  type BedsAskedQuery,
  type PlacementState,
  type PlacementStepInput,
  type ShelterStaffRole,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { nights, people } from '../language/counts';
import { type Text, useLanguage, useSay } from '../language/language';
import { CallLine } from '../parts/CallLine';
import { OneOf } from '../parts/Chips';
import { Input } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Countdown } from '../parts/Status';
import { atIds, StepForm, Sure } from '../parts/StepForm';
import { UNIT_KINDS } from '../places/words';
import { Directions } from './Directions';
import { BEDS, DECLINES, NEXT_STEP, OFFER_ENDED, PLACEMENTS, STAFF } from './words';

interface Props {
  readonly held: NodeOf<BedsAskedQuery['running']>;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** For so long the house answers by itself; then it may be called, and its yes recorded. */
const UNANSWERED_MS = 5 * 60_000;

/** Beds are kept for them. */
export const KEPT: readonly PlacementState[] = ['HELD', 'ACCEPTED_BY_PHONE', 'ACCEPTED'];

/** What frees her bed at once is asked about first. */
const SURE = {
  giveBack: { free: (input: PlacementStepInput) => step(BedReleaseDocument, { input }), words: BEDS.giveBackSure },
  notWanted: { free: (input: PlacementStepInput) => step(BedNotWantedDocument, { input }), words: BEDS.notWantedSure },
} as const;

/** A place that was asked for: until when, what was answered, whom to call. */
export function Held({ held, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [asking, ask] = useState<keyof typeof SURE | 'spoken' | null>(null);
  const { id, state, version, intakePhone, heldUntil, declineAnswer } = held;
  const mayCall = intakePhone || hubNow() - Date.parse(held.createdAt) > UNANSWERED_MS;
  const name = `held-${id}`;
  useFocusKept(asking, asking ? '' : name);
  const own = { holdId: id, expectedVersion: version };
  const next = held.offerNotTaken ? undefined : NEXT_STEP[state];
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) ask(null);
  };
  const pick = (next: typeof asking) => {
    doing.clear();
    ask(next);
  };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {held.shelterName}
      </h3>
      <p class="govuk-body">
        <strong class={`govuk-tag${state === 'DECLINED' || state === 'LAPSED' ? ' govuk-tag--red' : ''}`}>
          {say((held.offerNotTaken && OFFER_ENDED[state]) || PLACEMENTS[state])}
        </strong>
        <br />
        {people(held.adults, held.childrenCount, spoken)} · {say(UNIT_KINDS[held.unitKind])}
        <br />
        {nights(held.from, held.until, spoken)}
      </p>
      {state === 'HELD' && heldUntil && <Countdown until={heldUntil} label={BEDS.answerIn} over={BEDS.lapsed} />}
      {declineAnswer && <p class="govuk-body">{say(DECLINES[declineAnswer])}</p>}
      {next && <p class="govuk-body">{say(next)}</p>}
      {intakePhone && (
        <p class="desk-calls">
          <CallLine number={intakePhone} />
        </p>
      )}
      {state === 'HELD' && !mayCall && <p class="govuk-hint">{say(BEDS.phoneLater)}</p>}
      {state === 'ACCEPTED' && <Directions holdId={id} doing={doing} />}
      {asking === 'spoken' && <SpokenYes own={own} doing={doing} send={send} onBack={() => pick(null)} />}
      {(asking === 'giveBack' || asking === 'notWanted') && (
        <Sure
          words={SURE[asking].words}
          doing={doing}
          submit={BEDS[asking]}
          warning
          onBack={() => pick(null)}
          onSubmit={() => void send(() => SURE[asking].free(own), BEDS.givenBack)}
        />
      )}
      {asking === null && KEPT.includes(state) && (
        <div class="desk-buttons">
          {state === 'HELD' && mayCall && (
            <button type="button" class="govuk-button" aria-describedby={name} onClick={() => pick('spoken')}>
              {say(BEDS.spokenYes)}
            </button>
          )}
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => pick('giveBack')}
          >
            {say(BEDS.giveBack)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => pick('notWanted')}
          >
            {say(BEDS.notWanted)}
          </button>
        </div>
      )}
    </li>
  );
}

function SpokenYes({
  own,
  doing,
  send,
  onBack,
}: {
  readonly own: { readonly holdId: string; readonly expectedVersion: number };
  readonly doing: Doing;
  readonly send: (work: () => Promise<readonly Problem[]>, done: Text) => Promise<void>;
  readonly onBack: () => void;
}) {
  const say = useSay();
  const [who, choose] = useState<ShelterStaffRole | null>(null);
  const [reference, setReference] = useState('');
  const fields = { saidBy: `said-by-${own.holdId}`, reference: `reference-${own.holdId}` };
  return (
    <StepForm
      doing={doing}
      submit={BEDS.record}
      label={BEDS.spokenYes}
      onBack={onBack}
      onSubmit={() => {
        if (!who) return doing.refuse([{ text: BEDS.whoMissing, field: fields.saidBy }]);
        const input = { ...own, saidBy: who, reference: reference.trim() || null };
        void send(async () => atIds(await step(BedHoldRecordByPhoneDocument, { input }), fields), BEDS.recorded);
      }}
    >
      <OneOf
        field={fields.saidBy}
        legend={say(BEDS.who)}
        choices={Object.entries(STAFF).map(([value, text]) => ({ value, label: say(text) }))}
        value={who}
        onChange={(value) => choose(value as ShelterStaffRole)}
        problems={doing.problems}
      />
      <Input
        field={fields.reference}
        label={say(BEDS.reference)}
        hint={say(BEDS.referenceHint)}
        value={reference}
        onInput={setReference}
        problems={doing.problems}
      />
    </StepForm>
  );
}
