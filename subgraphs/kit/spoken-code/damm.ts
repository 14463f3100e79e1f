/**
 * The quasigroup of H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004), order 10. Its check digit finds every single
 * wrong digit and every exchange of two neighbours, which are the mistakes of somebody who hears a number over the telephone.
 */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** @param digits decimal digits only */
export function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim]!.charAt(Number(digit)));
  return String(interim);
}
