import { useState } from 'preact/hooks';
import {
  ShelterAddressReadDocument,
  type ShelterAddressReadMutation,
  ShelterAddressReleasesDocument,
  ShelterEscortCodeMakeDocument,
  type ShelterEscortCodeMakeMutation,
} from '../../generated/graphql';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { type Doing, noAnswer, type Problem, stepAnswered } from '../hub/step';
import { useSay } from '../language/language';
import { CallLine } from '../parts/CallLine';
import { useNow } from '../parts/now';
import { Spoken } from '../parts/Spoken';
import { Countdown } from '../parts/Status';
import { DIRECTIONS } from './directions-words';

type Reading = NonNullable<ShelterAddressReadMutation['shelterAddressRead']['reading']>;
type EscortCode = NonNullable<ShelterEscortCodeMakeMutation['shelterEscortCodeMake']['escortCode']>;

interface Props {
  readonly holdId: string;
  readonly doing: Doing;
}

/** Where to bring them: the house tells it to one person, by a code that is read out. It is in this page alone, and only while it may be read. */
export function Directions({ holdId, doing }: Props) {
  const say = useSay();
  const [escort, showCode] = useState<EscortCode | null>(null);
  const [reading, show] = useState<Reading | null>(null);

  async function make(): Promise<readonly Problem[]> {
    const { problems, data, fault } = await stepAnswered(ShelterEscortCodeMakeDocument, { input: { holdId } });
    // whatever was lost on the way, the one before may have ended; of what was not taken up it has not, and its digits may just be read out
    if (fault !== 'no-connection' && fault !== 'too-much') showCode(data?.shelterEscortCodeMake.escortCode ?? null);
    return problems;
  }

  async function read(): Promise<readonly Problem[]> {
    const told = await ask(ShelterAddressReleasesDocument, { holdId });
    if ('fault' in told) return [{ text: noAnswer(told.fault) }];
    const release = told.data.shelterAddressReleases.find(({ endedAt }) => !endedAt);
    if (!release) return [{ text: DIRECTIONS.nothing }];
    const { problems, data } = await stepAnswered(ShelterAddressReadDocument, { input: { releaseId: release.id } });
    show(data?.shelterAddressRead.reading ?? null);
    if (data) showCode(null);
    return problems;
  }

  return (
    <div class="desk-told">
      {escort && <Named escort={escort} words={`code-${holdId}`} />}
      {reading && <Read reading={reading} />}
      <div class="desk-buttons">
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-describedby={`held-${holdId}`}
          aria-disabled={doing.busy}
          onClick={() => void doing.run(make, DIRECTIONS.made)}
        >
          {say(escort ? DIRECTIONS.makeNew : DIRECTIONS.make)}
        </button>
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

function Named({ escort, words }: { readonly escort: EscortCode; readonly words: string }) {
  const say = useSay();
  useNow();
  return (
    <>
      {Date.parse(escort.goodUntil) > hubNow() && (
        <>
          <p class="govuk-body" id={words}>
            {say(DIRECTIONS.yourCode)}:
          </p>
          <Spoken code={escort.code} words={words} />
        </>
      )}
      <Countdown until={escort.goodUntil} label={DIRECTIONS.good} over={DIRECTIONS.codeOver} />
    </>
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
