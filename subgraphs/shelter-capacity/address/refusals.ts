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
      en: 'Your shelter has not entered this. Enter it first, or tell something else.',
      ru: 'Ваш приют этого ещё не внёс. Сначала внесите или сообщите другое.',
      kk: 'Баспанаңыз мұны әлі енгізбеген. Алдымен енгізіңіз немесе басқасын айтыңыз.',
    },
    ['what'],
  );

/** Of an id: unknown, elsewhere, walled off. Of a code: never made, lapsed, used, of another hold, of somebody who is walled off, or guessed at too often. */
export const noSuchEscort = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Nobody who asked for this bed can be named by this. A code is good once, within 15 minutes: ask for a new one.',
      ru: 'Так нельзя назвать никого из тех, кто просил это место. Код действует один раз, в течение 15 минут: попросите новый.',
      kk: 'Бұл арқылы осы орынды сұрағандардың ешкімін атауға болмайды. Код бір рет, 15 минут ішінде жарайды: жаңасын сұраңыз.',
    },
    ['escort'],
  );

export const noHoldToCome = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no hold of your agency under this id for which a place is kept now.',
      ru: 'У вашего учреждения нет такого запроса, по которому сейчас сохранено место.',
      kk: 'Мекемеңізде қазір орын сақталған мұндай сұрау жоқ.',
    },
    ['holdId'],
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
