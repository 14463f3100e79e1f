import { useState } from 'preact/hooks';
import type { Doing, Problem } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { Input } from '../parts/Fields';
import { VISIT } from './visit-words';
import { CALENDAR } from './words';

const IN_WORDS: Readonly<Record<string, Text>> = {
  localReference: VISIT.referenceWrong,
  referralCode: VISIT.codeWrong,
};

/** What the hub says of a reference or a code is for programs. */
export const inWords = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, text: IN_WORDS[problem.field ?? ''] ?? problem.text }));

interface KnownBy {
  readonly reference: string;
  readonly code: string;
}

/** By what an appointment is known at the clinic, and to who sent somebody. */
export function useKnownBy(doing: Doing) {
  const say = useSay();
  const [known, setKnown] = useState<KnownBy>({ reference: '', code: '' });
  const asInput = {
    localReference: known.reference.trim().toUpperCase() || null,
    referralCode: known.code.trim() || null,
  };
  const fields = (label: Text = CALENDAR.reference) => (
    <>
      <Input
        field="localReference"
        label={say(label)}
        hint={say(VISIT.referenceHint)}
        value={known.reference}
        onInput={(reference) => setKnown({ ...known, reference })}
        wide
        problems={doing.problems}
      />
      <Input
        field="referralCode"
        label={say(VISIT.code)}
        hint={say(VISIT.codeHint)}
        value={known.code}
        onInput={(code) => setKnown({ ...known, code })}
        numeric
        wide
        problems={doing.problems}
      />
    </>
  );
  return { asInput, fields };
}
