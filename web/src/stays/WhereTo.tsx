import { useState } from 'preact/hooks';
import {
  type ShelterAddressPart,
  ShelterAddressReleaseDocument,
  ShelterAddressReleaseRenewDocument,
  ShelterAddressReleaseRevokeDocument,
  ShelterAddressReleasesDocument,
  type ShelterAddressReleasesQuery,
  type ShelterAddressWay,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { useLive } from '../hub/live';
import { type Doing, step, stepAnswered, useForm } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Input, Radios } from '../parts/Fields';
import { useOpened } from '../parts/focus';
import { Countdown, Waiting } from '../parts/Status';
import { atIds } from '../parts/StepForm';
import { PARTS, WHERE } from './where-words';

interface Props {
  readonly holdId: string;
  readonly zone: string;
  readonly doing: Doing;
  readonly onBack: () => void;
}

type Release = ShelterAddressReleasesQuery['shelterAddressReleases'][number];

/** Where they are to come is told to one person, or to her by voice; what was told before is shown, and never what it says. */
export function WhereTo({ holdId, zone, doing, onBack }: Props) {
  const say = useSay();
  const opened = useOpened<HTMLElement>();
  const { data, fault, reload } = useLive(ShelterAddressReleasesDocument, {
    holdId,
  });
  const last = data?.shelterAddressReleases.find(({ endedAt }) => !endedAt);
  return (
    <section class="desk-opened" tabIndex={-1} ref={opened} aria-label={say(WHERE.title)}>
      {!data && <Waiting fault={fault} />}
      {last && <Told release={last} zone={zone} doing={doing} reload={reload} />}
      {data && <Tell holdId={holdId} again={last !== undefined} doing={doing} reload={reload} onBack={onBack} />}
    </section>
  );
}

interface ToldProps {
  readonly release: Release;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

function Told({ release, zone, doing, reload }: ToldProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { id, what, to, releasedAt, readableUntil, steps } = release;
  const hour = (at: string) => moment(at, hubNow(), spoken, zone);
  const read = steps?.filter((each) => each.step === 'READ') ?? [];
  const input = { releaseId: id };
  return (
    <div class="desk-told">
      <p class="govuk-body">
        <strong>{say(PARTS[what])}</strong>.{' '}
        {to === 'BY_VOICE' ? `${say(WHERE.saidAt)}: ${hour(releasedAt)}.` : `${say(WHERE.onlyThis)}.`}
      </p>
      {readableUntil && (
        <>
          <Countdown until={readableUntil} label={WHERE.readable} over={WHERE.over} />
          <p class="govuk-body">
            {read.length > 0 ? `${say(WHERE.read)}: ${read.map(({ at }) => hour(at)).join(', ')}` : say(WHERE.notRead)}
          </p>
          <div class="desk-buttons">
            <button
              type="button"
              class="govuk-button"
              aria-disabled={doing.busy}
              onClick={async () => {
                await doing.run(() => step(ShelterAddressReleaseRenewDocument, { input }), WHERE.renewed, reload);
              }}
            >
              {say(WHERE.renew)}
            </button>
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              aria-disabled={doing.busy}
              onClick={async () => {
                await doing.run(() => step(ShelterAddressReleaseRevokeDocument, { input }), WHERE.ended, reload);
              }}
            >
              {say(WHERE.end)}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

interface TellProps {
  readonly holdId: string;
  readonly again: boolean;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly onBack: () => void;
}

function Tell({ holdId, again, doing, reload, onBack }: TellProps) {
  const say = useSay();
  const [what, choose] = useState<ShelterAddressPart>('MEETING_POINT');
  const [to, chooseWay] = useState<ShelterAddressWay>('ESCORT');
  const [escort, setEscort] = useState('');
  const form = useForm();
  const [whatField, wayField, escortField] = [`what-${holdId}`, `way-${holdId}`, `escort-${holdId}`];
  const fields: Readonly<Record<string, string>> = { what: whatField, to: wayField, escort: escortField };

  async function tell(): Promise<void> {
    const code = escort.replace(/\D/g, '');
    if (to === 'ESCORT' && code.length !== 10) return doing.refuse([{ text: WHERE.escortWrong, field: escortField }]);
    const input = { holdId, what, to, escort: to === 'ESCORT' ? code : null };
    const intention = JSON.stringify([form, input]);
    const idempotencyKey = doing.keyFor(intention);
    const work = async () => {
      const { problems, data } = await stepAnswered(ShelterAddressReleaseDocument, {
        input: { idempotencyKey, ...input },
      });
      if (!data?.shelterAddressRelease.release?.endedAt) return atIds(problems, fields);
      // what was told under this key, when its answer was lost, has been ended by another one since
      doing.forget(intention);
      return [{ text: WHERE.endedSince }];
    };
    if (await doing.run(work, to === 'ESCORT' ? WHERE.told : WHERE.said, reload)) setEscort('');
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void tell();
      }}
    >
      <Radios
        field={whatField}
        legend={say(again ? WHERE.another : WHERE.what)}
        choices={Object.entries(PARTS).map(([value, text]) => ({ value, label: say(text) }))}
        value={what}
        onChange={(value) => choose(value as ShelterAddressPart)}
        problems={doing.problems}
      />
      <Radios
        field={wayField}
        legend={say(WHERE.to)}
        choices={[
          { value: 'ESCORT', label: say(WHERE.escort) },
          { value: 'BY_VOICE', label: say(WHERE.byVoice) },
        ]}
        value={to}
        onChange={(value) => chooseWay(value as ShelterAddressWay)}
        problems={doing.problems}
      />
      {to === 'ESCORT' && (
        <Input
          field={escortField}
          label={say(WHERE.escortCode)}
          hint={say(WHERE.escortCodeHint)}
          value={escort}
          onInput={setEscort}
          numeric
          wide
          problems={doing.problems}
        />
      )}
      <p class={what === 'ADDRESS' ? 'desk-warning' : 'govuk-inset-text'}>
        {say(to === 'ESCORT' ? WHERE.meansEscort : WHERE.meansVoice)}
        {again && ` ${say(WHERE.endsOther)}`}
      </p>
      <div class="desk-buttons">
        <button type="submit" class="govuk-button" aria-disabled={doing.busy}>
          {say(to === 'ESCORT' ? WHERE.tell : WHERE.haveSaid)}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onBack}>
          {say(W.back)}
        </button>
      </div>
    </form>
  );
}
