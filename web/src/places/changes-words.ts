import type { Text } from '../language/language';
import { WHERE_IS } from './where-is-words';

export const CHANGES = {
  title: { kk: 'Соңғы өзгерістер', ru: 'Последние изменения', en: 'Last changes' },
  ask: {
    kk: 'Ешкім білмейтін өзгеріс болса, бірден әкімшіге айтыңыз.',
    ru: 'Если о каком-то из них никто не знает, сразу скажите администратору.',
    en: 'If nobody knows of one of them, tell the administrator at once.',
  },
  you: { kk: 'сіз', ru: 'вы', en: 'you' },
  colleague: { kk: 'әріптес', ru: 'коллега', en: 'a colleague' },
} satisfies Record<string, Text>;

/** What brings them to somebody else when it is changed. */
export const CHANGED = {
  MEETING_POINT: WHERE_IS.meetingPoint,
  ADDRESS: WHERE_IS.address,
  INTAKE_PHONE: { kk: 'Қабылдау телефоны', ru: 'Телефон приёма', en: 'Intake telephone' },
} satisfies Record<string, Text>;
