import { newer } from '../hub/version';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { useStore } from '../store';

/** Offered, never forced: whatever is half filled in would be lost, so the moment is chosen by whoever fills it in. */
export function NewVersion() {
  const say = useSay();
  const there = useStore(newer);
  return (
    <div role="status">
      {there && (
        <div class="desk-newer desk-width">
          <span>{say(W.newer)}</span>{' '}
          <button type="button" class="desk-link" onClick={() => location.reload()}>
            {say(W.loadNewer)}
          </button>
        </div>
      )}
    </div>
  );
}
