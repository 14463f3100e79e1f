import { useSay } from '../language/language';
import { PLACES } from './words';

interface Props {
  readonly houses: readonly { readonly id: string; readonly name: string }[];
  readonly house: string;
  readonly onChoose: (id: string) => void;
}

/** Which of several houses; nothing is asked where there is one. */
export function ChooseHouse({ houses, house, onChoose }: Props) {
  const say = useSay();
  if (houses.length < 2) return null;
  return (
    <label class="govuk-form-group desk-field">
      <span class="govuk-label govuk-label--s">{say(PLACES.house)}</span>
      <select class="govuk-select" value={house} onChange={(event) => onChoose(event.currentTarget.value)}>
        {houses.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
