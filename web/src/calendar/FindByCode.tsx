import { useState } from 'preact/hooks';
import { AppointmentsByCodeDocument, type AppointmentsByCodeQuery } from '../../generated/graphql';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, noAnswer, type Problem } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { ByCode } from '../parts/ByCode';
import { digitsFit } from '../parts/check-digit';
import { isLive, stands } from './board';
import { CALENDAR, KINDS, STATES } from './words';

const WORDS = {
  find: { kk: 'Кодпен табу', ru: 'Найти по коду', en: 'Find by a code' },
  said: { kk: 'Айтылған код', ru: 'Названный код', en: 'Code that was said' },
  none: {
    kk: 'Бұл кодпен жазба жоқ. Цифрларды қайта айтқызыңыз немесе «Келген» бөлімінен қараңыз.',
    ru: 'С этим кодом никто не записан. Попросите назвать цифры ещё раз или посмотрите во «Входящих».',
    en: 'Nobody is booked with this code. Have the digits read out again, or look under Received.',
  },
  misheard: {
    kk: 'Цифрлар сәйкес келмейді: біреуі қате естілген. Кодты қайта айтқызыңыз.',
    ru: 'Цифры не сходятся: одна расслышана неверно. Попросите назвать код ещё раз.',
    en: 'The digits do not fit: one was misheard. Have the code read out again.',
  },
  several: {
    kk: 'Бұл кодпен бірнеше жазба бар. Қайсысы екенін таңдаңыз.',
    ru: 'С этим кодом несколько записей. Выберите нужную.',
    en: 'More than one time has this code. Choose which it is.',
  },
  found: { kk: 'Табылды.', ru: 'Найдено.', en: 'Found.' },
} satisfies Record<string, Text>;

interface Props {
  readonly clinic: string;
  readonly zone: string;
  readonly doing: Doing;
  readonly onFound: (appointment: Booked) => void;
}

type Booked = NodeOf<AppointmentsByCodeQuery['appointments']>;

/**
 * Whoever has come with a code that was read out: their appointment, on whatever day it is. More than one may have it, such as a time and the one that it is being moved to: which
 * it is, the desk chooses.
 */
export function FindByCode({ clinic, zone, doing, onFound }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [several, show] = useState<readonly Booked[]>([]);
  async function seek(code: string): Promise<readonly Problem[]> {
    show([]);
    if (!digitsFit(code)) return [{ text: WORDS.misheard, field: 'code' }];
    const answer = await ask(AppointmentsByCodeDocument, { code });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    const here = answer.data.appointments.edges.map(({ node }) => node).filter((each) => each.clinic.id === clinic);
    const [first, ...others] = choiceOf(here, hubNow());
    if (!first) return [{ text: WORDS.none, field: 'code' }];
    if (others.length === 0) onFound(first);
    else show([first, ...others]);
    return [];
  }
  return (
    <details class="desk-details">
      <summary>{say(WORDS.find)}</summary>
      <ByCode label={WORDS.said} doing={doing} seek={(code) => void doing.run(() => seek(code), WORDS.found)} />
      {several.length > 0 && (
        <div id="several">
          <p class="govuk-body">{say(WORDS.several)}</p>
          <ul class="desk-cards">
            {several.map((each) => (
              <li key={each.id} class="desk-card">
                <button
                  type="button"
                  class="desk-row"
                  onClick={() => {
                    show([]);
                    onFound(each);
                  }}
                >
                  <strong>
                    {moment(each.startsAt, hubNow(), spoken, zone)} · {each.localReference ?? say(CALENDAR.noReference)}
                  </strong>
                  <span>{say(KINDS[each.kind])}</span>
                  <span class={`govuk-tag desk-state desk-state--${each.state.toLowerCase()}`}>
                    {say(STATES[each.state])}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

/** All that stand, those that are not over first and of them the nearest to now; when none stands, the one that is nearest. */
function choiceOf(here: readonly Booked[], now: number): readonly Booked[] {
  const away = ({ startsAt }: Booked) => Math.abs(Date.parse(startsAt) - now);
  const near = [...here].sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || away(a) - away(b));
  const standing = near.filter((each) => stands(each, now));
  return standing.length > 0 ? standing : near.slice(0, 1);
}
