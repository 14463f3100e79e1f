import { withoutAnyAddress } from './address-patterns.js';
import { phoneMark, placedWords, squareMark, streetWords } from './place-marks.js';

/** What locates one place. */
export interface Whereabouts {
  readonly streets: readonly string[];
  readonly phones: readonly string[];
  readonly coordinates: readonly (readonly [latitude: number, longitude: number])[];
}

/** Stands where something was taken out. */
export const WITHHELD = '[withheld]';

/**
 * The streets, telephones and coordinates of all confidential places of one import, kept in memory only. They are collected in a first
 * reading of the input, because a shelter's street also stands in other rows: a neighbour's address, a partner's description.
 */
export class ConfidentialPlaces {
  /** Streets as lists of words in alphabetical order, found by any of their words. */
  private readonly streets = new Map<string, string[][]>();
  private readonly phones = new Set<string>();
  private readonly squares = new Set<string>();

  add({ streets, phones, coordinates }: Whereabouts): void {
    for (const street of streets) this.addStreet(streetWords(street));
    for (const phone of phones) {
      const mark = phoneMark(phone);
      if (mark) this.phones.add(mark);
    }
    for (const [latitude, longitude] of coordinates) this.squares.add(squareMark(latitude, longitude));
  }

  hasStreet(street: string): boolean {
    return this.streetsIn(street).length > 0;
  }

  hasPhone(phone: string): boolean {
    const mark = phoneMark(phone);
    return mark !== null && this.phones.has(mark);
  }

  /** Within about 100 to 200 m of a confidential place. */
  hasCoordinates(latitude: number, longitude: number): boolean {
    const steps = [-1, 0, 1];
    return steps.some((north) => steps.some((east) => this.squares.has(squareMark(latitude, longitude, north, east))));
  }

  /** The text without the streets and telephones of any confidential place of this import. */
  withoutKnown(text: string): string {
    let answer = text;
    for (const { start, end } of this.streetsIn(text).reverse())
      answer = answer.slice(0, start) + WITHHELD + answer.slice(end);
    return answer.replace(/\+?\d[\d\s().\u2010-\u2015-]{5,}\d/g, (found) => (this.hasPhone(found) ? WITHHELD : found));
  }

  /** A text about a confidential place: without known places, and without anything that looks like an address, telephone or coordinate. */
  withoutAny(text: string): string {
    return withoutAnyAddress(this.withoutKnown(text), WITHHELD);
  }

  /** A street without a house, or a house without a street, locates nothing and would be found everywhere. */
  private addStreet(words: string[]): void {
    const street = words.toSorted();
    if (street.length < 2) return;
    for (const word of new Set(street)) {
      const others = this.streets.get(word) ?? [];
      if (!others.some((other) => sameWords(other, street))) this.streets.set(word, [...others, street]);
    }
  }

  private streetsIn(text: string): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    if (this.streets.size === 0) return found;
    const placed = placedWords(text);
    for (let at = 0; at < placed.length; at += 1) {
      const length = this.longestStreet(placed, at);
      if (length === 0) continue;
      found.push({ start: placed[at]!.start, end: placed[at + length - 1]!.end });
      at += length - 1;
    }
    return found;
  }

  /** Number first or last, the words are the same. */
  private longestStreet(placed: readonly { readonly word: string }[], at: number): number {
    const candidates = this.streets.get(placed[at]!.word) ?? [];
    const window = (length: number) =>
      placed
        .slice(at, at + length)
        .map(({ word }) => word)
        .toSorted();
    return Math.max(
      0,
      ...candidates.filter((street) => sameWords(window(street.length), street)).map(({ length }) => length),
    );
  }
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}
