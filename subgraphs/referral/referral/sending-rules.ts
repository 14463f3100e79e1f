import { type Category, type Language, Refusal, type Text, UserErrorCode } from '../../kit/index.js';

interface ReferralToSend {
  readonly victimId?: string | null;
  readonly recipient: string;
  readonly recipientUnit?: string | null;
  readonly categories: readonly Category[];
}

/**
 * Why a referral cannot be sent as it is, whatever she agreed to.
 * @throws Refusal INVALID
 */
export function assertSendable(
  referral: ReferralToSend,
  from: { readonly agency: string; readonly unit: string | null },
): void {
  if (!referral.victimId && referral.categories.length > 0)
    throw new Refusal(UserErrorCode.INVALID, NOTHING_TO_CARRY, ['categories']);
  const toItself = referral.recipient === from.agency && (referral.recipientUnit ?? from.unit) === from.unit;
  if (toItself) throw new Refusal(UserErrorCode.INVALID, TO_ITSELF, ['recipient']);
}

/** Names what neither her consent nor another basis opens to the recipient. */
export function consentRequired(missing: readonly Category[]): Refusal {
  const list = (language: Language) => missing.map((category) => CATEGORY_IN_WORDS[category][language]).join(', ');
  const text: Text = {
    en: `Neither a consent of hers that names this recipient nor another recorded basis opens to it now: ${list('en')}. Ask her and record it (consentGrant), or leave it out.`,
    ru: `Ни её согласие с этим получателем, ни другое записанное основание сейчас не открывает ему: ${list('ru')}. Спросите её и запишите (consentGrant) или не передавайте это.`,
    kk: `Осы алушыны атаған келісімі де, жазылған басқа негіз де қазір оған мынаны ашпайды: ${list('kk')}. Одан сұрап, жазыңыз (consentGrant) немесе мұны жібермеңіз.`,
  };
  return new Refusal(UserErrorCode.CONSENT_REQUIRED, text, ['categories']);
}

/** Somebody there must not learn of her. Who, and why, is not the sender's to know. */
export function cannotGoThere(field: 'recipient' | 'recipientUnit'): Refusal {
  return new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'This referral cannot go there. Choose another department; `referralRoutes` lists them.',
      ru: 'Это направление туда передать нельзя. Выберите другое подразделение: их перечисляет `referralRoutes`.',
      kk: 'Бұл жолдаманы онда жіберуге болмайды. Басқа бөлімді таңдаңыз: оларды `referralRoutes` тізеді.',
    },
    [field],
  );
}

const NOTHING_TO_CARRY: Text = {
  en: 'A referral that names nobody carries nothing about anybody. Leave the categories empty.',
  ru: 'Направление без имени не несёт ничьих данных. Оставьте категории пустыми.',
  kk: 'Ешкім аталмаған жолдама ешкімнің дерегін тасымалдамайды. Санаттарды бос қалдырыңыз.',
};
const TO_ITSELF: Text = {
  en: 'This is your own desk. Refer her to another agency or to another unit.',
  ru: 'Это ваше же подразделение. Направьте её в другую организацию или другое подразделение.',
  kk: 'Бұл өз бөліміңіз. Оны басқа ұйымға немесе басқа бөлімге жолдаңыз.',
};

const CATEGORY_IN_WORDS: Readonly<Record<Category, Text>> = {
  IDENTITY: { en: 'who she is', ru: 'кто она', kk: 'оның кім екені' },
  CONTACT: { en: 'how to reach her', ru: 'как с ней связаться', kk: 'онымен байланысу жолы' },
  HOUSEHOLD: { en: 'her household', ru: 'кто с ней живёт', kk: 'отбасы мүшелері' },
  INCIDENT: { en: 'what happened', ru: 'что произошло', kk: 'не болғаны' },
  RISK: { en: 'risk assessments', ru: 'оценки риска', kk: 'қауіп бағалары' },
  REFERRAL: { en: 'her referrals', ru: 'её направления', kk: 'жолдамалары' },
  FORENSIC: { en: 'forensic examinations', ru: 'судебно-медицинские осмотры', kk: 'сот-медициналық тексерулер' },
  SHELTER: { en: 'beds and stays', ru: 'места и проживание', kk: 'орындар мен тұру' },
  PROTECTION: {
    en: 'protective orders and hearings',
    ru: 'защитные предписания и суды',
    kk: 'қорғау нұсқамалары мен соттар',
  },
  SUPPORT: { en: 'counselling and support', ru: 'консультации и поддержка', kk: 'кеңес пен қолдау' },
};
