import { CookieJar } from '../../standalone/cookie-jar.js';

export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where a redirect leads */
  readonly location: string | null;
}

/** A browser without scripts, as far as the page needs one: it keeps cookies, sends forms and follows a redirect when told to. */
export class Browser {
  readonly jar = new CookieJar();
  /** Every address that would be in its history */
  readonly history: string[] = [];
  /** What was shown last */
  #shown = '';

  constructor(
    readonly origin: string,
    readonly path = '/page',
    readonly headers: Record<string, string> = {},
  ) {}

  get(address = this.path, headers: Record<string, string> = {}): Promise<Shown> {
    return this.#ask(address, { headers });
  }

  /** A form of what is shown, by the name of its button and what is typed into it. */
  submit(button: string, typed: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Shown> {
    return this.post({ ...this.hidden(button, typed.consent), do: button, ...typed }, headers);
  }

  async follow(shown: Shown): Promise<Shown> {
    return this.get(shown.location ?? this.path);
  }

  /** Types a code and comes to what it opens. */
  async open(code: string): Promise<Shown> {
    if (!this.#shown) await this.get();
    return this.follow(await this.submit('open', { c: code }));
  }

  post(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Shown> {
    return this.#ask(this.path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  /** The hidden fields of the form with that button (and of that consent, or of none). @throws when there is none */
  hidden(button: string, consent?: string): Record<string, string> {
    const forms = [...this.#shown.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form);
    const form = forms.find(
      (each) =>
        each.includes(`value="${button}"`) && (consent ? each.includes(consent) : !each.includes('name="consent"')),
    );
    if (!form) throw new Error(`Nothing shown can ${button}.`);
    return Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
    );
  }

  async #ask(address: string, init: RequestInit & { headers: Record<string, string> }): Promise<Shown> {
    const url = new URL(address, this.origin);
    this.history.push(url.href);
    const cookie = this.jar.for(url);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...this.headers, ...init.headers },
    });
    this.jar.keep(response, url);
    const html = await response.text();
    if (html.includes('<form')) this.#shown = html;
    const { status, headers } = response;
    return { status, headers, html, location: headers.get('location') };
  }
}
