import { EvidenceChange as Change, type EvidenceWindow, EvidenceInjury as Injury } from '../../vocabulary.js';
import { ROW, text } from './text.js';

/** What is looked for inside her: treatment needs it first, and it is evidence as well. Working hours of grade B. */
export const IMAGING_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    finding: 'HEAD_IMAGING',
    name: text('Imaging of the head', 'Визуализация головы (КТ/МРТ)', 'Басты бейнелеу (КТ/МРТ)'),
    injuries: [Injury.HEAD_INJURY, Injury.LOSS_OF_CONSCIOUSNESS],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Medical need: bleeding inside the skull kills unseen. The pictures are evidence too.',
          'Медицинская необходимость: внутричерепное кровотечение убивает незаметно. Снимки — тоже доказательство.',
          'Медициналық қажеттілік: бас ішіндегі қан кету білінбей өлтіреді. Суреттер де дәлел.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'Late bleeding still shows; headache, vomiting or drowsiness mean at once.',
          'Позднее кровотечение ещё видно; при головной боли, рвоте, сонливости — немедленно.',
          'Кеш қан кету әлі көрінеді; бас ауырса, құсса, ұйқышыл болса — дереу.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'FRACTURE_IMAGING',
    name: text('X-ray of a fracture', 'Рентген перелома', 'Сынықтың рентгені'),
    injuries: [Injury.FRACTURE],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Treatment needs it now; a fresh break tells its age best.',
          'Нужен для лечения уже сейчас; давность свежего перелома определяется лучше всего.',
          'Емдеу үшін қазір керек; жаңа сынықтың қашан болғаны жақсы анықталады.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'It is seen for weeks, and its age less and less surely.',
          'Виден неделями, но давность определяется всё менее точно.',
          'Апталап көрінеді, бірақ қашан болғаны барған сайын дәл анықталмайды.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'INTERNAL_IMAGING',
    name: text('Imaging of chest and belly', 'Визуализация груди и живота', 'Кеуде мен ішті бейнелеу'),
    injuries: [Injury.INTERNAL_INJURY],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Medical need: bleeding inside is not seen from outside. The pictures are evidence too.',
          'Медицинская необходимость: внутреннее кровотечение снаружи не видно. Снимки — тоже доказательство.',
          'Медициналық қажеттілік: ішкі қан кету сырттан көрінбейді. Суреттер де дәлел.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'Pain, faintness or a hard belly mean at once; healing changes the picture day by day.',
          'При боли, слабости, твёрдом животе — немедленно; картина меняется с каждым днём.',
          'Ауырса, әлсіресе, іші қатайса — дереу; көрініс күн сайын өзгереді.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'DENTAL_FINDINGS',
    name: text('Teeth and mouth', 'Зубы и полость рта', 'Тістер мен ауыз қуысы'),
    injuries: [Injury.DENTAL_INJURY],
    changedBy: [Change.TREATED],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'A knocked-out tooth may be saved within the first hours; wounds of the mouth heal fast.',
          'Выбитый зуб иногда можно спасти в первые часы; раны во рту заживают быстро.',
          'Түскен тісті алғашқы сағаттарда құтқаруға болады; ауыздағы жара тез жазылады.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'Broken teeth stay to be seen; wounds of the mouth are soon gone.',
          'Сломанные зубы видны и позже; раны во рту скоро исчезают.',
          'Сынған тістер кейін де көрінеді; ауыздағы жара тез кетеді.',
        ),
      },
    ],
  },
];
