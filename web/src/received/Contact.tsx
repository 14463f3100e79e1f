import { useState } from 'preact/hooks';
import {
  ContactAttemptDocument,
  ContactAttemptsDocument,
  type ContactAttemptsQuery,
  ContactNumberDocument,
  type ContactOutcome,
  type ContactPurpose,
  ContactRecordDocument,
  ContactStartDocument,
  type ContactStartMutation,
  type ReferralService,
  type SafeContactChannel,
} from '../../generated/graphql';
import { type Answer, ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { useLook } from '../hub/look';
import { type Doing, type Problem, step, stepAnswered } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { useFocusKept } from '../parts/focus';
import { useNow } from '../parts/now';
import { Countdown, Looking, Withheld } from '../parts/Status';
import { atIds, StepForm } from '../parts/StepForm';
import { OUTCOMES, SAYS, WAYS } from './says-words';

const WHY: Readonly<Partial<Record<ReferralService, ContactPurpose>>> = {
  SHELTER: 'PLACE_OF_SAFETY',
  FORENSIC_EXAM: 'APPOINTMENT',
  MEDICAL_CARE: 'APPOINTMENT',
  SUPPORT: 'SUPPORT',
  PROTECTION_ORDER: 'PROTECTION_ORDER',
};

type Permission = ContactStartMutation['contactStart']['permission'];

/** An attempt that has begun and has no end yet; without a permission when somebody of the desk began it before, and what it said is not known here. */
export interface Attempt {
  readonly id: string;
  readonly channel: SafeContactChannel;
  readonly until: string;
  readonly startedAt?: string;
  readonly permission?: Permission;
}

interface Props {
  /** The referral: fields of two that are open on one page are told apart by it, also when both name the same person */
  readonly referral: string;
  readonly victim: string;
  /** Her record is not open to the desk any more; how an attempt ended is recorded all the same */
  readonly closed: boolean;
  readonly service: ReferralService;
  readonly zone: string;
  readonly doing: Doing;
  /** What has begun and has no end yet: it outlives the form, which may be left and opened again */
  readonly attempt: Attempt | null;
  readonly onBegun: (attempt: Attempt) => void;
  readonly onEnded: () => void;
  readonly onBack: () => void;
}

/** She is contacted as her rule allows, after the hub has said so, and what came of it is recorded. Her number is not shown before. */
export function Contact(props: Props) {
  const say = useSay();
  const { attempt } = props;
  const [mine, claim] = useState(false);
  return (
    <>
      <div role="status">{props.closed && <p class="govuk-inset-text">{say(SAYS.closed)}</p>}</div>
      {!attempt ? (
        <Start {...props} />
      ) : !attempt.permission && Date.parse(attempt.until) > hubNow() && !mine ? (
        <UnderWay {...props} attempt={attempt} onKnown={() => claim(true)} />
      ) : (
        <Ended {...props} attempt={attempt} />
      )}
    </>
  );
}

function Start({ referral, victim, service, doing, onBegun, onBack }: Props) {
  const say = useSay();
  const [channel, choose] = useState<SafeContactChannel>('PHONE');
  const field = `channel-${referral}`;
  async function start(idempotencyKey: string): Promise<readonly Problem[]> {
    const input = { idempotencyKey, victimId: victim, channel, purpose: WHY[service] ?? 'REFERRAL' };
    const { problems, data } = await stepAnswered(ContactStartDocument, { input });
    const begun = data?.contactStart;
    if (begun?.attempt) {
      onBegun({ ...begun.attempt, permission: begun.permission });
      return problems;
    }
    // one is under way, or was left open: how that ended is recorded first
    if (problems.some(({ code }) => code === 'WRONG_STATE')) {
      const left = await leftOpen(victim);
      if (left) {
        onBegun(left);
        // the field that was refused is gone
        return atIds(problems, {});
      }
    }
    return atIds(problems, { channel: field });
  }
  return (
    <StepForm
      doing={doing}
      submit={SAYS.mayI}
      label={SAYS.contact}
      onBack={onBack}
      onSubmit={() => {
        const idempotencyKey = doing.keyFor(JSON.stringify(['contact', victim, channel]));
        // that it is permitted, and for how long, is said by what opens: it would outlive the permission as a thing done
        void doing.run(() => start(idempotencyKey), null);
      }}
    >
      <OneOf
        field={field}
        legend={say(SAYS.how)}
        choices={Object.entries(WAYS).map(([value, text]) => ({ value, label: say(text) }))}
        value={channel}
        onChange={(value) => choose(value as SafeContactChannel)}
        problems={doing.problems}
      />
    </StepForm>
  );
}

/** The attempt of this desk that has no end yet: the latest are looked at first, because each look at one is a look at somebody. */
async function leftOpen(victim: string): Promise<Attempt | undefined> {
  let after: string | null | undefined = null;
  for (let page = 0; page < 5; page++) {
    const answer: Answer<ContactAttemptsQuery> = await ask(ContactAttemptsDocument, { first: 10, after });
    if ('fault' in answer) return undefined;
    const { edges, pageInfo }: ContactAttemptsQuery['contactAttempts'] = answer.data.contactAttempts;
    const left = edges.find(({ node }) => !node.outcome && node.victim?.id === victim);
    if (left || !pageInfo.hasNextPage) return left?.node;
    after = pageInfo.endCursor;
  }
  return undefined;
}

/** The end that the hub has of an attempt. */
async function endOf(id: string): Promise<ContactOutcome | null | undefined> {
  const answer = await ask(ContactAttemptDocument, { id });
  return 'fault' in answer ? undefined : answer.data.contactAttempt?.outcome;
}

interface EndedProps extends Props {
  readonly attempt: Attempt;
}

/** A colleague may be speaking with her this minute: nobody ends that by a slip, and whoever made the attempt can record at once what came of it. */
function UnderWay({ attempt, zone, doing, onKnown, onBack }: EndedProps & { readonly onKnown: () => void }) {
  return (
    <StepForm
      doing={doing}
      submit={SAYS.known}
      label={SAYS.contact}
      onBack={onBack}
      onSubmit={() => {
        doing.clear();
        onKnown();
      }}
    >
      <Begun attempt={attempt} zone={zone} />
    </StepForm>
  );
}

/** When an attempt of the desk began, and until when it was permitted. */
function Begun({ attempt: { startedAt, until }, zone }: { readonly attempt: Attempt; readonly zone: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  return (
    <p class="govuk-body">
      {startedAt && `${say(SAYS.began)}: ${at(startedAt)}`}
      <br />
      {say(SAYS.permittedUntil)}: {at(until)}
    </p>
  );
}

function Ended({ referral, victim, attempt, zone, doing, onEnded, onBack }: EndedProps) {
  const say = useSay();
  const { id, until, permission, channel } = attempt;
  const form = `contact-${referral}`;
  const [outcome, choose] = useState<ContactOutcome | null>(null);
  const [rule, answer] = useState<string | null>(null);
  const [ofEnd, ofRule] = [`end-of-${referral}`, `rule-of-${referral}`];
  const reached = outcome === 'REACHED_HER_SAFELY';
  const serious = outcome === 'UNSAFE' || outcome === 'SOMEBODY_ELSE_ANSWERED';
  const [hasAnother, setHasAnother] = useState(false);
  return (
    <StepForm
      id={form}
      doing={doing}
      submit={SAYS.record}
      label={SAYS.contact}
      onBack={hasAnother ? onEnded : onBack}
      onSubmit={() => {
        if (!outcome) return doing.refuse([{ text: SAYS.endMissing, field: ofEnd }]);
        if (reached && !rule) return doing.refuse([{ text: SAYS.ruleMissing, field: ofRule }]);
        const asked =
          rule === 'SAME' ? { ruleUnchanged: true } : { newRule: { channel: 'NONE' as const, leaveNoTrace: true } };
        const input = { attemptId: id, outcome, ...(reached ? asked : {}) };
        void doing.run(async () => {
          const problems = await step(ContactRecordDocument, { input });
          if (problems.length > 0 && !problems.every(({ code }) => code === 'WRONG_STATE')) return problems;
          // pressed again after its answer was lost, it has this end; by a colleague meanwhile, another one, which may be harmless: what would suspend her
          // rule is not put away then
          const stands = problems.length === 0 || (await endOf(id)) === outcome;
          if (stands || !serious) onEnded();
          else setHasAnother(true);
          return stands ? [] : problems;
        }, SAYS.recorded);
      }}
    >
      {permission ? (
        <Allowed victim={victim} form={form} channel={channel} until={until} permission={permission} />
      ) : (
        <Begun attempt={attempt} zone={zone} />
      )}
      <OneOf
        field={ofEnd}
        legend={say(SAYS.end)}
        choices={Object.entries(OUTCOMES).map(([value, text]) => ({ value, label: say(text) }))}
        value={outcome}
        onChange={(value) => choose(value as ContactOutcome)}
        problems={doing.problems}
      />
      {reached && (
        <OneOf
          field={ofRule}
          legend={say(SAYS.rule)}
          choices={[
            { value: 'SAME', label: say(SAYS.asNow) },
            { value: 'NONE', label: say(SAYS.notAtAll) },
          ]}
          value={rule}
          onChange={answer}
          problems={doing.problems}
        />
      )}
    </StepForm>
  );
}

interface AllowedProps {
  readonly victim: string;
  readonly form: string;
  readonly channel: SafeContactChannel;
  readonly until: string;
  readonly permission: NonNullable<Permission>;
}

/** Her number, and what is said and not left behind: for as long as it is allowed. */
function Allowed({ victim, form, channel, until, permission }: AllowedProps) {
  const { wording, codeName, leaveNoTrace } = permission;
  const say = useSay();
  useNow();
  const over = Date.parse(until) <= hubNow();
  useFocusKept(over, form);
  return (
    <>
      {!over && <Countdown until={until} label={SAYS.still} over={SAYS.stillOver} />}
      <div role="status">
        {over && (
          <p class="desk-countdown desk-countdown--little">
            <strong>{say(SAYS.stillOver)}</strong>
          </p>
        )}
      </div>
      {leaveNoTrace && <p class="desk-warning">{say(SAYS.noTrace)}</p>}
      <p class="govuk-body">
        {codeName && (
          <>
            {say(SAYS.word)}: <strong>{codeName}</strong>
            <br />
          </>
        )}
        {wording && `${say(SAYS.wording)}: «${wording}»`}
      </p>
      {!over && channel !== 'IN_PERSON' && <HerNumber victim={victim} form={form} scheme={SCHEMES[channel]} />}
    </>
  );
}

/** What a press on her number does. There is none for a messenger: which one is hers is not known, and a press must not ring her telephone. */
const SCHEMES: Readonly<Partial<Record<SafeContactChannel, string>>> = {
  PHONE: 'tel',
  SMS: 'sms',
  THROUGH_TRUSTED_PERSON: 'tel',
};

interface HerNumberProps {
  readonly victim: string;
  readonly form: string;
  readonly scheme: string | undefined;
}

function HerNumber({ victim, form, scheme }: HerNumberProps) {
  const look = useLook(ContactNumberDocument, { id: victim });
  useFocusKept(Boolean(look.data), form);
  if (!look.data) return <Looking look={look} />;
  const her = look.data.victim;
  const open = her?.sharing.some(({ category, state }) => category === 'CONTACT' && state === 'OPEN');
  const number = her?.safeContact?.number;
  return (
    <p class="govuk-body">
      {!number ? (
        <Withheld why={open ? SAYS.noNumber : SAYS.notShared} />
      ) : scheme ? (
        <a class="desk-call" href={`${scheme}:${number}`}>
          {number}
        </a>
      ) : (
        <strong>{number}</strong>
      )}
    </p>
  );
}
