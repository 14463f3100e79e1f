import { useNameOf } from '../answers/name-of';
import type { ScreenProps } from '../frame/roles';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Progress } from '../parts/Status';
import { Received } from './Received';
import { TITLE } from './title';

/** The section of those who are referred to, and refer nobody here themselves. */
export function Referrals({ zone, agency, staff }: ScreenProps) {
  const say = useSay();
  const doing = useDoing();
  const nameOf = useNameOf();
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      <Received zone={zone} agency={agency} staff={staff} nameOf={nameOf} doing={doing} />
    </>
  );
}
