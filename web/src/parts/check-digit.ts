/** H. M. Damm's quasigroup, row by row: what is heard wrongly, in one digit or in the order of two, does not end at 0. */
const QUASIGROUP =
  '0317598642' +
  '7092154863' +
  '4206871359' +
  '1750983426' +
  '6123045978' +
  '3674209581' +
  '5869720134' +
  '8945362017' +
  '9438617205' +
  '2581436790';

/** Whether the last of these digits is the check digit of those before. */
export const digitsFit = (digits: string): boolean =>
  [...digits].reduce((interim, digit) => QUASIGROUP[Number(interim) * 10 + Number(digit)]!, '0') === '0';
