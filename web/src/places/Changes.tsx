import { type ShelterChanged, ShelterChangesDocument } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { EACH_MINUTE_MS, useLiveList } from '../hub/live';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Waiting } from '../parts/Status';
import { CHANGED, CHANGES } from './changes-words';

const WHAT = Object.keys(CHANGED) as (keyof typeof CHANGED)[];
const isOfThem = (what: ShelterChanged): what is keyof typeof CHANGED => what in CHANGED;

interface Props {
  readonly house: { readonly id: string; readonly zone: string };
  readonly staff: string;
}

/** Who has changed where they are met, and who answers: seen by whoever counts the places, as nobody looks for it. What it was and is, is not known here. */
export function Changes({ house, staff }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const asked = { shelter: house.id, what: WHAT, first: 5 };
  const { data, fault } = useLiveList(ShelterChangesDocument, asked, EACH_MINUTE_MS, 'first');
  if (!data) return <Waiting fault={fault} />;
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 class="govuk-heading-s" id="changes">
        {say(CHANGES.title)}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {data.map(({ id, what, staff: by, changedAt }) => (
          <li key={id}>
            {isOfThem(what) && say(CHANGED[what])}: {moment(changedAt, hubNow(), spoken, house.zone)},{' '}
            {by === staff ? say(CHANGES.you) : `${say(CHANGES.colleague)} ${by.slice(-4)}`}
          </li>
        ))}
      </ul>
      <p class="govuk-hint">{say(CHANGES.ask)}</p>
    </section>
  );
}
