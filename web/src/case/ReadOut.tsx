import {
  AgencyDocument,
  type Category,
  type ConsentInterpreter,
  type ConsentLanguage,
  type ConsentWitness,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { useOnce } from '../hub/once';
import { noAnswer, type Problem, useDoing } from '../hub/step';
import { moment } from '../language/format';
import { LANGUAGE_NAMES, type Language, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf, SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Progress } from '../parts/Status';
import { useStore } from '../store';
import { NEXT, WITNESSES } from './after-report-words';
import { OPENED, READ_OUT, USED_FOR } from './consent-words';
import { change, draft, goTo, type Read } from './draft';
import { PURPOSES_OF, sendReferral, takeBack } from './sending';
import type { StepProps } from './step-props';
import { goesAlong } from './To';

const REFUSED = { NOTHING_SENT: NEXT.refused, TAKEN_BACK: NEXT.takenBack };

/** What she is asked, in her language, word for word what is then recorded; sent only when she has agreed. */
export function ReadOut({ zone, heading }: StepProps) {
  const say = useSay();
  const page = useLanguage();
  const now = useStore(draft);
  const { to, read } = now;
  const doing = useDoing();
  const hers: Language = read.language === 'other' ? page : read.language;
  const { data, fault } = useOnce(AgencyDocument, to.recipient ? { id: to.recipient } : null, hers);
  const name = data?.agency?.name ?? '';
  const set = (by: Partial<Read>) => change({ read: { ...draft.get().read, ...by } });
  const along = goesAlong(now);
  // that she was referred is told with it: she is asked for that too
  const opens: Category[] = [...along, 'REFERRAL'];
  const purposes = (to.service && PURPOSES_OF[to.service]) || [];
  const text = JSON.stringify([read.language, hers, to.recipient, name, to.service, opens, read.expiresAt]);
  // what was heard of another text is no answer to this one
  const { explained, witness } = read.text === text ? read : { explained: false, witness: null };
  const heard = (by: Partial<Read>) => set({ explained, witness, text, ...by });

  function problemsOf(): Problem[] {
    // without the name she would not know whom she agrees to
    if (!name) return [{ text: fault ? noAnswer(fault) : W.loading }];
    const found: Problem[] = [];
    if (read.language === 'other' && !read.interpreter)
      found.push({ text: NEXT.interpreterMissing, field: 'interpreter' });
    if (!witness) found.push({ text: NEXT.witnessMissing, field: 'witness' });
    if (!explained) found.push({ text: NEXT.explainedMissing, field: 'consequencesExplained' });
    return found;
  }

  async function refuses() {
    const refused = draft.get().asked ? 'TAKEN_BACK' : 'NOTHING_SENT';
    if (await doing.run(takeBack, REFUSED[refused])) set({ refused });
  }

  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const problems = problemsOf();
        if (problems.length > 0 || !to.recipient || !to.service || !to.urgency) return doing.refuse(problems);
        const referral = {
          recipient: to.recipient,
          recipientName: name,
          service: to.service,
          urgency: to.urgency,
          categories: along,
        };
        const consent = {
          purposes: [...purposes],
          categories: opens,
          expiresAt: read.expiresAt,
          provisional: true,
          form: 'ORAL_WITNESSED' as const,
          language: read.language,
          interpreter: read.language === 'other' ? read.interpreter! : ('NONE' as const),
          witnessed: true,
          witness,
          consequencesExplained: explained,
        };
        set({ refused: null });
        if (await doing.run(() => sendReferral(referral, consent), NEXT.sent)) goTo('code');
      }}
    >
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      {heading}
      <OneOf
        field="language"
        legend={say(NEXT.readIn)}
        choices={[
          ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
          { value: 'other', label: say(NEXT.otherLanguage) },
        ]}
        value={read.language}
        onChange={(language) => set({ language: language as ConsentLanguage })}
        problems={doing.problems}
      />
      {read.language === 'other' && (
        <OneOf
          field="interpreter"
          legend={say(NEXT.interpreter)}
          hint={say(NEXT.interpreterHint)}
          choices={[
            { value: 'PROFESSIONAL', label: say(NEXT.professional) },
            { value: 'STAFF_MEMBER', label: say(NEXT.staff) },
          ]}
          value={read.interpreter}
          onChange={(interpreter) => set({ interpreter: interpreter as ConsentInterpreter })}
          problems={doing.problems}
        />
      )}
      <h2 class="govuk-heading-s">{say(NEXT.readThis)}</h2>
      <div class="desk-read" lang={hers}>
        <p>{READ_OUT.decide[hers]}</p>
        <p>
          {READ_OUT.may[hers]} <strong>{name}</strong>?
        </p>
        <p>
          {READ_OUT.what[hers]} {opens.map((category) => OPENED[category]![hers]).join('; ')}.
        </p>
        <p>
          {READ_OUT.forWhat[hers]} {to.service && USED_FOR[to.service]![hers]}. {READ_OUT.nobodyElse[hers]}
        </p>
        <p>
          {READ_OUT.until[hers]} {moment(read.expiresAt, hubNow(), hers, zone)}. {READ_OUT.takeBack[hers]}
        </p>
        <p>
          <strong>{READ_OUT.question[hers]}</strong>
        </p>
      </div>
      <SomeOf
        field="consequencesExplained"
        legend={say(NEXT.confirm)}
        choices={[{ value: 'yes', label: say(NEXT.explained) }]}
        values={explained ? ['yes'] : []}
        onChange={(values) => heard({ explained: values.length > 0 })}
        problems={doing.problems}
      />
      <OneOf
        field="witness"
        legend={say(NEXT.witness)}
        choices={Object.entries(WITNESSES).map(([value, text]) => ({ value, label: say(text) }))}
        value={witness}
        onChange={(chosen) => heard({ witness: chosen as ConsentWitness })}
        problems={doing.problems}
      />
      <div role="status">{read.refused && <p class="desk-warning">{say(REFUSED[read.refused])}</p>}</div>
      {doing.busy && <Progress text={W.sending} />}
      <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy}>
        {say(NEXT.agrees)}
      </button>
      <button
        type="button"
        class="govuk-button govuk-button--secondary desk-wide"
        aria-disabled={doing.busy}
        onClick={() => void refuses()}
      >
        {say(NEXT.refuses)}
      </button>
      <button type="button" class="desk-link" onClick={() => goTo('to')}>
        {say(W.back)}
      </button>
    </form>
  );
}
