import { useRef } from 'preact/hooks';
import {
  EvidenceClockDocument,
  type EvidenceViolenceKind,
  type InjuryKind,
  type ViolenceKind,
} from '../../generated/graphql';
import { useOnce } from '../hub/once';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallLine } from '../parts/CallLine';
import { CASE } from './words';

/** What leaves something on her that an examiner may find. */
const LEAVES_TRACES: readonly ViolenceKind[] = ['PHYSICAL', 'SEXUAL', 'STRANGULATION'];

interface Hurt {
  readonly violence: readonly ViolenceKind[];
  readonly injuries: readonly InjuryKind[];
  readonly lastContactAt: string | null;
}

/**
 * Her life and health first, and what time does to evidence, as one sentence and a picture. No hours: an officer who reads "too late" does not go. The
 * sentence and the number of the ambulance are there whether or not the hub can be reached. In brief where it was said already.
 */
export function Health({ violence, injuries, lastContactAt, brief }: Hurt & { readonly brief?: boolean }) {
  const say = useSay();
  const traces = LEAVES_TRACES.filter((each) => violence.includes(each)) as EvidenceViolenceKind[];
  const hurt = traces.length > 0 || injuries.length > 0;
  const { data, fault } = useOnce(
    EvidenceClockDocument,
    hurt ? { input: { violence: traces, injuries: [...injuries], lastContactAt } } : null,
  );
  // what was said holds until there is something newer to say
  const last = useRef(data);
  if (data || !hurt) last.current = data;
  const clock = last.current?.evidenceClock;
  const [, ...keep] = clock?.advice ?? [];
  return (
    <div role="status">
      {hurt && (
        <section class="desk-first">
          {clock?.emergencyCareFirst && (
            <p class="govuk-body">
              <strong>{clock.emergencyAdvice}</strong>
            </p>
          )}
          {(clock?.emergencyCareFirst || fault !== undefined) && (
            <p class="desk-calls">
              <CallLine number={clock?.emergencyNumber ?? '103'} />
            </p>
          )}
          {clock?.emergencyCareFirst && !brief && (
            <ul class="govuk-list govuk-list--bullet">
              {clock.emergencyReasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          <div class="desk-first__now">
            <GoNow />
            <p>{clock?.advice[0] ?? say(CASE.goNow)}</p>
          </div>
          {keep.length > 0 && !brief && (
            <details class="desk-details">
              <summary>{say(CASE.moreAdvice)}</summary>
              <ul class="govuk-list govuk-list--bullet">
                {keep.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </details>
          )}
          {!clock && fault !== undefined && <p class="govuk-hint">{say(W.noConnection)}</p>}
        </section>
      )}
    </div>
  );
}

/** A clock of which a part has passed, and the way to who can still help. */
function GoNow() {
  return (
    <svg class="desk-first__picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle cx="24" cy="32" r="21" fill="#fff" stroke="#a32a1c" stroke-width="4" />
      <path d="M24 32 V11 A21 21 0 0 1 42 43 Z" fill="#a32a1c" opacity="0.3" />
      <path d="M24 18 V32 L33 38" fill="none" stroke="#12212b" stroke-width="4" stroke-linecap="round" />
      <path d="M46 32 H61 M54 25 L61 32 L54 39" fill="none" stroke="#a32a1c" stroke-width="5" stroke-linecap="round" />
    </svg>
  );
}
