import type { RecordErrorReason } from '../../generated/graphql';
import type { Text } from '../language/language';

export const RECORDED = {
  hint: {
    kk: 'Бөліміңіз жазғандар. Мұнда ашылғанның бәрі оның қараулар тізімінде тұрады.',
    ru: 'Что записало ваше подразделение. Всё, что здесь открыто, остаётся в её списке просмотров.',
    en: 'What your unit has recorded. All that is opened here stands in her list of looks.',
  },
  which: { kk: 'Қайсысы?', ru: 'Какие?', en: 'Which?' },
  reports: { kk: 'Хабарламалар', ru: 'Сообщения', en: 'Reports' },
  assessments: { kk: 'Сұрақтар', ru: 'Опросы', en: 'Questions' },
  none: {
    kk: 'Әзірге ештеңе жазылмаған. «Жаңа» бөлімінен бастаңыз.',
    ru: 'Пока ничего не записано. Начните в разделе «Новое».',
    en: 'Nothing is recorded yet. Begin under New.',
  },
  earlier: { kk: 'Бұрынғылары', ru: 'Более ранние', en: 'Earlier ones' },
  newest: { kk: 'Басына', ru: 'В начало', en: 'Back to the newest' },
  happened: { kk: 'Болған уақыты', ru: 'Произошло', en: 'It happened' },
  account: { kk: 'Өз сөзімен', ru: 'Её словами', en: 'In her words' },

  wrong: { kk: 'Бұл мұнда болмауы керек', ru: 'Этого здесь быть не должно', en: 'It should not be here' },
  why: { kk: 'Неге?', ru: 'Почему?', en: 'Why?' },
  correctInstead: {
    kk: 'Ішінде бірдеңе қате болса, хабарлама түзетіледі, белгіленбейді.',
    ru: 'Если неверно что-то внутри, сообщение исправляют, а не помечают.',
    en: 'Where only something in it is wrong, a report is corrected, not marked.',
  },
  whyMissing: { kk: 'Себебін таңдаңыз', ru: 'Выберите причину', en: 'Choose why' },
  sureReport: {
    kk: 'Мәңгіге: бұл хабарлама енді ешбір жазбада болмайды және еш жерде есепке алынбайды. Жолдамамен алғандардан алынады, оларға хабарланады. Кім белгілегенін бөліміңіз бен ол көреді. Қайтаруға болмайды.',
    ru: 'Навсегда: этого сообщения больше не будет ни в одной записи, и нигде оно не учтётся. У получивших его с направлением оно исчезнет, им об этом сообщат. Кто пометил, увидят ваше подразделение и она. Отменить нельзя.',
    en: 'For ever: this report is on no record from now on and counts nowhere. Whoever got it with a referral loses it and is told. Who marked it your unit sees, and so does she. It cannot be undone.',
  },
  sureAssessment: {
    kk: 'Мәңгіге: бұл баға енді ешбір жазбада болмайды. Жолдамамен алғандардан алынады, оларға хабарланады; жіберілгеннің шұғылдығы өзгермейді. Кім белгілегенін бөліміңіз бен ол көреді. Қайтаруға болмайды.',
    ru: 'Навсегда: этой оценки больше не будет ни в одной записи. У получивших её с направлением она исчезнет, им об этом сообщат; срочность отправленного останется. Кто пометил, увидят ваше подразделение и она. Отменить нельзя.',
    en: 'For ever: this assessment is on no record from now on. Whoever got it with a referral loses it and is told; what was sent stays as urgent. Who marked it your unit sees, and so does she. It cannot be undone.',
  },
  mark: { kk: 'Мәңгіге белгілеу', ru: 'Пометить навсегда', en: 'Mark it for ever' },
  marked: {
    kk: 'Белгіленді: енді есепке алынбайды. Керек жеріне қайта жазыңыз.',
    ru: 'Помечено: больше не учитывается. Запишите заново там, где нужно.',
    en: 'Marked: it counts no more. Record it anew where it belongs.',
  },
  inError: { kk: 'Қате жазылған', ru: 'Записано по ошибке', en: 'Recorded in error' },
  countedIn: {
    kk: 'Мына бағалар оны есепке алған және өзгермейді. Соларды да қараңыз:',
    ru: 'Эти оценки учли его и остались как были. Посмотрите и их:',
    en: 'These assessments counted it, and stay as they were. Look at them too:',
  },
} satisfies Record<string, Text>;

export const ERRORS: Readonly<Record<RecordErrorReason, Text>> = {
  OTHER_PERSON: { kk: 'Бұл басқа адам туралы', ru: 'Это о другом человеке', en: 'It is about somebody else' },
  RECORDED_TWICE: { kk: 'Екі рет жазылған', ru: 'Записано дважды', en: 'It is there twice' },
};
