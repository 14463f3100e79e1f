import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { SafeContactChannel } from './vocabulary.js';
import { isZone } from './windows.js';

/** What the rules look at of a safe-contact rule that is to be recorded. */
export interface RuleToRecord {
  readonly channel: SafeContactChannel;
  readonly alsoChannels?: readonly SafeContactChannel[] | null;
  readonly number?: string | null;
  readonly windows?: readonly unknown[] | null;
  readonly zone?: string | null;
  readonly leaveNoTrace?: boolean;
  readonly validUntil?: Date | null;
}

const { PHONE, SMS, MESSENGER, IN_PERSON, THROUGH_TRUSTED_PERSON, NONE } = SafeContactChannel;
const HER_NUMBER: readonly SafeContactChannel[] = [PHONE, SMS, MESSENGER];

/** Everything in a rule that cannot be; empty when it can. @param place field of the input that it stands in */
export function refusalsOfRule(rule: RuleToRecord, now: Date, place: string): Refusal[] {
  const channels = [rule.channel, ...(rule.alsoChannels ?? [])];
  const has = (...some: SafeContactChannel[]) => some.some((channel) => channels.includes(channel));
  const refusals: Refusal[] = [];
  const refuse = (field: string, text: Text) => refusals.push(new Refusal(UserErrorCode.INVALID, text, [place, field]));
  const alone = rule.channel === NONE;
  if (has(NONE) && channels.length > 1) refuse('alsoChannels', NONE_IS_ALONE);
  if (alone && rule.number) refuse('number', NUMBER_NOT_WANTED);
  if (!alone && channels.some((channel) => ![IN_PERSON, NONE].includes(channel)) && !rule.number)
    refuse('number', NUMBER_MISSING);
  if (has(THROUGH_TRUSTED_PERSON) && has(...HER_NUMBER)) refuse('alsoChannels', TWO_NUMBERS);
  if (has(SMS) && rule.leaveNoTrace) refuse('leaveNoTrace', SMS_LEAVES_A_TRACE);
  if (rule.windows?.length && !rule.zone) refuse('zone', ZONE_MISSING);
  if (rule.zone && !isZone(rule.zone)) refuse('zone', ZONE_UNKNOWN);
  if (rule.validUntil && rule.validUntil <= now) refuse('validUntil', ALREADY_OVER);
  return refusals;
}

const NUMBER_MISSING: Text = {
  en: 'This way of reaching her needs a number.',
  ru: 'Для этого способа связи нужен номер.',
  kk: 'Бұл байланыс тәсіліне нөмір керек.',
};
const NUMBER_NOT_WANTED: Text = {
  en: 'She must not be contacted: leave the number out, so that nobody calls it.',
  ru: 'С ней нельзя связываться: не указывайте номер, чтобы по нему не позвонили.',
  kk: 'Онымен байланысуға болмайды: ешкім қоңырау шалмауы үшін нөмірді көрсетпеңіз.',
};
const NONE_IS_ALONE: Text = {
  en: 'She is not to be contacted, or on these channels: not both.',
  ru: 'Либо с ней нельзя связываться, либо можно этими способами: не то и другое сразу.',
  kk: 'Не онымен байланысуға болмайды, не осы тәсілдермен болады: екеуі бірге емес.',
};
const TWO_NUMBERS: Text = {
  en: 'The number is hers or that of the person she trusts. Give the channels of one of them.',
  ru: 'Номер либо её, либо доверенного лица. Укажите способы связи только с кем-то одним.',
  kk: 'Нөмір не өзінікі, не сенімді адамдікі. Тек біреуінің байланыс тәсілдерін көрсетіңіз.',
};
const SMS_LEAVES_A_TRACE: Text = {
  en: 'A text message stays on her phone. Leave SMS out, or ask her whether a trace may be left.',
  ru: 'SMS остаётся в её телефоне. Уберите SMS или спросите её, можно ли оставлять след.',
  kk: 'SMS оның телефонында қалады. SMS-ті алып тастаңыз немесе із қалдыруға бола ма, өзінен сұраңыз.',
};
const ZONE_MISSING: Text = {
  en: 'Say in which time zone these hours are: Asia/Almaty.',
  ru: 'Укажите часовой пояс этих часов: Asia/Almaty.',
  kk: 'Бұл сағаттардың уақыт белдеуін көрсетіңіз: Asia/Almaty.',
};
const ZONE_UNKNOWN: Text = {
  en: 'This is no time zone of the IANA list, such as Asia/Almaty.',
  ru: 'Такого часового пояса нет в списке IANA. Пример: Asia/Almaty.',
  kk: 'IANA тізімінде мұндай уақыт белдеуі жоқ. Мысалы: Asia/Almaty.',
};
const ALREADY_OVER: Text = {
  en: 'This moment has passed.',
  ru: 'Этот момент уже прошёл.',
  kk: 'Бұл уақыт өтіп кеткен.',
};
