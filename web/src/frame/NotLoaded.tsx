import { useSay } from '../language/language';
import { W } from '../language/words';

/** A part of the page could not be fetched, and the one thing to do about it. */
export function NotLoaded({ onAgain }: { readonly onAgain: () => void }) {
  const say = useSay();
  return (
    <>
      <div role="alert">
        <h1 class="govuk-heading-m">{say(W.notLoaded)}</h1>
      </div>
      <button type="button" class="govuk-button" onClick={onAgain}>
        {say(W.again)}
      </button>
    </>
  );
}
