import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Purpose } from '../../generated/graphql';
import { behind, connection } from '../hub/connection';
import { told } from '../hub/events';
import { time } from '../language/format';
import { LANGUAGE_NAMES, LANGUAGES, language, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { purpose, signOut } from '../session/session';
import { useStore } from '../store';
import { NewVersion } from './NewVersion';
import { PURPOSES, type Section } from './roles';
import { Turn } from './Turn';

interface Props {
  readonly name: string;
  readonly signedIn?: boolean;
  readonly sections?: readonly Section[];
  readonly section?: string;
  readonly onSection?: (id: string) => void;
  /** Another purpose is asked for; left out where there is no other */
  readonly onPurpose?: () => void;
  readonly children: ComponentChildren;
}

/** What is around every page: its name, the language, the purpose, the connection, the sections, and the way out. */
export function Frame({ name, signedIn, sections, section, onSection, onPurpose, children }: Props) {
  const say = useSay();
  const content = useRef<HTMLElement>(null);
  const before = useRef(section);
  useLayoutEffect(() => {
    // another section: whoever listens hears its heading, whoever sees begins at its top
    if (before.current !== undefined && section !== before.current) {
      content.current?.focus();
      scrollTo(0, 0);
    }
    before.current = section;
  }, [section]);
  return (
    <>
      <button type="button" class="govuk-skip-link" onClick={() => content.current?.focus()}>
        {say(W.skip)}
      </button>
      <header>
        <div class="desk-header">
          <div class="desk-width desk-header__row">
            <span class="desk-name">{name}</span>
            <Languages />
            {signedIn && (
              <button type="button" class="desk-link desk-link--inverse" onClick={() => void signOut()}>
                {say(W.signOut)}
              </button>
            )}
          </div>
        </div>
        {signedIn && <StatusLine onPurpose={onPurpose} />}
        {signedIn && <NewVersion />}
      </header>
      {sections && (
        <nav class="desk-nav" aria-label={say(W.sections)}>
          <ul class="desk-width desk-nav__list">
            {sections.map((each) => (
              <Turn key={each.id} section={each} isHere={each.id === section} onTurn={onSection} />
            ))}
          </ul>
        </nav>
      )}
      <main class="desk-width desk-main" id="content" tabIndex={-1} ref={content}>
        {children}
      </main>
    </>
  );
}

function Languages() {
  const say = useSay();
  const now = useLanguage();
  return (
    <select
      class="desk-select"
      aria-label={say(W.language)}
      value={now}
      onChange={(event) => language.choose(event.currentTarget.value)}
    >
      {LANGUAGES.map((each) => (
        <option key={each} value={each} lang={each}>
          {LANGUAGE_NAMES[each]}
        </option>
      ))}
    </select>
  );
}

/** For what this is done, and whether the hub is there: on every page. */
function StatusLine({ onPurpose }: Pick<Props, 'onPurpose'>) {
  const say = useSay();
  const spoken = useLanguage();
  const stated = useStore(purpose);
  const { up, heardAt } = useStore(connection);
  const waiting = useStore(behind);
  const isNow = up && waiting.length === 0;
  const ages = [...waiting.map(({ since }) => since), up ? undefined : heardAt].filter((at) => at !== undefined);
  const late = useStore(told) === 'late';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <div class="desk-status">
      <div class="desk-width desk-status__row">
        {stated && (
          <span>
            {say(W.purpose)}: <strong>{say(PURPOSES[stated as Purpose])}</strong>{' '}
            {onPurpose && (
              <button
                type="button"
                class="desk-link"
                id="change-purpose"
                aria-label={`${say(W.change)}: ${say(W.purpose)}`}
                onClick={onPurpose}
              >
                {say(W.change)}
              </button>
            )}
          </span>
        )}
        <span class={isNow ? 'desk-up' : 'desk-down'} role="status">
          {isNow && say(late ? W.connectedLate : W.connected)}
          {!isNow && say(up ? W.notUpToDate : W.noConnection)}
          {ages.length > 0 && `. ${say(W.asOf)} ${time(Math.min(...ages), spoken, timeZone)}`}
        </span>
      </div>
    </div>
  );
}
