import { hubNow } from '../hub/connection';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { Some } from './Some';

interface Props {
  readonly title: Text;
  readonly before: readonly {
    readonly id: string;
    readonly since: string;
    readonly what: string;
    readonly became: string;
    readonly why?: string;
  }[];
  readonly zone: string;
}

/** What was asked for, and what became of it: a request to which nobody answered does not vanish. */
export function Before({ title, before, zone }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  if (before.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{say(title)}</h3>
      <Some>
        {before.map(({ id, since, what, became, why }) => (
          <li class="desk-card" key={id}>
            <p class="govuk-body">
              {moment(since, hubNow(), spoken, zone)} · {what}
              <br />
              <strong>{became}</strong> {why}
            </p>
          </li>
        ))}
      </Some>
    </>
  );
}
