import { useState } from 'preact/hooks';
import { AppointmentsDocument, EvidenceKitOpenDocument, type EvidenceKitOpenMutation } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { useLiveList } from '../hub/live';
import { type Doing, type Problem, stepAnswered, useForm } from '../hub/step';
import { day, spaced, time } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Radios } from '../parts/Fields';
import { Paper } from '../parts/Paper';
import { QrCode } from '../parts/QrCode';
import { Waiting } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { KITS } from './words';

interface Props {
  readonly zone: string;
  readonly doing: Doing;
  readonly onBack: () => void;
}

const DAY_MS = 86_400_000;
const NONE = 'none';

/** Opens a kit for somebody who is there. Its number goes on a label, its PIN into the visitor's hand, this once. */
export function NewKit({ zone, doing, onBack }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [asked] = useState(() => ({
    first: 100,
    from: new Date(hubNow() - DAY_MS).toISOString(),
    to: new Date(hubNow() + DAY_MS).toISOString(),
  }));
  const { data, fault } = useLiveList(AppointmentsDocument, asked);
  const [appointment, choose] = useState<string | null>(null);
  const [how, setHow] = useState<string | null>(null);
  const [answer, setAnswer] = useState<EvidenceKitOpenMutation['evidenceKitOpen'] | null>(null);
  const form = useForm();
  if (answer?.evidenceKit) return <Opened kit={answer.evidenceKit} pin={answer.pin} />;
  if (!data) return <Waiting fault={fault} />;
  const there = data.filter(({ state }) => state === 'ARRIVED' || state === 'IN_PROGRESS');
  return (
    <section class="desk-card desk-panel">
      <h2 class="govuk-heading-s">{say(KITS.fresh)}</h2>
      <StepForm
        doing={doing}
        submit={KITS.fresh}
        onBack={onBack}
        onSubmit={async () => {
          const problems: Problem[] = [];
          if (!appointment) problems.push({ text: KITS.whomMissing, field: 'appointmentId' });
          if (!how) problems.push({ text: KITS.howMissing, field: 'how' });
          if (problems.length > 0) return doing.refuse(problems);
          const input = { appointmentId: appointment === NONE ? null : appointment, selfReferred: how === 'alone' };
          const idempotencyKey = doing.keyFor(JSON.stringify([form, input]));
          const work = async () => {
            const { problems, data } = await stepAnswered(EvidenceKitOpenDocument, {
              input: { ...input, idempotencyKey },
            });
            if (data) setAnswer(data.evidenceKitOpen);
            return problems;
          };
          await doing.run(work, KITS.opened);
        }}
      >
        <Radios
          field="appointmentId"
          legend={say(KITS.forWhom)}
          hint={say(KITS.forWhomHint)}
          choices={[
            ...there.map(({ id, startsAt, localReference }) => ({
              value: id,
              label: `${time(startsAt, spoken, zone)} · ${localReference ?? '–'}`,
            })),
            { value: NONE, label: say(KITS.nobody) },
          ]}
          value={appointment}
          onChange={choose}
          problems={doing.problems}
        />
        <Radios
          field="how"
          legend={say(KITS.how)}
          hint={say(KITS.howHint)}
          choices={[
            { value: 'sent', label: say(KITS.sent) },
            { value: 'alone', label: say(KITS.alone) },
          ]}
          value={how}
          onChange={setHow}
          problems={doing.problems}
        />
      </StepForm>
    </section>
  );
}

type OpenedKit = NonNullable<EvidenceKitOpenMutation['evidenceKitOpen']['evidenceKit']>;

function Opened({ kit, pin }: { readonly kit: OpenedKit; readonly pin: string | null | undefined }) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <section class="desk-card desk-panel">
      <dl class="desk-terms desk-terms--large">
        <dt>{say(KITS.number)}</dt>
        <dd>{spaced(kit.number)}</dd>
        <dt>{say(KITS.pin)}</dt>
        <dd>{pin ? pin.replace(/^(\d{4})/, '$1 ') : say(KITS.pinGone)}</dd>
        <dt>{say(KITS.keepUntil)}</dt>
        <dd>
          {day(kit.keepUntil, spoken)} {kit.keepUntil.slice(0, 4)}
        </dd>
      </dl>
      {pin && <p class="desk-warning">{say(KITS.pinHint)}</p>}
      <Paper size="label">
        <QrCode text={kit.number} label={kit.number} />
        <strong>{spaced(kit.number)}</strong>
      </Paper>
    </section>
  );
}
