import { useSay } from '../language/language';
import { W } from '../language/words';
import { loadAnew } from './screens';

/** A part of the page could not be fetched, and the one thing to do about it. */
export function NotLoaded() {
  const say = useSay();
  return (
    <>
      <div role="alert">
        <h1 class="govuk-heading-m">{say(W.notLoaded)}</h1>
      </div>
      <button type="button" class="govuk-button" onClick={() => void loadAnew()}>
        {say(W.again)}
      </button>
    </>
  );
}
