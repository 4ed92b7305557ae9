import { render } from 'preact';
import { language } from '../ui/i18n.ts';
import { direction } from '../ui/languages.ts';
import { paintPicturesBy } from '../ui/parts/avatar.tsx';
import { bringer, brought } from './brought.ts';
import { chatActs } from './chat-acts.ts';
import { createHost } from './host.ts';
import { chooseLayout, firstSize } from './layout.ts';
import type { LogActs } from './log-acts.ts';
import { EMPTY, type Model, type ModelEvent, reduce } from './model.ts';
import { nextDue } from './model-views.ts';
import type { Drawn } from './parts/context.ts';
import { Overlay } from './parts/overlay.tsx';
import { createRoom } from './room.ts';
import { looksSame } from './same-look.ts';
import { shield } from './shield.ts';
import { recallSize, rememberSize } from './size-memory.ts';
import { addStyles } from './styles.ts';
import type { OverlayHandle, OverlayOptions, Size } from './types.ts';
import type { Typing } from './typing.ts';

/** Figures that only a tooltip shows may be this old, ms. */
const FIGURES_MS = 5_000;
/** What happened is told once the film moves: in the quarter of a second before, the page's thread is the player's alone. */
export const TOLD_AFTER_MS = 500;

/**
 * Put the overlay on the page. Nothing shows before the first `update`. Safe on sites that require Trusted Types or
 * forbid inline styles; the page never gets a node, a name or a key of it but the host element.
 */
