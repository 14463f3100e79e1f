import { Refusal, UserErrorCode } from '../../kit/index.js';

/** Unknown and another agency's are one answer. */
export const noSuchEndpoint = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such endpoint.',
      ru: 'У вашей организации такого адреса для уведомлений нет.',
      kk: 'Ұйымыңызда мұндай хабарлама мекенжайы жоқ.',
    },
    ['endpointId'],
  );

export const noSuchDelivery = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such delivery of an event.',
      ru: 'У вашей организации такой доставки события нет.',
      kk: 'Ұйымыңызда оқиғаның мұндай жеткізілуі жоқ.',
    },
    ['deliveryId'],
  );

export const changedMeanwhile = (): Refusal =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody else has changed this endpoint. Look again, then repeat your change.',
      ru: 'Этот адрес для уведомлений уже изменил кто-то другой. Посмотрите ещё раз и повторите изменение.',
      kk: 'Бұл хабарлама мекенжайын басқа біреу өзгертіп қойды. Қайта қарап, өзгерісті қайталаңыз.',
    },
    ['expectedVersion'],
  );

export const badAddress = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Give an https address that can be reached from the internet, without a user name, a password or a fragment.',
      ru: 'Укажите адрес https, доступный из интернета, без имени пользователя, пароля и фрагмента.',
      kk: 'Интернеттен қолжетімді https мекенжайын пайдаланушы атынсыз, құпиясөзсіз және фрагментсіз көрсетіңіз.',
    },
    ['url'],
  );

/** @param field of what was asked for */
export const tooManyWaiting = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Ten tests and repeated deliveries to this endpoint are still waiting. Try again when they have been made.',
      ru: 'На этот адрес ещё ждут отправки десять проверок и повторных доставок. Повторите, когда они будут выполнены.',
      kk: 'Бұл мекенжайға он тексеру мен қайта жеткізу әлі кезекте тұр. Олар орындалған соң қайталаңыз.',
    },
    [field],
  );

export const tooManyEndpoints = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Your agency has ten endpoints. Remove one first.',
      ru: 'У вашей организации уже десять адресов для уведомлений. Сначала удалите один.',
      kk: 'Ұйымыңызда он хабарлама мекенжайы бар. Алдымен біреуін жойыңыз.',
    },
    ['url'],
  );
