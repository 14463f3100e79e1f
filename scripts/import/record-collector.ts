import { TokenParser } from '@streamparser/json';
import TokenType from '@streamparser/json/utils/types/tokenType.js';
import type { JsonBreak, JsonRecord } from './json-records.js';

type Token = Parameters<TokenParser['write']>[0];

/** What may come next inside the list of records. */
type ListState = 'VALUE_OR_END' | 'VALUE' | 'COMMA_OR_END';

/**
 * Cuts a stream of JSON tokens into records. What stands around the records (a page's other properties, the brackets of the array)
 * goes to a parser of its own that never sees the records, so that it stays small and still notices what is not JSON.
 */
export class RecordCollector {
  /** Line of the token that is being taken, counted from 1; kept by the reader. */
  line = 1;
  private ready: JsonRecord[] = [];
  private state: 'READING' | 'COMPLETE' | 'REFUSED' = 'READING';
  private readonly page = this.parser((value) => this.pageEnded(value));
  private record: { readonly parser: TokenParser; readonly line: number } | undefined;
  private list: ListState | undefined;
  /** A list of records was found: the page around it is no record itself. */
  private listed = false;
  private index = 0;
  private depth = 0;
  /** The property of the page whose value comes, once its colon was read. */
  private property: unknown;
  private previous: Token | undefined;
  private start = 1;

  /** A token stood where JSON does not allow it: nothing more is taken. */
  get refused(): boolean {
    return this.state === 'REFUSED';
  }

  get complete(): boolean {
    return this.state === 'COMPLETE';
  }

  refuse(): void {
    this.state = 'REFUSED';
  }

  take(token: Token): void {
    if (this.state === 'REFUSED') return;
    if (this.state === 'COMPLETE') this.refuse();
    else if (this.record) this.record.parser.write(token);
    else if (this.list) this.inList(token);
    else this.inPage(token);
  }

  drain(): readonly JsonRecord[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  breakHere(reason: string): JsonBreak {
    const open = this.record ? ` The row that begins on line ${this.record.line} is incomplete.` : '';
    return { kind: 'BREAK', line: this.line, pointer: this.pointer(), reason: reason + open };
  }

  private inPage(token: Token): void {
    const { previous } = this;
    this.previous = token;
    if (!previous) this.start = this.line;
    if (this.depth === 1 && token.token === TokenType.COLON) this.property = previous?.value;
    const afterColon = previous?.token === TokenType.COLON;
    const opensList =
      token.token === TokenType.LEFT_BRACKET &&
      (this.depth === 0 || (this.depth === 1 && afterColon && this.property === 'contents'));
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) this.depth += 1;
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) this.depth -= 1;
    this.page.write(token);
    if (opensList) {
      this.listed = true;
      this.list = 'VALUE_OR_END';
    }
  }

  private inList(token: Token): void {
    const ends = token.token === TokenType.RIGHT_BRACKET;
    if (ends && this.list !== 'VALUE') {
      this.list = undefined;
      this.inPage(token);
    } else if (this.list === 'COMMA_OR_END' && token.token === TokenType.COMMA) {
      this.list = 'VALUE';
      this.index += 1;
    } else if (ends || this.list === 'COMMA_OR_END') {
      this.refuse();
    } else {
      this.begin(token);
    }
  }

  private begin(token: Token): void {
    const { line } = this;
    const parser = this.parser((value) => {
      this.record = undefined;
      this.list = 'COMMA_OR_END';
      this.ready.push({ kind: 'RECORD', line, pointer: this.pointer(), value });
    });
    this.record = { parser, line };
    parser.write(token);
  }

  private pageEnded(value: unknown): void {
    this.state = 'COMPLETE';
    if (!this.listed) this.ready.push({ kind: 'RECORD', line: this.start, pointer: '', value });
  }

  private pointer(): string {
    if (!this.listed) return '';
    return this.property === 'contents' ? `/contents/${this.index}` : `/${this.index}`;
  }

  private parser(done: (value: unknown) => void): TokenParser {
    const parser = new TokenParser({ paths: ['$'] });
    parser.onValue = ({ value }) => done(value);
    parser.onError = () => this.refuse();
    return parser;
  }
}
