import { AgenciesDocument } from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { useOnce } from '../hub/once';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Progress } from '../parts/Status';
import { Received } from './Received';
import { TITLE } from './title';

/** The section of those who are referred to, and refer nobody here themselves. */
export function Referrals({ zone, staff }: ScreenProps) {
  const say = useSay();
  const doing = useDoing();
  const agencies = useOnce(AgenciesDocument, { first: 100 });
  const nameOf = (id: string) => agencies.data?.agencies.edges.find(({ node }) => node.id === id)?.node.name;
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      <Received zone={zone} staff={staff} nameOf={nameOf} doing={doing} />
    </>
  );
}
