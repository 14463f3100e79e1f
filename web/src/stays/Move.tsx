import { BedTransferDocument, type BedTransfersDueQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { type Doing, step } from '../hub/step';
import { day } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { UNIT_KINDS } from '../places/words';
import { STAYS } from './words';

interface Props {
  readonly move: NodeOf<BedTransfersDueQuery['bedTransfersDue']>;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** A guest whose quarantine is over, and the unit that fits. */
export function Move({ move: { placement, unitId, unitKind, dueOn }, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const name = `move-${placement.id}`;
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name}>
        {placement.guestReference ?? day(dueOn, spoken)}
      </h3>
      {unitId && unitKind ? (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={async () => {
              const input = {
                holdId: placement.id,
                expectedVersion: placement.version,
                idempotencyKey: doing.keyFor(`move ${placement.id} ${placement.version}`),
                unitId,
              };
              await doing.run(() => step(BedTransferDocument, { input }), STAYS.moved, reload);
            }}
          >
            {say(STAYS.moveTo)}: {say(UNIT_KINDS[unitKind])}
          </button>
        </div>
      ) : (
        <p class="govuk-body">{say(STAYS.noFit)}</p>
      )}
    </li>
  );
}
