import type { BedChildSex } from '../../generated/graphql';
import { useSay } from '../language/language';
import { SomeOf } from '../parts/Chips';
import { Count } from '../parts/Count';
import type { Who } from './who';
import { WHO } from './words';

const NEEDS = ['wheelchair', 'pets', 'minor'] as const;

interface Props {
  readonly who: Who;
  readonly onChange: (by: Partial<Who>) => void;
  /** Id of the stay of those who are there already: how long is not asked then, nor whether an adult is a minor */
  readonly of?: string;
}

/** Who comes, how long, and what decides whether a room fits. */
export function WhoComes({ who, onChange, of }: Props) {
  const say = useSay();
  const { children } = who;
  const needs = NEEDS.filter((each) => !of || each !== 'minor');
  const add = (sex: BedChildSex, words: string) => (
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      aria-disabled={children.length >= 10}
      onClick={() => children.length < 10 && onChange({ children: [...children, { age: 5, sex }] })}
    >
      {words}
    </button>
  );
  return (
    <>
      <Count
        label={say(WHO.adults)}
        value={who.adults}
        least={1}
        most={10}
        onChange={(adults) => onChange({ adults })}
      />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{say(WHO.children)}</legend>
        {children.map(({ age, sex }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two children may be of one age and sex
          <div class="desk-child" key={i}>
            <Count
              label={`${say(sex === 'FEMALE' ? WHO.girl : WHO.boy)}, ${say(WHO.age)}`}
              value={age}
              least={0}
              most={17}
              onChange={(years) =>
                onChange({ children: children.map((child, n) => (n === i ? { sex, age: years } : child)) })
              }
            />
            <button
              type="button"
              class="desk-link"
              aria-label={`${say(WHO.remove)}: ${say(sex === 'FEMALE' ? WHO.girl : WHO.boy)}, ${age}`}
              onClick={() => onChange({ children: children.filter((_, n) => n !== i) })}
            >
              {say(WHO.remove)}
            </button>
          </div>
        ))}
        <div class="desk-buttons desk-narrow">
          {add('FEMALE', say(WHO.addGirl))}
          {add('MALE', say(WHO.addBoy))}
        </div>
      </fieldset>
      {!of && (
        <Count
          label={say(WHO.nights)}
          value={who.nights}
          least={1}
          most={180}
          onChange={(nights) => onChange({ nights })}
        />
      )}
      <SomeOf
        field={of ? `needs-${of}` : 'needs'}
        legend={say(WHO.needs)}
        choices={needs.map((each) => ({ value: each, label: say(WHO[each]) }))}
        values={needs.filter((each) => who[each])}
        onChange={(values) => onChange(Object.fromEntries(needs.map((each) => [each, values.includes(each)])))}
        problems={[]}
      />
    </>
  );
}

/** Apart, because it is seldom so. */
export function Men({ who, onChange }: Omit<Props, 'of'>) {
  const say = useSay();
  return (
    <Count
      label={say(WHO.men)}
      value={Math.min(who.adultMen, who.adults)}
      least={0}
      most={who.adults}
      onChange={(adultMen) => onChange({ adultMen })}
    />
  );
}
