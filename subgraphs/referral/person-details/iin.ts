/** Weights of the first pass, and of the second, which is made when the first leaves 10. */
const FIRST = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * Whether a Kazakhstan individual identification number (IIN, 12 digits) has the right check digit: the weighted sum of the first eleven
 * digits modulo 11; when that is 10, again with the second weights; a number that leaves 10 twice is never issued. (Government resolution
 * No. 565 of 11 June 2003, after public implementations of it; S.)
 */
export function isIin(text: string): boolean {
  if (!/^\d{12}$/.test(text)) return false;
  const digits = [...text].map(Number);
  const remainder = (weights: readonly number[]) =>
    weights.reduce((sum, weight, i) => sum + weight * digits[i]!, 0) % 11;
  const first = remainder(FIRST);
  const check = first === 10 ? remainder(SECOND) : first;
  return check !== 10 && check === digits[11];
}
