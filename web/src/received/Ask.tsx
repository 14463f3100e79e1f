import { useState } from 'preact/hooks';
import { type Category, ReferralAskDocument, type ReferralQuestionKind } from '../../generated/graphql';
import { PARTS } from '../answers/words';
import { type Doing, step } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { OneOf, SomeOf } from '../parts/Chips';
import { StepForm } from '../parts/StepForm';
import type { Referral, Send } from './Card';
import { RECEIVED, TO_ASK } from './words';

/** What may be asked for, of what the sender holds. */
const OF_HERS = ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'RISK'] as const satisfies readonly Category[];

interface Props {
  readonly referral: Referral;
  readonly doing: Doing;
  readonly send: Send;
  readonly onBack: () => void;
}

/** One question to the sender, in no words about her. */
export function Ask({ referral: { id, version, victim }, doing, send, onBack }: Props) {
  const say = useSay();
  const [question, choose] = useState<ReferralQuestionKind | null>(null);
  const [parts, choosePart] = useState<readonly string[]>([]);
  const [field, ofParts] = [`ask-${id}`, `parts-${id}`];
  // of one who is not named there is no record
  const kinds = Object.entries(TO_ASK).filter(([kind]) => kind !== 'MORE_OF_HER_RECORD' || victim);
  const more = question === 'MORE_OF_HER_RECORD';
  return (
    <StepForm
      doing={doing}
      submit={RECEIVED.ask}
      onBack={onBack}
      onSubmit={() => {
        if (!question) return doing.refuse([{ text: RECEIVED.whatMissing, field }]);
        if (more && parts.length === 0) return doing.refuse([{ text: RECEIVED.partsMissing, field: ofParts }]);
        const asked = { question, categories: more ? ([...parts].sort() as Category[]) : null };
        const idempotencyKey = doing.keyFor(JSON.stringify(['ask', id, version, asked]));
        const input = { idempotencyKey, referralId: id, expectedVersion: version, ...asked };
        void send(() => step(ReferralAskDocument, { input }), RECEIVED.asked);
      }}
    >
      <OneOf
        field={field}
        legend={say(RECEIVED.what)}
        choices={kinds.map(([value, text]) => ({ value, label: say(text) }))}
        value={question}
        onChange={(value) => choose(value as ReferralQuestionKind)}
        problems={doing.problems}
      />
      {more && (
        <SomeOf
          field={ofParts}
          legend={say(RECEIVED.parts)}
          choices={OF_HERS.map((value) => ({ value, label: say(PARTS[value] as Text) }))}
          values={parts}
          onChange={choosePart}
          problems={doing.problems}
        />
      )}
    </StepForm>
  );
}
