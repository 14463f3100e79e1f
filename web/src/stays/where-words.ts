import type { ShelterAddressPart } from '../../generated/graphql';
import type { Text } from '../language/language';

export const WHERE = {
  title: { kk: 'Қайда келу керек', ru: 'Куда ехать', en: 'Where to come' },
  what: { kk: 'Не айтылады?', ru: 'Что сообщить?', en: 'What is to be told?' },
  another: {
    kk: 'Басқаша немесе басқаға айту',
    ru: 'Сообщить другое или другому',
    en: 'Tell something else, or somebody else',
  },
  to: { kk: 'Кімге?', ru: 'Кому?', en: 'To whom?' },
  escort: { kk: 'Ертіп келе жатқан бір адамға', ru: 'Одному сопровождающему', en: 'One person who brings them' },
  byVoice: { kk: 'Өзіне, телефонмен', ru: 'Ей самой, по телефону', en: 'Herself, by telephone' },
  escortCode: { kk: 'Ертушінің коды', ru: 'Код сопровождающего', en: 'Code of that person' },
  escortCodeHint: {
    kk: 'Оны ертуші өз экранынан айтады: 10 цифр. Код бір рет, 15 минут ішінде жарайды.',
    ru: 'Его называет сам сопровождающий, со своего экрана: 10 цифр. Код действует один раз, в течение 15 минут.',
    en: 'They read it to you from their own screen: 10 digits. A code is good once, within 15 minutes.',
  },
  escortWrong: { kk: 'Кодта 10 цифр болады', ru: 'В коде 10 цифр', en: 'A code has 10 digits' },
  meansEscort: {
    kk: 'Мұны тек осы адам 15 минут бойы оқи алады. Әр оқығаны жазылады, оны сіз де көресіз.',
    ru: 'Прочесть сможет только этот человек, в течение 15 минут. Каждое прочтение записывается и видно вам.',
    en: 'Only this one person can read it, for 15 minutes. Each reading is recorded, and you see it.',
  },
  meansVoice: {
    kk: 'Телефонмен өзіңіз айтасыз. Мұнда оны ешкім оқи алмайды, айтылғаны жазылады.',
    ru: 'Вы говорите это ей сами. Здесь этого никто не прочтёт; записывается, что это было сказано.',
    en: 'You say it to her yourself. Nobody can read it here; that it was said is recorded.',
  },
  endsOther: {
    kk: 'Бұрын айтылғаны бірден жабылады.',
    ru: 'Сообщённое раньше сразу закроется.',
    en: 'What was told before ends at once.',
  },
  tell: { kk: '15 минутқа айту', ru: 'Сообщить на 15 минут', en: 'Tell for 15 minutes' },
  haveSaid: { kk: 'Айттым: жазу', ru: 'Сказано: записать', en: 'I have said it: record' },
  told: {
    kk: 'Айтылды: бір адам 15 минут оқи алады.',
    ru: 'Сообщено: один человек может читать 15 минут.',
    en: 'Told: one person can read it for 15 minutes.',
  },
  said: { kk: 'Айтылғаны жазылды.', ru: 'Записано, что сказано.', en: 'It is recorded that it was said.' },
  saidAt: { kk: 'Өзіне айтылды', ru: 'Сказано ей самой', en: 'Said to her' },
  onlyThis: {
    kk: 'Тек кодын айтқан адам оқи алады',
    ru: 'Читает только тот, кто назвал код',
    en: 'Only the person who read out the code can read it',
  },
  readable: { kk: 'Оқуға қалған уақыт:', ru: 'Можно читать ещё:', en: 'Can be read for:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
  read: { kk: 'Оқылған уақыты', ru: 'Прочитано', en: 'Read at' },
  notRead: { kk: 'Әлі оқылған жоқ.', ru: 'Ещё не прочитано.', en: 'Not read yet.' },
  renew: { kk: 'Тағы 15 минут', ru: 'Ещё 15 минут', en: '15 minutes more' },
  renewed: { kk: 'Тағы 15 минутқа ашылды.', ru: 'Открыто ещё на 15 минут.', en: 'Open for 15 minutes from now.' },
  end: { kk: 'Жабу', ru: 'Закрыть', en: 'End it' },
  ended: {
    kk: 'Жабылды: енді ешкім оқи алмайды.',
    ru: 'Закрыто: больше никто не прочтёт.',
    en: 'Ended: nobody can read it now.',
  },
  endedSince: {
    kk: 'Мұны бұрын айтқансыз, ол кейін жабылған. Қайта басыңыз.',
    ru: 'Это было сообщено раньше и с тех пор закрыто. Нажмите ещё раз.',
    en: 'This was told before and has ended since. Press again.',
  },
} satisfies Record<string, Text>;

export const PARTS: Readonly<Record<ShelterAddressPart, Text>> = {
  MEETING_POINT: { kk: 'Кездесу орны', ru: 'Место встречи', en: 'Meeting point' },
  INTAKE_PHONE: { kk: 'Қабылдау телефоны', ru: 'Телефон приёма', en: 'Intake telephone' },
  ADDRESS: { kk: 'Мекенжайдың өзі', ru: 'Сам адрес', en: 'The address itself' },
};
