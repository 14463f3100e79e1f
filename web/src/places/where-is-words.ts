import type { Text } from '../language/language';

export const WHERE_IS = {
  who: {
    kk: 'Енгізілгеннен кейін бұл бірден жабылады және ешкімге, сізге де көрсетілмейді. Оны тек сіздің үй рұқсат еткен бір ертуші 15 минут оқи алады, әр оқығаны жазылады.',
    ru: 'Внесённое сразу закрывается и никому не показывается, в том числе вам. Прочесть его сможет только один сопровождающий, которому это сообщит ваш дом: 15 минут, каждое прочтение записывается.',
    en: 'What is entered is sealed at once and shown to nobody, you included. Only one person who brings them, to whom your house tells it, can read it: for 15 minutes, and each reading is recorded.',
  },
  replaces: {
    kk: 'Бұрын енгізілгеннің бәрі осымен ауыстырылады.',
    ru: 'Внесённое раньше заменяется целиком.',
    en: 'It replaces everything that was entered before.',
  },
  meetingPoint: { kk: 'Кездесу орны', ru: 'Место встречи', en: 'Meeting point' },
  meetingPointHint: {
    kk: 'Үйдің қайда екені айтылмайтын кезде қарсы алатын жер. Әдетте осы айтылады.',
    ru: 'Где встретят, когда сам дом не называют. Обычно сообщают именно его.',
    en: 'Where they are met when the house itself is not told. This is what is told as a rule.',
  },
  address: { kk: 'Мекенжай', ru: 'Адрес', en: 'Address' },
  addressHint: {
    kk: 'Үйдің өзі қайда.',
    ru: 'Где сам дом.',
    en: 'Where the house itself is.',
  },
  position: { kk: 'Картадағы нүкте', ru: 'Точка на карте', en: 'Point on the map' },
  positionHint: {
    kk: 'Міндетті емес. Ендік, бойлық: 43.25, 76.95',
    ru: 'Необязательно. Широта, долгота: 43.25, 76.95',
    en: 'Optional. Latitude, longitude: 43.25, 76.95',
  },
  positionWrong: {
    kk: 'Нүктені былай жазыңыз: 43.25, 76.95',
    ru: 'Запишите точку так: 43.25, 76.95',
    en: 'Write the point like this: 43.25, 76.95',
  },
  phone: { kk: 'Үйдің телефоны', ru: 'Телефон дома', en: 'Telephone of the house' },
  phoneHint: {
    kk: 'Міндетті емес. Мекенжаймен бірге оқылады.',
    ru: 'Необязательно. Читается вместе с адресом.',
    en: 'Optional. It is read together with the address.',
  },
  phoneWrong: {
    kk: 'Телефонды былай жазыңыз: +7 700 000 00 00',
    ru: 'Запишите телефон так: +7 700 000 00 00',
    en: 'Write the telephone like this: +7 700 000 00 00',
  },
  nothing: {
    kk: 'Кездесу орнын немесе мекенжайды енгізіңіз',
    ru: 'Внесите место встречи или адрес',
    en: 'Enter a meeting point or an address',
  },
  oneMissing: {
    kk: 'үш тілде де енгізіңіз, ертуші өз тілінде оқиды',
    ru: 'внесите на трёх языках, сопровождающий читает на своём',
    en: 'enter it in all three languages, who brings them reads it in their own',
  },
  ofAddress: {
    kk: 'Нүкте мен телефон мекенжаймен бірге енгізіледі',
    ru: 'Точка и телефон вносятся вместе с адресом',
    en: 'A point or a telephone is entered together with an address',
  },
  enter: { kk: 'Енгізу', ru: 'Внести', en: 'Enter' },
  without: { kk: 'Иә, онсыз енгізу', ru: 'Да, внести без этого', en: 'Yes, enter it without' },
  noMeetingPoint: {
    kk: 'Кездесу орны бос. Бұрынғысы болса, ол өшіріледі.',
    ru: 'Место встречи не заполнено. Если оно было, оно удалится.',
    en: 'There is no meeting point. If there was one, it is taken away.',
  },
  noAddress: {
    kk: 'Мекенжай бос. Бұрынғысы болса, ол өшіріледі.',
    ru: 'Адрес не заполнен. Если он был, он удалится.',
    en: 'There is no address. If there was one, it is taken away.',
  },
  entered: {
    kk: 'Енгізілді және жабылды.',
    ru: 'Внесено и закрыто.',
    en: 'Entered, and sealed.',
  },
} satisfies Record<string, Text>;
