import { AppointmentsByCodeDocument } from '../../generated/graphql';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { type Doing, noAnswer, type Problem } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { ByCode } from '../parts/ByCode';
import { stands } from './board';

const WORDS = {
  find: { kk: 'Кодпен табу', ru: 'Найти по коду', en: 'Find by a code' },
  said: { kk: 'Айтылған код', ru: 'Названный код', en: 'Code that was said' },
  none: {
    kk: 'Бұл кодпен жазба жоқ. Цифрларды қайта айтқызыңыз немесе «Келген» бөлімінен қараңыз.',
    ru: 'С этим кодом никто не записан. Попросите назвать цифры ещё раз или посмотрите во «Входящих».',
    en: 'Nobody is booked with this code. Have the digits read out again, or look under Received.',
  },
  found: { kk: 'Табылды.', ru: 'Найдено.', en: 'Found.' },
} satisfies Record<string, Text>;

interface Props {
  readonly clinic: string;
  readonly doing: Doing;
  readonly onFound: (appointment: { readonly id: string; readonly startsAt: string }) => void;
}

/** Whoever has come with a code that was read out: their appointment, on whatever day it is. */
export function FindByCode({ clinic, doing, onFound }: Props) {
  const say = useSay();
  async function seek(code: string): Promise<readonly Problem[]> {
    const answer = await ask(AppointmentsByCodeDocument, { code });
    if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
    const here = answer.data.appointments.edges.map(({ node }) => node).filter((each) => each.clinic.id === clinic);
    const found = here.filter((each) => stands(each, hubNow())).at(-1) ?? here.at(-1);
    if (!found) return [{ text: WORDS.none, field: 'code' }];
    onFound(found);
    return [];
  }
  return (
    <details class="desk-details">
      <summary>{say(WORDS.find)}</summary>
      <ByCode label={WORDS.said} doing={doing} seek={(code) => void doing.run(() => seek(code), WORDS.found)} />
    </details>
  );
}
