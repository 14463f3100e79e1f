import type { Text } from '../language/language';

export const PERMITS = {
  area: { kk: 'Қай өңірден шығады?', ru: 'Из какого региона выезд?', en: 'Where does the way begin?' },
  areaHint: {
    kk: 'Қағазда тек басталатын өңір болады: баратын жері жазылмайды.',
    ru: 'В пропуске только регион отправления: куда — не пишут.',
    en: 'The paper says where the way begins, and never where it leads.',
  },
  areaMissing: { kk: 'Өңірді таңдаңыз', ru: 'Выберите регион', en: 'Choose the region' },
  choose: { kk: 'Таңдаңыз', ru: 'Выберите', en: 'Choose' },
  days: { kk: 'Қанша күнге?', ru: 'На сколько дней?', en: 'For how many days?' },
  digits: {
    kk: 'Құжаттың соңғы төрт цифры',
    ru: 'Последние четыре цифры документа',
    en: 'Last four digits of the document',
  },
  digitsHint: {
    kk: 'Бекетте сұралады. Қағазға жазылмайды.',
    ru: 'Их спросят на посту. На бумаге их нет.',
    en: 'They are asked for at a checkpoint, and are not on the paper.',
  },
  digitsWrong: { kk: 'Төрт цифрды енгізіңіз', ru: 'Введите четыре цифры', en: 'Enter four digits' },
  issue: { kk: 'Рұқсат беру', ru: 'Выдать пропуск', en: 'Issue a pass' },
  issued: {
    kk: 'Рұқсат берілді. Қазір басып шығарыңыз: кейін көрсетілмейді.',
    ru: 'Пропуск выдан. Напечатайте сейчас: позже его не показать.',
    en: 'The pass is issued. Print it now: it is not shown again.',
  },
  gone: {
    kk: 'Рұқсат берілген, бірақ қағазын қайта көрсету мүмкін емес. Оны қайтарып алып, жаңасын беріңіз.',
    ru: 'Пропуск выдан, но показать его снова нельзя. Отзовите его и выдайте новый.',
    en: 'The pass is issued, but cannot be shown again. Take it back and issue another.',
  },
  another: { kk: 'Тағы бір рұқсат', ru: 'Ещё один пропуск', en: 'Another pass' },
  list: { kk: 'Берілгендер', ru: 'Выданные', en: 'Issued' },
  none: {
    kk: 'Әзірге рұқсат берілмеген. Алғашқысын жоғарыда беріңіз.',
    ru: 'Пропусков ещё нет. Первый выдайте выше.',
    en: 'No pass yet. Issue the first one above.',
  },
  until: { kk: 'Мерзімі:', ru: 'До', en: 'Until' },
  revoke: { kk: 'Қайтарып алу', ru: 'Отозвать', en: 'Take back' },
  revokeSure: {
    kk: 'Рұқсат бірден жарамсыз болады:',
    ru: 'Пропуск сразу перестанет действовать:',
    en: 'The pass is no longer valid from now on:',
  },
  revoked: { kk: 'Қайтарып алынды.', ru: 'Отозван.', en: 'Taken back.' },
  isRevoked: { kk: 'қайтарып алынған', ru: 'отозван', en: 'taken back' },
  isOver: { kk: 'мерзімі бітті', ru: 'срок вышел', en: 'over' },
  code: { kk: 'Тексеру коды', ru: 'Код для проверки', en: 'Code to check it by' },
} satisfies Record<string, Text>;
