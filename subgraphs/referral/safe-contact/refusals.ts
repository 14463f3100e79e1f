import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import type { Permission } from './rule.js';
import { ContactDecision } from './vocabulary.js';
import { shownAt } from './windows.js';

type Refused = Exclude<ContactDecision, ContactDecision.PERMITTED>;

/** What the gate says when it does not open: for a person to read, and for a program. */
export class ContactRefused extends Refusal {
  constructor(
    readonly decision: Refused,
    readonly next: Date | null = null,
    zone: string | null = null,
  ) {
    const [code, text, field] = WORDS[decision];
    super(code, next && zone ? withNext(text, next, zone) : text, field);
  }
}

/** @throws ContactRefused unless it is permitted */
export function assertPermitted(
  permission: Permission,
  zone: string | null | undefined,
): asserts permission is Extract<Permission, { until: Date }> {
  if (permission.decision !== ContactDecision.PERMITTED)
    throw new ContactRefused(permission.decision, permission.next, zone);
}

function withNext(text: Text, next: Date, zone: string): Text {
  const shown = `${shownAt(next, zone)} (${zone})`;
  return {
    en: `${text.en} It will next be safe from ${shown}.`,
    ru: `${text.ru} В следующий раз можно с ${shown}.`,
    kk: `${text.kk} Келесі қауіпсіз уақыт басталады: ${shown}.`,
  };
}

const WORDS: Readonly<Record<Refused, readonly [UserErrorCode, Text, readonly string[]]>> = {
  NO_RULE: [
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'Your agency has no rule of hers that it may go by now. Do not contact her. Ask her when she is with you how she may be reached.',
      ru: 'У вашей организации сейчас нет её правила связи, которым можно пользоваться. Не связывайтесь с ней. Спросите её при встрече, как с ней связываться.',
      kk: 'Ұйымыңызда қазір қолдануға болатын оның байланыс ережесі жоқ. Онымен байланыспаңыз. Кездескенде қалай байланысуға болатынын өзінен сұраңыз.',
    },
    ['victimId'],
  ],
  ASK_AGAIN: [
    UserErrorCode.EXPIRED,
    {
      en: 'How she may be reached must be asked again, by somebody who meets her, with exact hours. Until then do not contact her.',
      ru: 'Нужно, чтобы тот, кто с ней видится, снова спросил её, как с ней связываться, с точными часами. До этого не связывайтесь с ней.',
      kk: 'Онымен қалай байланысуға болатынын кездесетін адам нақты сағаттарымен қайта сұрауы керек. Оған дейін онымен байланыспаңыз.',
    },
    ['victimId'],
  ],
  CHANNEL_NOT_ALLOWED: [
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'She has not allowed this way of contacting her.',
      ru: 'Она не разрешила связываться с ней этим способом.',
      kk: 'Ол өзімен бұл тәсілмен байланысуға рұқсат бермеген.',
    },
    ['channel'],
  ],
  UNDER_WAY: [
    UserErrorCode.WRONG_STATE,
    {
      en: 'Somebody of your agency is contacting her, or has not recorded how that ended. Record that first.',
      ru: 'Кто-то из вашей организации уже связывается с ней или не записал, чем это кончилось. Сначала запишите.',
      kk: 'Ұйымыңыздан біреу онымен байланысып жатыр немесе нәтижесін жазбаған. Алдымен соны жазыңыз.',
    },
    ['victimId'],
  ],
  NOT_NOW: [
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'It is not safe to contact her at this hour.',
      ru: 'В этот час связываться с ней небезопасно.',
      kk: 'Бұл сағатта онымен байланысу қауіпті.',
    },
    ['victimId'],
  ],
};

export function attemptNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your desk has no such attempt to contact her.',
      ru: 'У вашего подразделения нет такой попытки связи.',
      kk: 'Бөліміңізде мұндай байланысу әрекеті жоқ.',
    },
    ['attemptId'],
  );
}

export function attemptEnded(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'How this attempt ended has been recorded. Start another one.',
      ru: 'Итог этой попытки уже записан. Начните новую.',
      kk: 'Бұл әрекеттің нәтижесі жазылған. Жаңасын бастаңыз.',
    },
    ['attemptId'],
  );
}
