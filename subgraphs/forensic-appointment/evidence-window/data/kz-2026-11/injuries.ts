import {
  EvidenceChange as Change,
  type EvidenceWindow,
  EvidenceInjury as Injury,
  EvidenceViolenceKind as Kind,
} from '../../vocabulary.js';
import { ROW, text } from './text.js';

const WASHING = [Change.WASHED, Change.BATHED];

/** What can be seen on her body. Where no figure has a source, the hours are working values of grade B. */
export const INJURY_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    finding: 'BRUISES',
    name: text('Bruises', 'Кровоподтёки', 'Көгерген жерлер'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION],
    injuries: [Injury.BRUISE, Injury.OTHER],
    atOnce: true,
    bestHours: 48,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 48 },
        whatItCosts: text(
          'Photograph now: colour and outline change from the first hours.',
          'Сфотографировать сейчас: цвет и контур меняются с первых часов.',
          'Қазір суретке түсіру керек: түсі мен пішіні алғашқы сағаттан өзгереді.',
        ),
      },
      {
        ...{ fromHours: 48, untilHours: null },
        whatItCosts: text(
          'They fade day by day; photograph what is still there.',
          'Бледнеют с каждым днём; сфотографировать то, что ещё видно.',
          'Күн сайын өшеді; әлі көрінетінін суретке түсіру керек.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'REPEAT_PHOTOGRAPHS',
    name: text('Photographs again', 'Повторные снимки', 'Қайта суретке түсіру'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION],
    injuries: [Injury.BRUISE, Injury.BITE, Injury.PATTERN_INJURY, Injury.HEAD_INJURY, Injury.NECK_INJURY, Injury.OTHER],
    atOnce: true,
    bestHours: 48,
    stages: [
      {
        ...{ fromHours: 24, untilHours: 48 },
        whatItCosts: text(
          'Some bruises show only after 24–48 hours: without a second picture they are missing.',
          'Часть кровоподтёков видна лишь через 24–48 часов: без повторного снимка их не будет.',
          'Кейбір көгерулер тек 24–48 сағаттан кейін көрінеді: қайта түсірілмесе, олар жоғалады.',
        ),
      },
      {
        ...{ fromHours: 48, untilHours: null },
        whatItCosts: text(
          'Late bruises fade too; a picture now is better than none.',
          'Поздние кровоподтёки тоже бледнеют; снимок сейчас лучше, чем никакого.',
          'Кеш шыққан көгерулер де өшеді; қазіргі сурет мүлде болмағаннан жақсы.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'WOUNDS',
    name: text(
      'Abrasions, lacerations, cuts',
      'Ссадины, рваные и резаные раны',
      'Сыдырылған, жыртылған, кесілген жаралар',
    ),
    injuries: [Injury.WOUND, Injury.HEAVY_BLEEDING],
    changedBy: [Change.TREATED, ...WASHING],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Edges tell how it was made; cleaning, stitching and healing change them. Care is not delayed for a picture.',
          'Края раны говорят о её происхождении; обработка, швы и заживление их меняют. Помощь ради снимка не откладывают.',
          'Жара жиегі оның қалай пайда болғанын көрсетеді; өңдеу, тігу және жазылу оны өзгертеді. Сурет үшін көмек кешіктірілмейді.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'Healing goes on day by day; crusts and scars are still recorded.',
          'Заживление идёт с каждым днём; корки и рубцы всё ещё фиксируют.',
          'Күн сайын жазылады; қабыршақ пен тыртықтар да тіркеледі.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'BURNS',
    name: text('Burns', 'Ожоги', 'Күйіктер'),
    injuries: [Injury.BURN],
    changedBy: [Change.TREATED],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Shape and depth tell of the cause; blisters and dressings hide them within hours.',
          'Форма и глубина говорят о причине; пузыри и повязки скрывают их за часы.',
          'Пішіні мен тереңдігі себебін көрсетеді; күлдіреуік пен таңғыш оны бірнеше сағатта жасырады.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'Outlines blur as it heals; scars are still recorded.',
          'Контур стирается при заживлении; рубцы всё ещё фиксируют.',
          'Жазылған сайын пішіні көмескіленеді; тыртықтар да тіркеледі.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'BITE_MARK',
    name: text('Bite mark (odontology)', 'След укуса (одонтология)', 'Тістеу ізі (одонтология)'),
    injuries: [Injury.BITE],
    changedBy: [Change.TREATED],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Photograph with a scale before it is touched: its outline blurs as swelling and healing go on.',
          'Сфотографировать с масштабом до прикосновений: отёк и заживление стирают контур.',
          'Түртпей тұрып масштабпен суретке түсіру керек: ісіну мен жазылу пішінін өшіреді.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'The mark fades; bruising around it may still show in later pictures.',
          'След бледнеет; кровоподтёк вокруг может проявиться на поздних снимках.',
          'Із өшеді; айналасындағы көгеру кейінгі суреттерде көрінуі мүмкін.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'BITE_SALIVA',
    name: text('Saliva on a bite', 'Слюна в месте укуса', 'Тістелген жердегі сілекей'),
    injuries: [Injury.BITE],
    changedBy: [Change.TREATED, ...WASHING],
    bestHours: 48,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 96 },
        whatItCosts: text(
          'Washing and dressing take it away; swab before either.',
          'Мытьё и обработка уничтожают её; мазок — до них.',
          'Жуу мен өңдеу оны жояды; жағынды олардан бұрын алынады.',
        ),
      },
    ],
    grade: 'S',
    source: 'As saliva on skin: 48 h in the list; NCJ 233673 (V): full profiles at 96 h in 8 of 9',
  },
  {
    ...ROW,
    finding: 'PATTERN_INJURY',
    name: text('Injury with a pattern', 'Повреждение с рисунком предмета', 'Зат пішіні қалған жарақат'),
    injuries: [Injury.PATTERN_INJURY],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'The outline of the object is sharpest now: photograph it straight on, with a scale.',
          'Контур предмета сейчас чётче всего: снимать под прямым углом, с масштабом.',
          'Зат пішіні қазір ең анық: тік бұрышпен, масштабпен түсіру керек.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: null },
        whatItCosts: text(
          'The outline blurs day by day; it is still recorded.',
          'Контур размывается с каждым днём; его всё равно фиксируют.',
          'Пішіні күн сайын көмескіленеді; бәрібір тіркеледі.',
        ),
      },
    ],
  },
];
