import { useState } from 'preact/hooks';
import {
  BedHoldRecordByPhoneDocument,
  BedNotWantedDocument,
  BedReleaseDocument,
  type BedsAskedQuery,
  type ShelterStaffRole,
} from '../../generated/graphql';
import { CallLine } from '../case/CallLine';
import { hubNow } from '../hub/connection';
import { type Doing, type Problem, step } from '../hub/step';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { OneOf } from '../parts/Chips';
import { Input } from '../parts/Fields';
import { useFocusKept, useOpened } from '../parts/focus';
import { Countdown } from '../parts/Status';
import { UNIT_KINDS } from '../places/words';
import { nights, people } from '../requests/Household';
import { Directions } from './Directions';
import { BEDS, DECLINES, NEXT_STEP, PLACEMENTS, STAFF } from './words';

interface Props {
  readonly held: BedsAskedQuery['bedHolds']['edges'][number]['node'];
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly staff: string;
}

/** For so long the house answers by itself; then it may be called, and its yes recorded. */
const UNANSWERED_MS = 5 * 60_000;

const KEPT = ['HELD', 'ACCEPTED_BY_PHONE', 'ACCEPTED'];

/** A place that was asked for: until when, what was answered, whom to call. */
export function Held({ held, doing, reload, staff }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [recording, record] = useState(false);
  const { id, state, version, intakePhone, heldUntil, declineAnswer } = held;
  const mayCall = intakePhone || hubNow() - Date.parse(held.createdAt) > UNANSWERED_MS;
  const name = `held-${id}`;
  useFocusKept(recording, recording ? '' : name);
  const own = { holdId: id, expectedVersion: version };
  const next = NEXT_STEP[state];
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done)) record(false);
    await reload();
  };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {held.shelterName}
      </h3>
      <p class="govuk-body">
        <strong class={`govuk-tag${state === 'DECLINED' || state === 'LAPSED' ? ' govuk-tag--red' : ''}`}>
          {say(PLACEMENTS[state])}
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
      {state === 'ACCEPTED' && <Directions holdId={id} staff={staff} doing={doing} />}
      {recording && <SpokenYes own={own} doing={doing} send={send} onBack={() => record(false)} />}
      {!recording && KEPT.includes(state) && (
        <div class="desk-buttons">
          {state === 'HELD' && mayCall && (
            <button
              type="button"
              class="govuk-button"
              aria-describedby={name}
              onClick={() => {
                doing.clear();
                record(true);
              }}
            >
              {say(BEDS.spokenYes)}
            </button>
          )}
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => void send(() => step(BedReleaseDocument, { input: own }), BEDS.givenBack)}
          >
            {say(BEDS.giveBack)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => void send(() => step(BedNotWantedDocument, { input: own }), BEDS.givenBack)}
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
  return (
    <form
      noValidate
      class="desk-opened"
      tabIndex={-1}
      ref={useOpened<HTMLFormElement>()}
      aria-label={say(BEDS.spokenYes)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!who) return doing.refuse([{ text: BEDS.whoMissing, field: 'saidBy' }]);
        const input = { ...own, saidBy: who, reference: reference.trim() || null };
        void send(() => step(BedHoldRecordByPhoneDocument, { input }), BEDS.recorded);
      }}
    >
      <OneOf
        field="saidBy"
        legend={say(BEDS.who)}
        choices={Object.entries(STAFF).map(([value, text]) => ({ value, label: say(text) }))}
        value={who}
        onChange={(value) => choose(value as ShelterStaffRole)}
        problems={doing.problems}
      />
      <Input
        field="reference"
        label={say(BEDS.reference)}
        hint={say(BEDS.referenceHint)}
        value={reference}
        onInput={setReference}
        problems={doing.problems}
      />
      <div class="desk-buttons">
        <button type="submit" class="govuk-button" aria-disabled={doing.busy}>
          {say(BEDS.record)}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onBack}>
          {say(W.back)}
        </button>
      </div>
    </form>
  );
}
