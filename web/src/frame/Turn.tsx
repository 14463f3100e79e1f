import { useEffect, useRef, useState } from 'preact/hooks';
import { number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import type { Section } from './roles';

interface Props {
  readonly section: Section;
  readonly isHere: boolean;
  readonly onTurn: ((id: string) => void) | undefined;
}

const noCount = (): number | undefined => undefined;

/** Where a section is turned to, with how many things wait in it: that they have become more is said too, when nothing else is being said. */
export function Turn({ section: { id, title, useCount = noCount }, isHere, onTurn }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const count = useCount();
  const before = useRef(count);
  const [said, setSaid] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another language they have not become more
  useEffect(() => {
    if (count === undefined || count === before.current) return;
    if (before.current !== undefined)
      setSaid(count > before.current ? `${say(title)}: ${number(count, spoken)}` : null);
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
        {count !== undefined && count > 0 && <span class="desk-nav__count">{number(count, spoken)}</span>}
      </a>
      <span class="govuk-visually-hidden" role="status">
        {said}
      </span>
    </li>
  );
}
