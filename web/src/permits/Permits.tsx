import { useState } from 'preact/hooks';
import {
  MovementPermitIssueDocument,
  type MovementPermitIssueMutation,
  MovementPermitRevokeDocument,
  MovementPermitsDocument,
  type MovementPermitsQuery,
  RegionsDocument,
} from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { type NodeOf, useLiveList } from '../hub/live';
import { useOnce } from '../hub/once';
import { type Doing, type Problem, step, stepAnswered, useDoing, useForm } from '../hub/step';
import { until } from '../hub/until';
import { daysLong } from '../language/counts';
import { moment, spaced } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Input, Radios, Select } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Paper } from '../parts/Paper';
import { QrCode } from '../parts/QrCode';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { CLINIC_TITLES } from '../roles/clinic-titles';
import { PERMITS } from './words';

const FIRST = { first: 50 };
const NOTHING = {};

type Issued = MovementPermitIssueMutation['movementPermitIssue'];
type Permit = NodeOf<MovementPermitsQuery['movementPermits']>;

/** Passes for the way to a doctor: issued, printed once, and taken back. */
export function Permits({ zone }: ScreenProps) {
  const say = useSay();
  const doing = useDoing();
  const [issued, setIssued] = useState<Issued | null>(null);
  const { data: permits, fault, reload } = useLiveList(MovementPermitsDocument, FIRST);
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <h1 class="govuk-heading-l">{say(CLINIC_TITLES.passes)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      {issued ? (
        <>
          <Printed issued={issued} />
          <div>
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                doing.clear();
                setIssued(null);
              }}
            >
              {say(PERMITS.another)}
            </button>
          </div>
        </>
      ) : (
        <Issue doing={doing} reload={reload} onIssued={setIssued} />
      )}
      <h2 class="govuk-heading-m">{say(PERMITS.list)}</h2>
      {!permits && <Waiting fault={fault} />}
      {permits?.length === 0 && <Empty>{say(PERMITS.none)}</Empty>}
      <ul class="desk-cards">
        {permits?.map((permit) => (
          <One key={permit.id} permit={permit} zone={zone} doing={doing} reload={reload} />
        ))}
      </ul>
    </>
  );
}

/** The very words of the paper that the hub makes: whoever checks one sees no difference. */
function Printed({ issued: { paper } }: { readonly issued: Issued }) {
  const say = useSay();
  if (!paper) return <p class="desk-warning">{say(PERMITS.gone)}</p>;
  const [before, after] = paper.notes;
  return (
    <Paper size="sheet">
      <h2 class="govuk-heading-m">{paper.title}</h2>
      <dl class="desk-terms">
        {paper.lines.map(({ term, value }) => (
          <>
            <dt>{term}</dt>
            <dd>
              <strong>{value}</strong>
            </dd>
          </>
        ))}
      </dl>
      <p>{before}</p>
      <QrCode text={paper.address} label={say(PERMITS.code)} />
      <p>{after}</p>
    </Paper>
  );
}

interface IssueProps {
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly onIssued: (issued: Issued) => void;
}

function Issue({ doing, reload, onIssued }: IssueProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { data } = useOnce(RegionsDocument, NOTHING);
  const [startArea, setArea] = useState('');
  const [days, setDays] = useState('1');
  const [digits, setDigits] = useState('');
  const form = useForm();
  return (
    <StepForm
      doing={doing}
      submit={PERMITS.issue}
      onSubmit={async () => {
        const documentDigits = digits.trim();
        const problems: Problem[] = [];
        if (!startArea) problems.push({ text: PERMITS.areaMissing, field: 'startArea' });
        if (!/^\d{4}$/.test(documentDigits)) problems.push({ text: PERMITS.digitsWrong, field: 'documentDigits' });
        if (problems.length > 0) return doing.refuse(problems);
        const idempotencyKey = doing.keyFor(JSON.stringify([form, startArea, days, documentDigits]));
        const validUntil = until(idempotencyKey, Number(days));
        const work = async () => {
          const { problems, data } = await stepAnswered(MovementPermitIssueDocument, {
            input: { idempotencyKey, validUntil, startArea, documentDigits },
          });
          if (data) onIssued(data.movementPermitIssue);
          return problems;
        };
        await doing.run(work, PERMITS.issued, reload);
      }}
    >
      <Select
        field="startArea"
        label={say(PERMITS.area)}
        hint={say(PERMITS.areaHint)}
        choices={[
          { value: '', label: say(PERMITS.choose) },
          ...(data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
        value={startArea}
        onChange={setArea}
        problems={doing.problems}
      />
      <Radios
        field="validUntil"
        legend={say(PERMITS.days)}
        choices={['1', '2', '3', '7'].map((value) => ({ value, label: daysLong(Number(value), spoken) }))}
        value={days}
        onChange={setDays}
        problems={doing.problems}
      />
      <Input
        field="documentDigits"
        label={say(PERMITS.digits)}
        hint={say(PERMITS.digitsHint)}
        value={digits}
        onInput={setDigits}
        numeric
        problems={doing.problems}
      />
    </StepForm>
  );
}

interface OneProps {
  readonly permit: Permit;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

function One({ permit, zone, doing, reload }: OneProps) {
  const say = useSay();
  const spoken = useLanguage();
  const [sure, ask] = useState(false);
  const { id, number, validUntil, revokedAt } = permit;
  const name = `pass-${id}`;
  useFocusKept(sure, sure ? '' : name);
  const over = Date.parse(validUntil) <= hubNow();
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {spaced(number)}
      </h3>
      <p class="govuk-body">
        {say(PERMITS.until)} {moment(validUntil, hubNow(), spoken, zone)}
        {(revokedAt || over) && ` · ${say(revokedAt ? PERMITS.isRevoked : PERMITS.isOver)}`}
      </p>
      {!revokedAt && !over && !sure && (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            onClick={() => {
              doing.clear();
              ask(true);
            }}
          >
            {say(PERMITS.revoke)}
          </button>
        </div>
      )}
      {sure && (
        <StepForm
          doing={doing}
          submit={PERMITS.revoke}
          warning
          onBack={() => ask(false)}
          onSubmit={async () => {
            const work = () => step(MovementPermitRevokeDocument, { input: { permitId: id } });
            if (await doing.run(work, PERMITS.revoked, reload)) ask(false);
          }}
        >
          <p class="desk-warning">
            {say(PERMITS.revokeSure)} {spaced(number)}
          </p>
        </StepForm>
      )}
    </li>
  );
}
