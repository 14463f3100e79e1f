import type { Category, ReferralService } from '../../generated/graphql';
import type { Text } from '../language/language';

/** What she is asked, in her own language: exactly what the consent will open, to whom, for what and until when. */
export const READ_OUT = {
  decide: {
    kk: 'Мен сізге бір нәрсені оқып беремін. Шешімді өзіңіз қабылдайсыз. Қандай жауап берсеңіз де, көмек аласыз.',
    ru: 'Я вам кое-что прочитаю. Решаете вы сами. Помощь вы получите при любом ответе.',
    en: 'I will read something to you. You decide yourself. You will get help whatever you answer.',
  },
  may: {
    kk: 'Мына ұйымға айтуымызға бола ма:',
    ru: 'Можно ли нам сообщить организации',
    en: 'May we tell',
  },
  what: { kk: 'Мынаны айтамыз:', ru: 'Мы сообщим:', en: 'We would tell them:' },
  forWhat: { kk: 'Бұл тек мынау үшін керек:', ru: 'Это нужно только для того, чтобы', en: 'They may use it only to' },
  nobodyElse: {
    kk: 'Басқа ешкімге айтылмайды. Атыңыз бен телефоныңыз берілмейді.',
    ru: 'Больше никому не сообщаем. Ваше имя и телефон не передаются.',
    en: 'Nobody else is told. Your name and your number are not passed on.',
  },
  until: {
    kk: 'Келісім мына уақытта өзі аяқталады:',
    ru: 'Согласие само закончится:',
    en: 'Your agreement ends by itself on',
  },
  takeBack: {
    kk: 'Оны кез келген сәтте қайтарып ала аласыз: сол ұйымда немесе 150 нөмірі арқылы. Сол кезде олар бұдан былай көре алмайды, бірақ білгенін ұмытпайды.',
    ru: 'Вы можете отозвать его в любой момент: в этой организации или по номеру 150. Тогда они больше ничего не увидят, но то, что уже узнали, останется им известно.',
    en: 'You can take it back at any time, there or by calling 150. They then see nothing more, but they will still know what they have read.',
  },
  question: { kk: 'Келісесіз бе?', ru: 'Вы согласны?', en: 'Do you agree?' },
} satisfies Record<string, Text>;

export const OPENED: Readonly<Partial<Record<Category, Text>>> = {
  INCIDENT: { kk: 'не болғанын', ru: 'что произошло', en: 'what happened' },
  RISK: {
    kk: 'қауіп туралы сұрақтарға жауаптарыңыздың нәтижесін',
    ru: 'что показали ваши ответы об опасности',
    en: 'what your answers about danger have shown',
  },
  REFERRAL: {
    kk: 'сізді кімге жолдағанымызды',
    ru: 'кому мы вас направили',
    en: 'to whom we have referred you',
  },
};

export const USED_FOR: Readonly<Partial<Record<ReferralService, Text>>> = {
  SHELTER: {
    kk: 'сізге қауіпсіз орын және қолдау беру',
    ru: 'дать вам безопасное место и поддержку',
    en: 'give you a safe place and support',
  },
  SUPPORT: { kk: 'сізге қолдау көрсету', ru: 'поддержать вас', en: 'support you' },
  FORENSIC_EXAM: {
    kk: 'сізді тексеру және емдеу',
    ru: 'осмотреть и лечить вас',
    en: 'examine and treat you',
  },
  MEDICAL_CARE: { kk: 'сізді емдеу', ru: 'лечить вас', en: 'treat you' },
  LEGAL_AID: { kk: 'сізге заң көмегін беру', ru: 'помочь вам юридически', en: 'help you with the law' },
};

/** What may go along, in the officer's words. */
export const TRAVELS: Readonly<Partial<Record<Category, Text>>> = {
  INCIDENT: { kk: 'Хабарлама', ru: 'Сообщение', en: 'The report' },
  RISK: { kk: 'Жауаптар нәтижесі', ru: 'Итог вопросов', en: 'Result of the questions' },
};
