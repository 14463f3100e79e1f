import { oneLine } from './clean-text.js';
import { type Faults, phone } from './field-rules.js';
import { isObject, isPresent, type JsonObject } from './json-object.js';

/** HSDS phone types that nobody can ring and speak to. */
const NOT_VOICE = new Set(['fax', 'pager', 'textphone', 'tty']);

/** The telephones of HSDS `phones`, each once, with their extension. Some publishers list plain numbers. */
export function phoneNumbers(value: unknown, field: string, faults: Faults): string[] {
  const entries = Array.isArray(value) ? value : isPresent(value) ? [value] : [];
  const numbers = entries.flatMap((entry, index) => {
    if (!isObject(entry)) return phone(entry, `${field}/${index}`, faults) ?? [];
    if (NOT_VOICE.has(oneLine(entry.type)?.toLowerCase() ?? '')) return [];
    const number = phone(entry.number, `${field}/${index}/number`, faults);
    return number === null ? [] : [withExtension(number, entry)];
  });
  return [...new Set(numbers)];
}

function withExtension(number: string, entry: JsonObject): string {
  const extension = oneLine(entry.extension);
  return extension === null || !/^\d{1,8}$/.test(extension) ? number : `${number} ext. ${extension}`;
}
