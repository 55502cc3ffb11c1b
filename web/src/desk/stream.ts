/** What the desk tells of by itself (server-sent events), and whether it still does. */

/** Milliseconds after which a stream that broke off is asked for again, at most. */
const LONGEST = 15_000;
const FIRST = 500;

/** Milliseconds out of sight after which a page listens no more. */
const UNSEEN = 10_000;

/** Milliseconds without a stream that are not worth a word: the desk ends each now and then. */
const BRIEF = 5000;

/** Milliseconds that a page waits at most to be listening before it asks for what there is. */
const SOON = 1000;

/** What can be told: a judgement, changes of an event, a page newly laid out, a text taken in. */
export type News = "judgement" | "changes" | "laid-out" | "submission";

const NEWS: News[] = ["judgement", "changes", "laid-out", "submission"];

export type Heard = (told: Record<string, unknown>) => void;

export class Stream {
  readonly #heard = new Map<News, Heard[]>();
  readonly #again: (() => void)[] = [];
  readonly #refused: (() => void)[] = [];
  readonly #state: ((connected: boolean) => void)[] = [];
  readonly #life = new AbortController();
  #source: EventSource | null = null;
  #pause = FIRST;
  #broken = false;
  #leaving = 0;
  #silent = 0;
  /** What was told before the page was there to hear it; null from then on. */
  #early: [news: News, told: Record<string, unknown>][] | null = [];
  #begun: () => void = () => {};

  constructor(readonly address: string) {}

  on(news: News, heard: Heard): void {
    this.#heard.set(news, [...(this.#heard.get(news) ?? []), heard]);
  }

  /** Called when the stream is there again after it broke off: something may have been missed. */
  onAgain(told: () => void): void {
    this.#again.push(told);
  }

  /** Called when the desk answers, and not with a stream: perhaps one may hear nothing any longer. */
  onRefused(told: () => void): void {
    this.#refused.push(told);
  }

  onState(told: (connected: boolean) => void): void {
    this.#state.push(told);
  }

  /**
   * Listens for as long as the page is looked at: a browser has few connections to one desk. The
   * page begins to read when this ends: what happens from then on it is told, once it is there.
   */
  async open(): Promise<void> {
    document.addEventListener("visibilitychange", () => this.#look(), {
      signal: this.#life.signal,
    });
    const begun = new Promise<void>((done) => {
      this.#begun = done;
      setTimeout(done, document.hidden ? 0 : SOON);
    });
    this.#look();
    await begun;
  }

  /** The page is there: it is told what happened while it was read. */
  flow(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const [news, told] of early) this.#hear(news, told);
  }

  /** There is no page that could be told anything. */
  close(): void {
    this.#life.abort();
    clearTimeout(this.#silent);
    this.#source?.close();
  }

  #look(): void {
    clearTimeout(this.#leaving);
    if (!document.hidden && !this.#source && !this.#life.signal.aborted) this.#connect();
    if (document.hidden) this.#leaving = window.setTimeout(() => this.#leave(), UNSEEN);
  }

  #leave(): void {
    this.#source?.close();
    this.#source = null;
    this.#broken = true;
  }

  #connect(): void {
    const source = new EventSource(this.address);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed();
    source.addEventListener("hello", () => this.#begun());
    for (const news of NEWS) source.addEventListener(news, (event) => this.#tell(news, event));
  }

  #opened(): void {
    this.#pause = FIRST;
    clearTimeout(this.#silent);
    this.#silent = 0;
    this.#turn(true);
    if (this.#broken) for (const told of this.#again) told();
    this.#broken = false;
  }

  #turn(isThere: boolean): void {
    for (const told of this.#state) told(isThere);
  }

  /** The browser tries again by itself after a break, but not after an answer that is no stream. */
  #failed(): void {
    this.#silent ||= window.setTimeout(() => this.#turn(false), BRIEF);
    this.#broken = true;
    this.#begun();
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.#source = null;
    for (const told of this.#refused) told();
    window.setTimeout(() => this.#look(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST);
  }

  #tell(news: News, event: Event): void {
    const told = JSON.parse((event as MessageEvent<string>).data || "{}") as Record<
      string,
      unknown
    >;
    if (this.#early) this.#early.push([news, told]);
    else this.#hear(news, told);
  }

  #hear(news: News, told: Record<string, unknown>): void {
    for (const heard of this.#heard.get(news) ?? []) heard(told);
  }
}
