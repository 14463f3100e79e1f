import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { later } from '../frame/later';
import { NotLoaded } from '../frame/NotLoaded';
import type { ScreenProps } from '../frame/roles';
import type { Text } from '../language/language';
import { useSay } from '../language/language';
import { useStore } from '../store';
import { draft, isBegun, STEPS, type StepName, steppedBack } from './draft';
import { afterReport } from './later-steps';
import { Report } from './Report';
import type { StepProps } from './step-props';
import { CASE } from './words';

const SCREENS: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  report: Report,
  questions: later(async () => (await afterReport()).Questions),
  to: later(async () => (await afterReport()).To),
  read: later(async () => (await afterReport()).ReadOut),
  code: later(async () => (await afterReport()).Code),
};
const Correct = later(async () => (await afterReport()).Correct);
const TITLES: Readonly<Record<StepName, Text>> = {
  report: CASE.report,
  questions: CASE.questions,
  to: CASE.to,
  read: CASE.read,
  code: CASE.code,
};

/** One case from the report to the code, a step at a time. */
export function Case({ zone }: ScreenProps) {
  const say = useSay();
  const { step, incidentId } = useStore(draft);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  const [incomplete, setIncomplete] = useState(false);
  useEffect(() => {
    // better now than in the middle of a case
    afterReport().catch(() => setIncomplete(!isBegun()));
  }, []);
  useEffect(() => {
    addEventListener('popstate', steppedBack);
    return () => removeEventListener('popstate', steppedBack);
  }, []);
  useLayoutEffect(() => {
    if (before.current !== step) {
      title.current?.focus();
      scrollTo(0, 0);
    }
    before.current = step;
  }, [step]);
  if (incomplete) return <NotLoaded />;
  const Step = step === 'report' && incidentId ? Correct : SCREENS[step];
  const heading = (
    <>
      <p class="desk-where">
        {say(CASE.of)} {STEPS.indexOf(step) + 1}/{STEPS.length}
      </p>
      <h1 class="govuk-heading-l desk-title" tabIndex={-1} ref={title}>
        {say(TITLES[step])}
      </h1>
    </>
  );
  return <Step zone={zone} heading={heading} />;
}
