import type { BedChildSex, BedPlacesQuery } from '../../generated/graphql';
import { useSay } from '../language/language';
import { SPOKEN } from '../language/spoken';
import { SomeOf } from '../parts/Chips';
import { Count } from '../parts/Count';
import { Select } from '../parts/Fields';
import { inGroups } from '../parts/Spoken';
import { useStore } from '../store';
import { wish, wishFor } from './wish';
import { BEDS } from './words';

interface Props {
  readonly places: BedPlacesQuery;
  readonly regionCode: string;
  /** The code of the case that is open, empty until it is sent; null when there is none */
  readonly ofCase: string | null;
  readonly busy: boolean;
  readonly onFind: () => void;
}

const NEEDS = ['wheelchair', 'pets', 'minor'] as const;

/** Who comes, for how long, and where it must not be. */
export function WishForm({ places, regionCode, ofCase, busy, onFind }: Props) {
  const say = useSay();
  const now = useStore(wish);
  const { children } = now;
  const districts = places.bedRegions.find(({ code }) => code === regionCode)?.districts ?? [];
  const add = (sex: BedChildSex, words: string) => (
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      aria-disabled={children.length >= 10}
      onClick={() => children.length < 10 && wishFor({ children: [...children, { age: 5, sex }] })}
    >
      {words}
    </button>
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onFind();
      }}
    >
      {ofCase !== null && (
        <SomeOf
          field="whom"
          legend={say(BEDS.whom)}
          hint={say(BEDS.ofCaseHint)}
          choices={[{ value: 'case', label: <span>{[say(BEDS.ofCase), ' ', inGroups(ofCase)]}</span> }]}
          values={now.forAnother ? [] : ['case']}
          onChange={(values) => wishFor({ forAnother: values.length === 0 })}
          problems={[]}
        />
      )}
      <Count
        label={say(BEDS.adults)}
        value={now.adults}
        least={1}
        most={10}
        onChange={(adults) => wishFor({ adults })}
      />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(BEDS.children)}</legend>
        {children.map(({ age, sex }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two children may be of one age and sex
          <div class="desk-child" key={i}>
            <Count
              label={`${say(sex === 'FEMALE' ? BEDS.girl : BEDS.boy)}, ${say(BEDS.age)}`}
              value={age}
              least={0}
              most={17}
              onChange={(years) =>
                wishFor({ children: children.map((child, n) => (n === i ? { sex, age: years } : child)) })
              }
            />
            <button
              type="button"
              class="desk-link"
              aria-label={`${say(BEDS.remove)}: ${say(sex === 'FEMALE' ? BEDS.girl : BEDS.boy)}, ${age}`}
              onClick={() => wishFor({ children: children.filter((_, n) => n !== i) })}
            >
              {say(BEDS.remove)}
            </button>
          </div>
        ))}
        <div class="desk-buttons desk-narrow">
          {add('FEMALE', say(BEDS.addGirl))}
          {add('MALE', say(BEDS.addBoy))}
        </div>
      </fieldset>
      <Count
        label={say(BEDS.nights)}
        value={now.nights}
        least={1}
        most={180}
        onChange={(nights) => wishFor({ nights })}
      />
      <SomeOf
        field="needs"
        legend={say(BEDS.needs)}
        choices={[
          { value: 'wheelchair', label: say(BEDS.wheelchair) },
          { value: 'pets', label: say(BEDS.pets) },
          { value: 'minor', label: say(BEDS.minor) },
        ]}
        values={NEEDS.filter((each) => now[each])}
        onChange={(values) => wishFor(Object.fromEntries(NEEDS.map((each) => [each, values.includes(each)])))}
        problems={[]}
      />
      <Select
        field="regionCode"
        label={say(BEDS.region)}
        choices={places.regions.map(({ code, name }) => ({ value: code, label: name }))}
        value={regionCode}
        onChange={(chosen) => wishFor({ regionCode: chosen, avoid: [] })}
        problems={[]}
      />
      <details class="desk-details">
        <summary>{say(BEDS.more)}</summary>
        <Count
          label={say(BEDS.men)}
          value={Math.min(now.adultMen, now.adults)}
          least={0}
          most={now.adults}
          onChange={(adultMen) => wishFor({ adultMen })}
        />
        <SomeOf
          field="languages"
          legend={say(BEDS.languages)}
          hint={say(BEDS.languagesHint)}
          choices={Object.entries(SPOKEN).map(([value, name]) => ({ value, label: <span lang={value}>{name}</span> }))}
          values={now.languages}
          onChange={(languages) => wishFor({ languages })}
          problems={[]}
        />
        {districts.length > 0 && (
          <SomeOf
            field="avoid"
            legend={say(BEDS.avoid)}
            hint={say(BEDS.avoidHint)}
            choices={districts.map(({ code, name }) => ({ value: code, label: name }))}
            values={now.avoid}
            onChange={(avoid) => wishFor({ avoid })}
            problems={[]}
          />
        )}
      </details>
      <button type="submit" class="govuk-button desk-wide" aria-disabled={busy}>
        {say(BEDS.find)}
      </button>
    </form>
  );
}
