import type { Doing, Problem } from '../hub/step';
import type { Text } from '../language/language';

const STANDS: Text = {
  kk: 'Бұл бұрын сұралған, жоғарыда тұр. Басқа адам үшін болса, қайта басыңыз.',
  ru: 'Это запрошено раньше и стоит выше. Если это для другого человека, нажмите ещё раз.',
  en: 'This was asked for before and stands above. For somebody else, press again.',
};
const OVER: Text = {
  kk: 'Бұл сұрау енді күшінде емес. Қайта басыңыз немесе басқасын таңдаңыз.',
  ru: 'Этот запрос уже не действует. Нажмите ещё раз или выберите другое.',
  en: 'This request no longer stands. Press again, or choose another.',
};

/**
 * Under the key of what was asked for before, when its answer was lost, the hub says what became of that: when it has ended it is not said to stand, and
 * when it was in the list already, nothing is asked for now, and the next one may be for somebody else.
 * @param stands the id of what was answered, null when it has ended
 * @param shown ids of the list as it was before
 */
export function unlessEarlier(
  doing: Doing,
  intention: string,
  stands: string | null | undefined,
  shown: readonly string[],
): readonly Problem[] {
  if (stands && !shown.includes(stands)) return [];
  doing.forget(intention);
  return [{ text: stands ? STANDS : OVER }];
}
