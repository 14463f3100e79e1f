import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { type CustodyRefusalReason, REFUSED } from './custody.js';

const refusal = (code: UserErrorCode, text: Text, field: string) => new Refusal(code, text, [field]);

/** Unknown, of other parties and walled off are one answer. */
export const kitNotFound = () =>
  refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such kit that is or was with you.',
      ru: 'Такого комплекта у вас нет и не было.',
      kk: 'Мұндай жинақ сізде жоқ және болған емес.',
    },
    'kitId',
  );

export const kitVersionConflict = () =>
  refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody has changed the kit meanwhile. Read it again.',
      ru: 'Комплект тем временем изменили. Прочитайте его заново.',
      kk: 'Осы уақытта жинақты біреу өзгертті. Оны қайта оқыңыз.',
    },
    'expectedVersion',
  );

export const custodyRefused = (reason: CustodyRefusalReason) =>
  refusal(UserErrorCode.WRONG_STATE, REFUSED[reason], reason === 'SEAL_DIFFERS' ? 'seal' : 'action');

export const secondPersonNeeded = () =>
  refusal(
    UserErrorCode.INVALID,
    {
      en: 'Name the second person, who is not yourself; a witness is of your own agency. For RECEIVE name nobody.',
      ru: 'Укажите второго участника (не себя); свидетель — из вашего учреждения. Для RECEIVE никого не указывайте.',
      kk: 'Екінші адамды көрсетіңіз (өзіңізді емес); куә — өз мекемеңізден. RECEIVE үшін ешкімді көрсетпеңіз.',
    },
    'withStaff',
  );

export const appointmentUnknown = () =>
  refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your clinic has no such appointment.',
      ru: 'В вашей клинике нет такой записи на приём.',
      kk: 'Клиникаңызда мұндай қабылдау жазбасы жоқ.',
    },
    'appointmentId',
  );

export const wrongPin = () =>
  refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'The PIN is not right, or was wrong too often. After an hour it can be tried again.',
      ru: 'PIN неверен или слишком часто вводился неверно. Повторить можно через час.',
      kk: 'PIN қате немесе тым жиі қате енгізілген. Бір сағаттан кейін қайталауға болады.',
    },
    'pin',
  );

export const nothingToConvert = () =>
  refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The kit is part of a report already.',
      ru: 'Комплект уже является частью заявления.',
      kk: 'Жинақ арыздың бөлігі болып қойған.',
    },
    'kitId',
  );
