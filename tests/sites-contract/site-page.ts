import { until } from '../support/poll.ts';

/** What both browsers' drivers give of one frame. Scripts are text: nothing of ours is carried into the page with them. */
export interface DriverFrame {
  url(): string;
  evaluate(expression: string): Promise<unknown>;
}
export interface DriverPage extends DriverFrame {
  frames(): DriverFrame[];
  readonly mouse: { move(x: number, y: number): Promise<void>; click(x: number, y: number): Promise<void> };
  readonly keyboard: { press(key: 'Shift' | 'Escape' | 'k'): Promise<void>; type(text: string): Promise<void> };
  reload(): Promise<unknown>;
  bringToFront(): Promise<unknown>;
  close(): Promise<unknown>;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Runs in the page: what is painted of a selector, through open shadow roots, the largest first. */
const FIND = `(selector) => {
  const within = (root) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? within(e.shadowRoot) : [])),
  ];
  return within(document)
    .filter((e) => e.checkVisibility())
    .map((e) => ({ e, r: e.getBoundingClientRect() }))
    .filter(({ r }) => r.width > 0 && r.height > 0)
    .sort((a, b) => b.r.width * b.r.height - a.r.width * a.r.height);
}`;

/** Where the film's own document is, if not the tab's. */
export interface FrameOfFilm {
  host: string;
  selector: string;
}

/** A tab with a site's page, driven by real mouse and keys. */
export class SitePage {
  constructor(
    readonly driver: DriverPage,
    private readonly frame: FrameOfFilm | undefined,
    /** Which video is the film; by default the largest that is painted. */
    readonly video = 'video',
  ) {}

  /** Evaluate in the tab's document. */
  top<T>(expression: string): Promise<T> {
    return this.driver.evaluate(expression) as Promise<T>;
  }

  /** Evaluate where the film is. */
  film<T>(expression: string): Promise<T> {
    const { frame, driver } = this;
    const found = frame ? driver.frames().find((one) => new URL(one.url()).host === frame.host) : driver;
    if (!found) throw new Error(`no frame of ${frame?.host}`);
    return found.evaluate(expression) as Promise<T>;
  }

  /** Box of the largest that is painted, in the tab's CSS pixels; null: none. */
  async boxOf(selector: string, where: 'top' | 'film' = 'film'): Promise<Box | null> {
    const rect = `(${FIND})(${JSON.stringify(selector)}).map(({ r }) => ({ x: r.x, y: r.y, width: r.width, height: r.height }))[0] ?? null`;
    const box = await this[where]<Box | null>(rect);
    if (!box || where === 'top' || !this.frame) return box;
    const frame = await this.boxOf(this.frame.selector, 'top');
    return frame && { ...box, x: box.x + frame.x, y: box.y + frame.y };
  }

  /** Move the mouse over the film: the site's controls show. */
  async showControls(): Promise<void> {
    await this.scrollTo(this.video, 'film');
    const box = await this.boxOf(this.video);
    if (!box) throw new Error('no film to move the mouse over');
    for (const share of [0.4, 0.5, 0.6])
      await this.driver.mouse.move(box.x + box.width * share, box.y + box.height * 0.5);
  }

  /** A real click in the middle of it, scrolled to as a person would. */
  async click(selector: string, where: 'top' | 'film' = 'film'): Promise<void> {
    await this.scrollTo(selector, where);
    const box = await until(() => this.boxOf(selector, where), `${selector} is there`, 10_000);
    await this.driver.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  private async scrollTo(selector: string, where: 'top' | 'film'): Promise<void> {
    await this[where](`(${FIND})(${JSON.stringify(selector)})[0]?.e.scrollIntoView({ block: 'nearest' })`);
  }

  /** A hand on the page, for an act that only the page's own player does exactly: a key that means nothing to any site. */
  async touch(): Promise<void> {
    const box = this.frame ? await this.boxOf(this.video) : null;
    if (box) await this.driver.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.driver.keyboard.press('Shift');
  }
}
