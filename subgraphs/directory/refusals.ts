import { Refusal, UserErrorCode } from '../kit/index.js';

export const noSuchAgency = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'There is no such agency.', ru: 'Такой организации нет.', kk: 'Мұндай ұйым жоқ.' },
    [field],
  );

export const noSuchUnit = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'This agency has no such unit.',
      ru: 'В этой организации такого подразделения нет.',
      kk: 'Бұл ұйымда мұндай бөлімше жоқ.',
    },
    [field],
  );

export const unitClosed = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'This unit is closed. Choose another one, or open it again first.',
      ru: 'Это подразделение закрыто. Выберите другое или сначала снова откройте его.',
      kk: 'Бұл бөлімше жабылған. Басқасын таңдаңыз немесе алдымен оны қайта ашыңыз.',
    },
    [field],
  );

export const noSuchRegion = (field: string): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'There is no region with this code.', ru: 'Региона с таким кодом нет.', kk: 'Мұндай коды бар өңір жоқ.' },
    [field],
  );
