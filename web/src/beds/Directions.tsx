import { useState } from 'preact/hooks';
import {
  ShelterAddressReadDocument,
  type ShelterAddressReadMutation,
  ShelterAddressReleasesDocument,
} from '../../generated/graphql';
import { CallLine } from '../case/CallLine';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { type Doing, noAnswer, type Problem, stepAnswered } from '../hub/step';
import { useSay } from '../language/language';
import { useNow } from '../parts/now';
import { Countdown } from '../parts/Status';
import { DIRECTIONS } from './directions-words';

type Reading = NonNullable<ShelterAddressReadMutation['shelterAddressRead']['reading']>;

interface Props {
  readonly holdId: string;
  /** Who works here, and whom the house can name */
  readonly staff: string;
  readonly doing: Doing;
}

/** Where to bring them: the house tells it to one person, by an id that is read out. It is in this page alone, and only while it may be read. */
export function Directions({ holdId, staff, doing }: Props) {
  const say = useSay();
  const [reading, show] = useState<Reading | null>(null);

  async function read(): Promise<readonly Problem[]> {
    const told = await ask(ShelterAddressReleasesDocument, { holdId });
    if ('fault' in told) return [{ text: noAnswer(told.fault) }];
    const release = told.data.shelterAddressReleases.find(({ endedAt }) => !endedAt);
    if (!release) return [{ text: DIRECTIONS.nothing }];
    const { problems, data } = await stepAnswered(ShelterAddressReadDocument, { input: { releaseId: release.id } });
    show(data?.shelterAddressRead.reading ?? null);
    return problems;
  }

  return (
    <div class="desk-told">
      <p class="govuk-body">
        {say(DIRECTIONS.yourId)}: <code class="desk-escort">{staff}</code>
      </p>
      {reading && <Read reading={reading} />}
      <div class="desk-buttons">
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-describedby={`held-${holdId}`}
          aria-disabled={doing.busy}
          onClick={() => void doing.run(read, DIRECTIONS.done)}
        >
          {say(DIRECTIONS.read)}
        </button>
      </div>
    </div>
  );
}

function Read({ reading: { text, phone, readableUntil } }: { readonly reading: Reading }) {
  useNow();
  const open = Date.parse(readableUntil) > hubNow();
  return (
    <>
      <Countdown until={readableUntil} label={DIRECTIONS.readable} over={DIRECTIONS.over} />
      {open && text && (
        <p class="govuk-body">
          <strong>{text}</strong>
        </p>
      )}
      {open && phone && (
        <p class="desk-calls">
          <CallLine number={phone} />
        </p>
      )}
    </>
  );
}
