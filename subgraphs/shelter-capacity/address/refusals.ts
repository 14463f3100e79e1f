import { Refusal, UserErrorCode } from '../../kit/index.js';

/** Unknown, not yours, run out, ended and walled off are one answer. */
export const nothingToRead = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is nothing here that you may read now. If you bring her, telephone the shelter.',
      ru: 'Сейчас здесь нет ничего для вас. Если вы её сопровождаете, позвоните в приют.',
      kk: 'Қазір мұнда сіз оқи алатын ештеңе жоқ. Оны ертіп бара жатсаңыз, баспанаға телефон соғыңыз.',
    },
    ['releaseId'],
  );

export const noSuchRelease = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such release of your shelter that goes on. Release it anew.',
      ru: 'Такой действующей передачи у вашего приюта нет. Передайте заново.',
      kk: 'Сіздің баспананың мұндай жарамды хабарламасы жоқ. Жаңадан беріңіз.',
    },
    ['releaseId'],
  );

export const notExpected = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Where she is to be brought is told only while your yes stands and she has not arrived.',
      ru: 'Куда её привезти, сообщают только после вашего согласия и до её прибытия.',
      kk: 'Оны қайда әкелу керегі тек сіз келіскеннен кейін және ол келгенге дейін айтылады.',
    },
    ['holdId'],
  );

export const notThere = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Your shelter has not entered this. Enter it with `shelterAddressSet`, or release something else.',
      ru: 'Приют этого не внёс. Внесите через `shelterAddressSet` или передайте другое.',
      kk: 'Баспана мұны енгізбеген. `shelterAddressSet` арқылы енгізіңіз немесе басқасын беріңіз.',
    },
    ['what'],
  );

export const escortMissing = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Name one escort, or nobody when it is told to her by voice.',
      ru: 'Укажите одного сопровождающего, а при устной передаче ей — никого.',
      kk: 'Бір ертіп жүрушіні көрсетіңіз, ал оның өзіне ауызша айтылса, ешкімді көрсетпеңіз.',
    },
    ['escort'],
  );

export const placeMissing = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'A position or telephone belongs to an address: say it in words as well.',
      ru: 'Координаты и телефон относятся к адресу: укажите его словами.',
      kk: 'Координаттар мен телефон мекенжайға тиесілі: оны сөзбен де көрсетіңіз.',
    },
    ['address'],
  );