export function mountOverlay(options: OverlayOptions): OverlayHandle {
  const { signal, siteId, actions } = options;
  let model: Model = EMPTY;
  let size: Size | null = null;
  let opened: Size = 'sidebar';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let figures: ReturnType<typeof setTimeout> | undefined;
  let drawing = false;
  let starting = 0;
  let fitted: { wanted: boolean; film: HTMLElement | null; result: 'untried' | 'fits' | 'failed' } | null = null;

  let logged: LogActs | undefined;
  const needs = { model: () => model, dispatch, actions, signal };
  const come = bringer(actions.bring, signal, (css) => {
    // Before anything in it measures itself. What is rare comes last: its looks use those of the moments.
    addStyles(host.root, css);
    welcome();
    // What waited for it is told, and drawn.
    dispatch({ kind: 'tick' });
    draw();
  });
  paintPicturesBy((picture, canvas) => {
    void come('moments');
    brought.moments?.paintPicture(actions.readPicture, picture, canvas);
  });
  let typing: Typing | undefined;
  const host = createHost(options, () => {
    typing?.goOn();
    draw();
  });
  shield(host.root, signal, (event) => typing?.see(event));
  const nearest = () =>
    host.root.querySelector<HTMLElement>('.wp-field') ?? host.root.querySelector('.wp-log, .wp-pill');
  const welcome = () => {
    typing ??= brought.moments?.keepTyping(host, nearest, signal);
    logged ??= brought.moments?.logActs(needs);
  };
  addStyles(host.root);
  for (const { css } of Object.values(brought)) addStyles(host.root, css);
  welcome();
  const tree = document.createElement('div');
  host.root.append(tree);
  // A press on a button leaves the focus where it was: the next space bar is the film's, not a second reaction.
  host.root.addEventListener('mousedown', (event) => {
    if ((event.target as Element).closest('button')) event.preventDefault();
  });
  // Before a film is found the page itself makes room, so that a catalogue is not covered either.
  const film = () => (model.local?.ownFrame ? (options.shrinkTarget?.() ?? document.body) : null);
  const room = createRoom(
    film,
    () => {
      if (fitted) fitted.result = 'failed';
      draw();
    },
    signal,
  );

  function dispatch(event: ModelEvent): void {
    const before = model;
    const now = performance.now();
    model = reduce(model, event, now);
    if (starting === 0) model = brought.moments?.tell(model, now) ?? model;
    brought.moments?.keepPlace(actions, model);
    if (looksSame(before, model) && fitted?.film === film()) figures ??= setTimeout(draw, FIGURES_MS);
    else draw();
  }

  /** Draws once after all that happens in one go. */
  function draw(): void {
    if (drawing || signal.aborted) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      if (!signal.aborted) drawNow();
    });
  }

  function drawNow(): void {
    if (size === null || model.view === null) return;
    clearTimeout(figures);
    figures = undefined;
    const now = performance.now();
    const { clientWidth: viewportWidth, clientHeight } = document.documentElement;
    // In quirks mode the root's client height is the document's, not the window's.
    const viewportHeight = Math.min(clientHeight, window.innerHeight);
    const space = { viewportWidth, viewportHeight, onlySeen: host.onlySeen() };
    const wish = chooseLayout(size, { ...space, shrink: 'untried' });
    const shrink = makeFit(wish.kind === 'sidebar');
    const layout = chooseLayout(size, { ...space, shrink });
    const drawn: Drawn = {
      model,
      layout,
      now,
      wallNow: Date.now(),
      dispatch,
      chat,
      log: logged as LogActs,
      setSize,
      open,
      actions,
      brought,
      bring: come,
    };
    if (tree.lang !== language()) {
      tree.lang = language();
      tree.dir = direction(language());
    }
    render(<Overlay {...drawn} />, tree);
    typing?.goOn();
    clearTimeout(timer);
    const due = nextDue(model, now, drawn.wallNow);
    if (due !== null) timer = setTimeout(() => dispatch({ kind: 'tick' }), Math.max(16, due - now));
  }

  /** Measuring is dear and tells the page: only when something about it has changed. */
  function makeFit(wanted: boolean): 'untried' | 'fits' | 'failed' {
    if (model.local === null) return 'untried';
    const target = film();
    if (fitted?.wanted === wanted && fitted.film === target) return fitted.result;
    fitted = { wanted, film: target, result: 'untried' };
    fitted.result = room.set(wanted);
    return fitted.result;
  }
  const refit = () => {
    fitted = null;
    draw();
  };
  window.addEventListener('resize', (event) => event.isTrusted && refit(), { signal });
  document.addEventListener('fullscreenchange', refit, { signal });
  document.addEventListener('visibilitychange', draw, { signal });

  const chat = chatActs({
    ...needs,
    // It was asked for at the first `@`. Words do not wait for it: without, they name nobody.
    named: (text, members) => brought.moments?.mentionedIn(text, members) ?? [],
  });
  /** What was felt at scenes still to come: when one comes, and whenever the title or the line is a new one. */
  function keepReplays(before: Model): void {
    const { view } = model;
    if (view?.connection.state !== 'online') return;
    if (before.view?.connection.state === 'online' && before.view.epoch === view.epoch) return;
    void actions.loadReactions().then((kept) => {
      if (kept.ok && !signal.aborted) dispatch({ kind: 'reactions-kept', ...kept.value });
    });
  }
  const open = () => setSize(opened);
  async function setSize(next: Size): Promise<void> {
    // The panel stays until there is something else: without the pill there would be no way back.
    if (next === 'pill') await come('moments');
    else opened = next;
    size = next;
    void rememberSize(siteId, next, opened);
    draw();
  }

  void recallSize(siteId).then(([shape, open = opened]) => {
    size = shape ?? firstSize(document.documentElement.clientWidth);
    opened = open;
    draw();
  });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    clearTimeout(figures);
    render(null, tree);
  });
  return {
    update(view) {
      const before = model;
      dispatch({ kind: 'view', view });
      keepReplays(before);
      // With two there will be something to tell, and the first is told just when a start is near: it must not come then.
      if (view.members.length > 1) requestIdleCallback(() => void come('moments'));
    },
    chat: (update) => dispatch({ kind: 'chat', update }),
    removed: ({ memberId }) => dispatch({ kind: 'set', set: { removed: memberId } }),
    typing: ({ memberId }) => dispatch({ kind: 'typing', memberId }),
    local(local) {
      host.ensure();
      dispatch({ kind: 'local', local });
    },
    reaction: (reaction) => dispatch({ kind: 'reaction', ...reaction, own: false }),
    timeline(change) {
      model = reduce(model, { kind: 'timeline', change }, performance.now());
      starting += 1;
      setTimeout(() => {
        starting -= 1;
        dispatch({ kind: 'tick' });
      }, TOLD_AFTER_MS);
    },
    reword: draw,
  };
}
