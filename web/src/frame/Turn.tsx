import { useEffect, useRef, useState } from 'preact/hooks';
import { number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import type { Section } from './roles';

interface Props {
  readonly section: Section;
  readonly isHere: boolean;
  readonly onTurn: ((id: string) => void) | undefined;
}

const noCount = () => undefined;

/** Where a section is turned to, with how many things wait in it: that they have become more is said too, when nothing else is being said. */
export function Turn({ section: { id, title, useCount = noCount }, isHere, onTurn }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const count = useCount() ?? 0;
  const before = useRef(0);
  const [more, setMore] = useState(false);
  useEffect(() => {
    if (count !== before.current) setMore(count > before.current);
    before.current = count;
  }, [count]);
  return (
    <li>
      <a
        class="desk-nav__item"
        href={`#${id}`}
        aria-current={isHere ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault();
          if (!isHere) onTurn?.(id);
        }}
      >
        {say(title)}
        {count > 0 && <span class="desk-nav__count">{number(count, spoken)}</span>}
      </a>
      <span class="govuk-visually-hidden" role="status">
        {more && `${say(title)}: ${number(count, spoken)}`}
      </span>
    </li>
  );
}
