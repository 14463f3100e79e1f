import { useState } from 'preact/hooks';
import {
  BedAcceptDocument,
  BedBroadcastInboxDocument,
  BedDeclineDocument,
  type BedDeclineReason,
  BedWorklistDocument,
} from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { useLiveList } from '../hub/live';
import { type Doing, step, useDoing } from '../hub/step';
import { nights, people } from '../language/counts';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Radios } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Countdown, Done, Empty, Progress, Waiting } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { UNIT_KINDS } from '../places/words';
import { Broadcast } from './Broadcast';
import { CallBack } from './CallBack';
import { HouseholdFacts, type Placement } from './Household';
import { TITLE } from './title';
import { REASONS, REQUESTS } from './words';

const TO_SCREEN = { first: 100, states: ['HELD', 'ACCEPTED_BY_PHONE'] as ('HELD' | 'ACCEPTED_BY_PHONE')[] };
const OPEN = { first: 100 };

/** Requests to be screened, the one that runs out first at the top. */
export function Requests(_: ScreenProps) {
  const say = useSay();
  const own = useLiveList(BedWorklistDocument, TO_SCREEN);
  const several = useLiveList(BedBroadcastInboxDocument, OPEN);
  const doing = useDoing();
  const reload = async () => void (await Promise.all([own.reload(), several.reload()]));
  const requests = own.data && [...own.data].sort((a, b) => (a.heldUntil ?? '').localeCompare(b.heldUntil ?? ''));
  const broadcasts = several.data;
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      {(!requests || !broadcasts) && <Waiting fault={own.fault ?? several.fault} />}
      {requests?.length === 0 && broadcasts?.length === 0 && <Empty>{say(REQUESTS.none)}</Empty>}
      <ul class="desk-cards">
        {requests?.map((request) => (
          <Request key={request.id} request={request} doing={doing} reload={reload} />
        ))}
      </ul>
      {broadcasts && broadcasts.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{say(REQUESTS.several)}</h2>
          <ul class="desk-cards">
            {broadcasts.map((broadcast) => (
              <Broadcast key={broadcast.id} broadcast={broadcast} doing={doing} reload={reload} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface Props {
  readonly request: Placement;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

function Request({ request, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [declining, decline] = useState(false);
  const { id, version, heldUntil, spokenYes } = request;
  const title = people(request.adults, request.childrenCount, spoken);
  const name = `request-${id}`;
  useFocusKept(declining, declining ? '' : name);
  return (
    <li class="desk-card">
      <h2 class="govuk-heading-s" id={name} tabIndex={-1}>
        {title}
      </h2>
      {heldUntil && <Countdown until={heldUntil} label={REQUESTS.toAnswer} over={REQUESTS.over} />}
      {spokenYes && (
        <p class="desk-warning">
          {say(REQUESTS.byPhone)}
          {spokenYes.reference && ` ${say(REQUESTS.reference)}: ${spokenYes.reference}.`}
        </p>
      )}
      <p class="govuk-body">
        {say(UNIT_KINDS[request.unitKind])} · {request.shelterName}
        <br />
        {nights(request.from, request.until, spoken)}
      </p>
      <HouseholdFacts household={request.household} />
      <CallBack phone={request.callBack?.phone} />
      {declining ? (
        <Decline request={request} doing={doing} reload={reload} onBack={() => decline(false)} />
      ) : (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={async () => {
              const input = { holdId: id, expectedVersion: version };
              await doing.run(() => step(BedAcceptDocument, { input }), REQUESTS.accepted, reload);
            }}
          >
            {say(REQUESTS.accept)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            onClick={() => {
              doing.clear();
              decline(true);
            }}
          >
            {say(REQUESTS.decline)}
          </button>
        </div>
      )}
    </li>
  );
}

function Decline({ request, doing, reload, onBack }: Props & { readonly onBack: () => void }) {
  const say = useSay();
  const [reason, choose] = useState<BedDeclineReason | null>(null);
  const field = `why-${request.id}`;
  return (
    <StepForm
      doing={doing}
      submit={REQUESTS.decline}
      warning
      onBack={onBack}
      onSubmit={async () => {
        if (!reason) return doing.refuse([{ text: REQUESTS.whyMissing, field }]);
        const input = { holdId: request.id, expectedVersion: request.version, reason };
        await doing.run(() => step(BedDeclineDocument, { input }), REQUESTS.declined, reload);
      }}
    >
      <Radios
        field={field}
        legend={say(REQUESTS.why)}
        hint={say(REQUESTS.whyHint)}
        choices={Object.entries(REASONS).map(([value, text]) => ({ value, label: say(text) }))}
        value={reason}
        onChange={(value) => choose(value as BedDeclineReason)}
        problems={doing.problems}
      />
    </StepForm>
  );
}
