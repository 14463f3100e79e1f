import { Refusal, UserErrorCode } from '../../kit/index.js';

/** A last contact that has not been yet. */
export const yetToCome = () =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'The last contact lies in the future.',
      ru: 'Последний контакт указан в будущем.',
      kk: 'Соңғы байланыс болашақта көрсетілген.',
    },
    ['lastContactAt'],
  );
