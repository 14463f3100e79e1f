import type { AgencyKind, Category, Purpose } from '../../subgraphs/kit/index.js';
import type { Ask } from '../public-page/router.js';

export interface Sharing {
  readonly consent: string | null;
  readonly agencyKind: AgencyKind | null;
  readonly ground: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly Category[];
  readonly until: string;
}

export interface Look {
  readonly id: string;
  readonly request: string;
  readonly kind: string;
  readonly agencyKind: AgencyKind | null;
  readonly category: Category | null;
  readonly ground: string | null;
  readonly purpose: Purpose;
  readonly at: string;
}

export interface Page {
  readonly language: string;
  readonly sharing: readonly Sharing[];
  readonly looks: readonly Look[];
  readonly more: boolean;
}

const OPEN = 'mutation ($input: SubjectSessionOpenInput!) { subjectSessionOpen(input: $input) }';
const READ = `mutation ($input: SubjectPageInput!) { subjectPageRead(input: $input) {
  language more sharing { consent agencyKind ground purposes categories until }
  looks { id request kind agencyKind category ground purpose at } } }`;
const WITHDRAW = 'mutation ($input: SubjectWithdrawInput!) { subjectWithdraw(input: $input) }';
const CLOSE = 'mutation ($input: SubjectPageInput!) { subjectSessionClose(input: $input) }';

/** What `consent` does for whoever holds a code or an open page. */
export class SubjectSessions {
  constructor(private readonly ask: Ask) {}

  /** Token of a session, or null for whatever is wrong with the code */
  async open(code: string, source: string): Promise<string | null> {
    return (await this.ask(OPEN, { input: { code, source } })).subjectSessionOpen as string | null;
  }

  /** Null when the session is over */
  async read(session: string, before: string | null): Promise<Page | null> {
    return (await this.ask(READ, { input: { session, before } })).subjectPageRead as Page | null;
  }

  /** One consent, or all of them. */
  async withdraw(session: string, consent: string | null): Promise<void> {
    await this.ask(WITHDRAW, { input: { session, consent } });
  }

  async close(session: string): Promise<void> {
    await this.ask(CLOSE, { input: { session } });
  }
}
