import { Refusal, UserErrorCode } from '../../kit/index.js';

export const clinicNotYours = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such clinic, or the clinic no such examiner.',
      ru: 'У вашего учреждения нет такой клиники или в клинике нет такого эксперта.',
      kk: 'Мекемеңізде мұндай клиника немесе клиникада мұндай сарапшы жоқ.',
    },
    ['clinicId'],
  );

/** Unknown and somebody else's are one answer. */
export const feedNotFound = (field: 'feedId' | 'replaces') =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'You have no such calendar.',
      ru: 'У вас нет такого календаря.',
      kk: 'Сізде мұндай күнтізбе жоқ.',
    },
    [field],
  );
