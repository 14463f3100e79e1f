import { useState } from 'preact/hooks';
import {
  ReferralAcceptDocument,
  ReferralAcknowledgeDocument,
  ReferralCompleteDocument,
  ReferralDeclineDocument,
  type ReferralDeclineReason,
  type ReferralInboxWorkQuery,
  ReferralNotWantedDocument,
  type ReferralOutcome,
  ReferralReleaseDocument,
  ReferralStartDocument,
  ReferralTakeDocument,
} from '../../generated/graphql';
import type { NameOf } from '../answers/name-of';
import { PARTS, REPLIES, STATES } from '../answers/words';
import { SERVICES, URGENCY } from '../case/after-report-words';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Countdown, Withheld } from '../parts/Status';
import { Sure } from '../parts/StepForm';
import { Ask } from './Ask';
import { Choose } from './Choose';
import { type Attempt, Contact } from './Contact';
import { awaited } from './due';
import { Says } from './Says';
import { SAYS } from './says-words';
import { ENDS, RECEIVED, REFUSALS, TO_ASK } from './words';

export type Referral = NodeOf<ReferralInboxWorkQuery['referralInbox']>;

/** Sends a step of a referral, and shows what has come of it. */
export type Send = (work: () => Promise<readonly Problem[]>, done: Text) => Promise<void>;

interface Props {
  readonly referral: Referral;
  readonly from: ReturnType<NameOf>;
  readonly zone: string;
  readonly staff: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

type Open = 'decline' | 'complete' | 'ask' | 'notWanted' | 'says' | 'contact';

const OPEN_STATES: readonly Referral['state'][] = ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'];

/** One referral that came: what it is, who has it, and the steps of its life. Who may do which is for the hub to say. */
export function Card({ referral, from, zone, staff, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [open, setOpen] = useState<Open | null>(null);
  // whom somebody is contacting is known until that has its end, also when her record closes meanwhile
  const [contacted, keep] = useState<string | null>(null);
  const [attempt, begin] = useState<Attempt | null>(null);
  const { id, code, state, version, sentAt, holder, questions } = referral;
  const name = `received-${id}`;
  useFocusKept(open, open ? '' : name);
  const own = { referralId: id, expectedVersion: version };
  const due = awaited(referral.response);
  const what = [SERVICES[referral.service]?.words, URGENCY[referral.urgency]].flatMap((each) =>
    each ? say(each) : [],
  );
  const waits = questions.some(({ answer }) => !answer);
  const send: Send = async (work, done) => {
    if (await doing.run(work, done, reload)) setOpen(null);
  };
  const button = (words: Text, press: () => void, main = false) => (
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
  const turnTo = (to: Open | null) => () => {
    doing.clear();
    setOpen(to);
  };
  const take = (takeOver: boolean) => () =>
    send(() => step(ReferralTakeDocument, { input: { ...own, takeOver } }), RECEIVED.taken);
  const isNew = state === 'SENT' || state === 'RECEIVED';
  const isOpen = OPEN_STATES.includes(state);
  const more = (
    <>
      {(referral.victim || attempt) &&
        button(SAYS.contact, () => {
          if (!attempt) keep(referral.victim?.id ?? null);
          turnTo('contact')();
        })}
      {!holder && button(RECEIVED.take, take(false))}
      {holder && holder !== staff && button(RECEIVED.takeOver, take(true))}
      {holder === staff &&
        button(RECEIVED.giveBack, () => send(() => step(ReferralReleaseDocument, { input: own }), RECEIVED.givenBack))}
      {!waits && button(RECEIVED.ask, turnTo('ask'))}
      {button(RECEIVED.notWanted, turnTo('notWanted'))}
    </>
  );
  return (
    <li class="desk-card">
      <h2 class="govuk-heading-s" id={name} tabIndex={-1}>
        {code}
      </h2>
      <p class="govuk-body">
        <strong class="govuk-tag">{say(STATES[state])}</strong>
        <br />
        {from === null ? <Withheld why={RECEIVED.notListed} /> : from}
        <br />
        {[moment(sentAt, hubNow(), spoken, zone), ...what].join(' · ')}
        {isOpen && (
          <>
            <br />
            {say(holder === staff ? RECEIVED.yours : holder ? RECEIVED.colleague : RECEIVED.nobody)}
          </>
        )}
      </p>
      {due && <Countdown until={due.dueAt} label={RECEIVED.due} over={RECEIVED.dueOver} />}
      {questions.map(({ id: asked, question, categories, answer }) => (
        <p class="govuk-body" key={asked}>
          {say(TO_ASK[question])}
          {categories.length > 0 && `: ${categories.map((each) => say(PARTS[each])).join(', ')}`}
          {' — '}
          <strong>{say(answer ? REPLIES[answer] : RECEIVED.waits)}</strong>
        </p>
      ))}
      {!open && (
        <>
          <div class="desk-buttons">
            {isNew &&
              button(
                RECEIVED.accept,
                () => send(() => step(ReferralAcceptDocument, { input: own }), RECEIVED.accepted),
                true,
              )}
            {state === 'SENT' &&
              button(RECEIVED.seen, () =>
                send(() => step(ReferralAcknowledgeDocument, { input: own }), RECEIVED.seenSaid),
              )}
            {isNew && button(RECEIVED.decline, turnTo('decline'))}
            {state === 'ACCEPTED' &&
              button(
                RECEIVED.begin,
                () => send(() => step(ReferralStartDocument, { input: own }), RECEIVED.begun),
                true,
              )}
            {state === 'IN_PROGRESS' && button(RECEIVED.complete, turnTo('complete'), true)}
          </div>
          <div class="desk-buttons">
            {button(SAYS.open, turnTo('says'))}
            {isOpen && more}
          </div>
        </>
      )}
      {open === 'says' && <Says referral={referral} zone={zone} onBack={turnTo(null)} />}
      {open === 'contact' && contacted && (
        <Contact
          referral={id}
          victim={contacted}
          closed={!referral.victim}
          service={referral.service}
          zone={zone}
          doing={doing}
          attempt={attempt}
          onBegun={begin}
          onEnded={() => {
            begin(null);
            setOpen(null);
          }}
          onBack={turnTo(null)}
        />
      )}
      {open === 'ask' && <Ask referral={referral} doing={doing} send={send} onBack={turnTo(null)} />}
      {open === 'decline' && (
        <Choose
          field={`why-${id}`}
          legend={RECEIVED.why}
          missing={RECEIVED.whyMissing}
          submit={RECEIVED.decline}
          choices={REFUSALS}
          doing={doing}
          onBack={turnTo(null)}
          onChosen={(reason) =>
            send(
              () => step(ReferralDeclineDocument, { input: { ...own, reason: reason as ReferralDeclineReason } }),
              RECEIVED.declined,
            )
          }
        />
      )}
      {open === 'complete' && (
        <Choose
          field={`end-${id}`}
          legend={RECEIVED.how}
          missing={RECEIVED.howMissing}
          submit={RECEIVED.complete}
          choices={ENDS}
          doing={doing}
          onBack={turnTo(null)}
          onChosen={(outcome) =>
            send(
              () => step(ReferralCompleteDocument, { input: { ...own, outcome: outcome as ReferralOutcome } }),
              RECEIVED.completed,
            )
          }
        />
      )}
      {open === 'notWanted' && (
        <Sure
          words={RECEIVED.notWantedSure}
          doing={doing}
          submit={RECEIVED.yes}
          onBack={turnTo(null)}
          onSubmit={() => send(() => step(ReferralNotWantedDocument, { input: own }), RECEIVED.ended)}
        />
      )}
    </li>
  );
}
