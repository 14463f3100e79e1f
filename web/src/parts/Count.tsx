import { number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';

/** A small number, one tap each way. */
export function Count(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const say = useSay();
  const spoken = useLanguage();
  const { label, value, least, most, onChange } = props;
  const step = (to: number, mark: string, what: string) => (
    <button
      type="button"
      class="desk-step"
      aria-label={`${what}: ${label}`}
      // not `disabled`: the focus would be lost at the last one
      aria-disabled={to < least || to > most}
      onClick={() => to >= least && to <= most && onChange(to)}
    >
      <span aria-hidden="true">{mark}</span>
    </button>
  );
  return (
    <div class="desk-number">
      <span class="govuk-label govuk-label--s">{label}</span>
      <div class="desk-count__steps">
        {step(value - 1, '−', say(W.fewer))}
        <output class="desk-count__free" aria-live="polite">
          <strong>{number(value, spoken)}</strong>
        </output>
        {step(value + 1, '+', say(W.more))}
      </div>
    </div>
  );
}
