import { useState } from 'preact/hooks';
import type { BedPlacesQuery } from '../../generated/graphql';
import { Men, WhoComes } from '../household/WhoComes';
import { useSay } from '../language/language';
import { SPOKEN } from '../language/spoken';
import { SomeOf } from '../parts/Chips';
import { Select } from '../parts/Fields';
import { inGroups } from '../parts/Spoken';
import { useStore } from '../store';
import { wish, wishAnew, wishFor } from './wish';
import { BEDS } from './words';

interface Props {
  readonly places: BedPlacesQuery;
  readonly regionCode: string;
  /** The code of the case that is open, empty until it is sent; null when there is none */
  readonly ofCase: string | null;
  readonly busy: boolean;
  readonly onFind: () => void;
}

/** Who comes, for how long, and where it must not be. */
export function WishForm({ places, regionCode, ofCase, busy, onFind }: Props) {
  const say = useSay();
  const now = useStore(wish);
  // what was chosen for an earlier search is in this one too, and is seen
  const [more] = useState(now.adultMen > 0 || now.languages.length > 0 || now.avoid.length > 0);
  const districts = places.bedRegions.find(({ code }) => code === regionCode)?.districts ?? [];
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
          onChange={(values) => {
            // what was said of one is not said of the other
            wishAnew();
            wishFor({ forAnother: values.length === 0, regionCode: now.regionCode });
          }}
          problems={[]}
        />
      )}
      <WhoComes who={now} onChange={wishFor} />
      <Select
        field="regionCode"
        label={say(BEDS.region)}
        choices={places.regions.map(({ code, name }) => ({ value: code, label: name }))}
        value={regionCode}
        onChange={(chosen) => wishFor({ regionCode: chosen, avoid: [] })}
        problems={[]}
      />
      <details class="desk-details" open={more}>
        <summary>{say(BEDS.more)}</summary>
        <Men who={now} onChange={wishFor} />
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
