import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { type Attachment, attachmentOf, MAXIMUM_ATTACHMENT_BYTES } from './attachment.js';

const invalid = (text: Text, field: string) => new Refusal(UserErrorCode.INVALID, text, [field]);

export const whatItIsFor = () =>
  invalid(
    {
      en: 'Name the appointment or the referral code that the order is for.',
      ru: 'Укажите запись на приём или код направления, к которому относится документ.',
      kk: 'Құжат қай қабылдауға немесе қай жолдама кодына қатысты екенін көрсетіңіз.',
    },
    'appointmentId',
  );

export const oneAuthority = () =>
  invalid(
    {
      en: 'Name either the agency that ordered it or the kind of authority.',
      ru: 'Укажите либо учреждение, назначившее экспертизу, либо вид органа.',
      kk: 'Сараптаманы тағайындаған мекемені не органның түрін көрсетіңіз.',
    },
    'authorityKind',
  );

export const notYetOrdered = () =>
  invalid(
    {
      en: 'The date of the order lies in the future.',
      ru: 'Дата документа ещё не наступила.',
      kk: 'Құжаттың күні әлі келген жоқ.',
    },
    'orderedOn',
  );

/** Somebody whose data was erased gets no new one; the words of one whom nobody knows. */
export const orderNotFound = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such order that you may use.',
      ru: 'Нет такого направления, которым вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай жолдама жоқ.',
    },
    [],
  );

/** Unknown, of another unit and walled off are one answer. */
export const noSuchOrder = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your unit has recorded no such order.',
      ru: 'Ваше подразделение такого направления не вносило.',
      kk: 'Сіздің бөлімше мұндай жолдама енгізбеген.',
    },
    ['orderId'],
  );

export const alreadyInError = () =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The order is marked already, with another reason.',
      ru: 'Направление уже помечено, с другой причиной.',
      kk: 'Жолдама басқа себеппен белгіленіп қойған.',
    },
    ['reason'],
  );

const kB = MAXIMUM_ATTACHMENT_BYTES / 1_000;
const ATTACHMENT: Readonly<Record<Exclude<ReturnType<typeof attachmentOf>, Attachment>, Text>> = {
  NOT_BASE64: {
    en: 'The scan is not valid base64.',
    ru: 'Скан передан не в формате base64.',
    kk: 'Скан base64 пішімінде емес.',
  },
  TOO_LARGE: {
    en: `The scan has more than ${kB} kB. Scan it in grey or at a lower resolution.`,
    ru: `Скан больше ${kB} кБ. Отсканируйте его в серых тонах или с меньшим разрешением.`,
    kk: `Скан ${kB} кБ-тан үлкен. Оны сұр түсте немесе төмен ажыратымдылықпен сканерлеңіз.`,
  },
  UNKNOWN_TYPE: {
    en: 'The scan is neither PDF nor JPEG nor PNG.',
    ru: 'Скан не является файлом PDF, JPEG или PNG.',
    kk: 'Скан PDF, JPEG немесе PNG файлы емес.',
  },
};

/** @throws Refusal INVALID */
export function readAttachment(content: string | null | undefined): Attachment | null {
  if (content == null) return null;
  const attachment = attachmentOf(content);
  if (typeof attachment === 'string') throw invalid(ATTACHMENT[attachment], 'attachment');
  return attachment;
}
