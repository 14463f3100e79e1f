import { useState } from 'preact/hooks';
import {
  ReferralAcceptDocument,
  ReferralCompleteDocument,
  ReferralDeclineDocument,
  type ReferralDeclineReason,
  ReferralInboxWorkDocument,
  type ReferralInboxWorkQuery,
  type ReferralOutcome,
  ReferralStartDocument,
  type ReferralState,
} from '../../generated/graphql';
import { URGENCY } from '../case/after-report-words';
import { hubNow } from '../hub/connection';
import { type NodeOf, useLive } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { useFocusKept } from '../parts/focus';
import { Countdown, Empty, Waiting, Withheld } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { awaited } from './due';
import { ANSWERS, ENDS, REFUSALS, STATES } from './words';

/** Those of which something may still come. */
const OPEN = {
  first: 50,
  filter: { states: ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'] as ReferralState[] },
};

interface Props {
  readonly zone: string;
  readonly nameOf: (agency: string) => string | undefined;
  readonly doing: Doing;
}

/** What others have sent to this unit. */
export function Received({ zone, nameOf, doing }: Props) {
  const say = useSay();
  const { data, fault, reload } = useLive(ReferralInboxWorkDocument, OPEN);
  const received = data?.referralInbox.edges.map(({ node }) => node);
  return (
    <>
      {!received && <Waiting fault={fault} />}
      {received?.length === 0 && <Empty>{say(ANSWERS.noneReceived)}</Empty>}
      <ul class="desk-cards">
        {received?.map((each) => (
          <One key={each.id} referral={each} from={nameOf(each.fromAgency)} zone={zone} doing={doing} reload={reload} />
        ))}
      </ul>
    </>
  );
}

type Open = 'decline' | 'complete';

function One({
  referral,
  from,
  zone,
  doing,
  reload,
}: {
  readonly referral: NodeOf<ReferralInboxWorkQuery['referralInbox']>;
  readonly from: string | undefined;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}) {
  const say = useSay();
  const spoken = useLanguage();
  const [open, setOpen] = useState<Open | null>(null);
  const { id, code, state, version, sentAt } = referral;
  const name = `received-${id}`;
  useFocusKept(open, open ? '' : name);
  const own = { referralId: id, expectedVersion: version };
  const due = awaited(referral.response);
  const urgency = URGENCY[referral.urgency];
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done)) setOpen(null);
    await reload();
  };
  const button = (words: Text, main: boolean, press: () => void) => (
    <button
      type="button"
      class={`govuk-button${main ? '' : ' govuk-button--secondary'}`}
      aria-describedby={name}
      aria-disabled={doing.busy}
      onClick={press}
    >
      {say(words)}
    </button>
  );
  const turnTo = (to: Open) => () => {
    doing.clear();
    setOpen(to);
  };
  const isNew = state === 'SENT' || state === 'RECEIVED';
  return (
    <li class="desk-card">
      <h2 class="govuk-heading-s" id={name} tabIndex={-1}>
        {code}
      </h2>
      <p class="govuk-body">
        <strong class="govuk-tag">{say(STATES[state])}</strong>
        <br />
        {from ?? <Withheld why={ANSWERS.notListed} />}
        <br />
        {moment(sentAt, hubNow(), spoken, zone)}
        {urgency && ` · ${say(urgency)}`}
      </p>
      {due && <Countdown until={due.dueAt} label={ANSWERS.due} over={ANSWERS.dueOver} />}
      {!open && (
        <div class="desk-buttons">
          {isNew &&
            button(ANSWERS.accept, true, () =>
              send(() => step(ReferralAcceptDocument, { input: own }), ANSWERS.accepted),
            )}
          {isNew && button(ANSWERS.decline, false, turnTo('decline'))}
          {state === 'ACCEPTED' &&
            button(ANSWERS.begin, true, () => send(() => step(ReferralStartDocument, { input: own }), ANSWERS.begun))}
          {state === 'IN_PROGRESS' && button(ANSWERS.complete, true, turnTo('complete'))}
        </div>
      )}
      {open === 'decline' && (
        <Choose
          field={`why-${id}`}
          legend={ANSWERS.why}
          missing={ANSWERS.whyMissing}
          submit={ANSWERS.decline}
          choices={REFUSALS}
          doing={doing}
          onBack={() => setOpen(null)}
          onChosen={(reason) =>
            send(
              () => step(ReferralDeclineDocument, { input: { ...own, reason: reason as ReferralDeclineReason } }),
              ANSWERS.declined,
            )
          }
        />
      )}
      {open === 'complete' && (
        <Choose
          field={`end-${id}`}
          legend={ANSWERS.how}
          missing={ANSWERS.howMissing}
          submit={ANSWERS.complete}
          choices={ENDS}
          doing={doing}
          onBack={() => setOpen(null)}
          onChosen={(outcome) =>
            send(
              () => step(ReferralCompleteDocument, { input: { ...own, outcome: outcome as ReferralOutcome } }),
              ANSWERS.completed,
            )
          }
        />
      )}
    </li>
  );
}

function Choose(props: {
  readonly field: string;
  readonly legend: Text;
  readonly missing: Text;
  readonly submit: Text;
  readonly choices: Readonly<Record<string, Text>>;
  readonly doing: Doing;
  readonly onBack: () => void;
  readonly onChosen: (value: string) => Promise<void>;
}) {
  const say = useSay();
  const [chosen, choose] = useState<string | null>(null);
  const { field, legend, missing, submit, choices, doing, onBack, onChosen } = props;
  return (
    <StepForm
      doing={doing}
      submit={submit}
      onBack={onBack}
      onSubmit={() => (chosen ? void onChosen(chosen) : doing.refuse([{ text: missing, field }]))}
    >
      <OneOf
        field={field}
        legend={say(legend)}
        choices={Object.entries(choices).map(([value, text]) => ({ value, label: say(text) }))}
        value={chosen}
        onChange={choose}
        problems={doing.problems}
      />
    </StepForm>
  );
}
