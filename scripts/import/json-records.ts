import { createReadStream } from 'node:fs';
import { Tokenizer } from '@streamparser/json';
import { RecordCollector } from './record-collector.js';

/** One element of the list (or the whole document) and where it begins. */
export interface JsonRecord {
  readonly kind: 'RECORD';
  readonly line: number;
  readonly pointer: string;
  readonly value: unknown;
}

/** The document cannot be read any further. What stood before has been given out; how much follows nobody can tell. */
export interface JsonBreak {
  readonly kind: 'BREAK';
  readonly line: number;
  readonly pointer: string;
  readonly reason: string;
}

/**
 * Reads a JSON document of any size record by record: the elements of a top-level array, the elements of `contents` in a list page,
 * or the one top-level object. Memory is bounded by one chunk and its records. A `JsonBreak`, if any, is the last thing given out.
 *
 * JSON allows no raw line break inside a string, so feeding the tokenizer line by line makes the line of every token exact.
 */
export async function* readJsonRecords(path: string): AsyncGenerator<JsonRecord | JsonBreak> {
  const collector = new RecordCollector();
  const tokenizer = new Tokenizer();
  tokenizer.onToken = (token) => collector.take(token);
  // the library's own messages repeat what they choke on, which may be an address
  tokenizer.onError = () => collector.refuse();
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let start = 0; start < chunk.length && !collector.refused; ) {
      const lineBreak = chunk.indexOf(0x0a, start);
      const end = lineBreak === -1 ? chunk.length : lineBreak + 1;
      tokenizer.write(chunk.subarray(start, end));
      if (lineBreak !== -1 && !collector.refused) collector.line += 1;
      start = end;
    }
    yield* collector.drain();
    if (collector.refused) {
      yield collector.breakHere('This is not valid JSON, and the rest of the file cannot be read.');
      return;
    }
  }
  // completes a number that ends with the file, and refuses a string that does
  tokenizer.end();
  yield* collector.drain();
  if (collector.refused || !collector.complete) {
    yield collector.breakHere('The file ends in the middle: it was cut off here.');
  }
}
