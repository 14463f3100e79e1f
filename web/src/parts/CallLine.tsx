import { behind, connection } from '../hub/connection';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { useStore } from '../store';

export function CallLine({ number }: { readonly number: string }) {
  const say = useSay();
  return (
    <a class="desk-call" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      {say(W.call)} {number}
    </a>
  );
}

/** While the hub does not answer, or a part of it: the two numbers by which the same can be done. */
export function CallInstead() {
  const say = useSay();
  const { up } = useStore(connection);
  const waiting = useStore(behind);
  if (up && waiting.length === 0) return null;
  return (
    <section aria-label={say(W.callInstead)}>
      <p class="govuk-body">
        <strong>{say(W.callInstead)}</strong>
      </p>
      <p class="desk-calls">
        <CallLine number="102" />
        <CallLine number="150" />
      </p>
    </section>
  );
}
