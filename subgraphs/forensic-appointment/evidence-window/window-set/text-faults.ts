import { LANGUAGES, type Text } from '../../../kit/index.js';
import type { EvidenceTextInput } from './input.js';
import * as say from './messages.js';

/** What is wrong with a set that is to be loaded, and the path of its field. */
export interface Fault {
  readonly path: readonly string[];
  readonly text: Text;
}

/** @param readByOfficers no figure may stand in it: it could be an hour */
export function textFaults(text: EvidenceTextInput, path: readonly string[], readByOfficers = false): Fault[] {
  return LANGUAGES.flatMap((language) => {
    const given = text[language]?.trim() ?? '';
    const here = [...path, language];
    if (given === '' || given.length > 500) return [{ path: here, text: say.LANGUAGES_NEEDED }];
    return readByOfficers && /\p{Nd}/u.test(given) ? [{ path: here, text: say.NO_NUMBERS }] : [];
  });
}

export const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;
