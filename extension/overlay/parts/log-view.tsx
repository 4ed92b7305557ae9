import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { offsetOf, rowAt, spanOf } from '../log-window.ts';

/** This near the end counts as reading along, px: less than two lines. */
const AT_END_PX = 40;
/** This near the beginning older messages are asked for, px. */
const NEAR_TOP_PX = 300;
/** Drawn beyond both ends of the view, px: a flick of the wheel lands on what is there already. */
const MARGIN_PX = 400;
/** A row that was never drawn is taken to be this high, px: two lines and a name. */
const ROW_PX = 52;
/** A quoted message is shown with some of what lies before it, px. */
const ABOVE_TARGET_PX = 60;

export interface Row {
  key: string;
  draw: () => ComponentChildren;
}

interface Props {
  rows: readonly Row[];
  label: string;
  following: boolean;
  onFollowing: (following: boolean) => void;
  /** The beginning is near. */
  onNearTop: () => void;
  /** Row to show, once for each new object. */
  target: { key: string } | null;
  empty: ComponentChildren;
}

/**
 * A log of any length of which only the rows in view and near it are drawn. Follows the end, or keeps the row at the top
 * of the view in its place whatever comes before or changes height above.
 */
export function LogView({ rows, label, following, onFollowing, onNearTop, target, empty }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  /** Row that keeps its place, and how far into it the view begins. */
  const anchor = useRef<{ key: string; into: number } | null>(null);
  const reached = useRef<{ key: string } | null>(null);
  /** Where the view began when we last looked. */
  const seenTop = useRef(0);
  /** Following at the last look: whoever asks for the end in the middle of a glide means the end. */
  const followed = useRef(following);
  const [size, setSize] = useState({ height: 0, width: 0 });
  const [, redraw] = useReducer((n: number) => n + 1, 0);

  // Whoever scrolls within the same rows draws only those that come into view: a node that is the same is left alone.
  const nodes = useMemo(() => new Map<Row, ComponentChildren>(), [rows]);
  const nodeOf = (row: Row): ComponentChildren => {
    if (!nodes.has(row))
      nodes.set(
        row,
        <div key={row.key} class="wp-row-box" data-row={row.key}>
          {row.draw()}
        </div>,
      );
    return nodes.get(row);
  };

  const list = rows.map((row) => heights.current.get(row.key) ?? ROW_PX);
  const total = offsetOf(list, list.length);
  const top = following ? total - size.height : Math.min(seenTop.current, total);
  const { start, end, before, after } = spanOf(list, top, size.height, MARGIN_PX);

  /** Takes in where a hand has scrolled to. @returns whether that is the end */
  const look = (element: HTMLElement): boolean => {
    const { scrollTop, scrollHeight, clientHeight } = element;
    seenTop.current = scrollTop;
    const { index, into } = rowAt(list, scrollTop);
    const row = rows[index];
    anchor.current = row ? { key: row.key, into } : null;
    const atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    if (atEnd !== following) onFollowing(atEnd);
    if (!atEnd && scrollTop < NEAR_TOP_PX) onNearTop();
    return atEnd;
  };

  const keepInPlace = (element: HTMLElement, { key, into }: { key: string; into: number }) => {
    const index = rows.findIndex((row) => row.key === key);
    if (index < 0) return;
    const now = rows.map((row) => heights.current.get(row.key) ?? ROW_PX);
    const wanted = Math.max(0, offsetOf(now, index) + into);
    if (Math.abs(element.scrollTop - wanted) > 1) element.scrollTop = wanted;
  };

  // On every draw, not on every message: fonts, a folded-out veil or a smaller panel move the end as well.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { clientHeight: height, clientWidth: width } = element;
    if (width !== size.width) heights.current.clear();
    // The hand may have scrolled without the event being here yet. An element that changes places begins at 0: no hand.
    const lost = element.scrollTop === 0 && seenTop.current > (following ? 1 : NEAR_TOP_PX);
    const scrolled = !lost && followed.current === following && Math.abs(element.scrollTop - seenTop.current) > 1;
    followed.current = following;
    const atEnd = scrolled ? look(element) : following;
    let changed = measure(element, heights.current);
    if (target && target !== reached.current) {
      reached.current = target;
      anchor.current = { key: target.key, into: -ABOVE_TARGET_PX };
      changed = true;
    }
    if (following && atEnd) element.scrollTop = element.scrollHeight;
    else if (anchor.current) keepInPlace(element, anchor.current);
    if (Math.abs(element.scrollTop - seenTop.current) > 1) changed = true;
    seenTop.current = element.scrollTop;
    if (height !== size.height || width !== size.width) setSize({ height, width });
    else if (changed) redraw(undefined);
  });

  const onScroll = (event: { currentTarget: HTMLElement }) => {
    const element = event.currentTarget;
    look(element);
    const next = spanOf(list, element.scrollTop, element.clientHeight, MARGIN_PX);
    // Scrolling within what is drawn is the browser's alone.
    if (next.start !== start || next.end !== end) redraw(undefined);
  };

  // The browser's own way there is a glide, which ends at the first row above that is higher than it was taken for.
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const { key, currentTarget: element } = event;
    if (key === 'End') onFollowing(true);
    else if (key === 'Home') {
      element.scrollTop = 0;
      look(element);
      redraw(undefined);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      class="wp-log"
      ref={box}
      role="log"
      aria-label={label}
      // Rows come and go as one scrolls: what is new is told by the chat's own live region.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div class="wp-log-rest" style={{ height: `${before}px` }} />
      {rows.length === 0 && empty}
      {rows.slice(start, end).map(nodeOf)}
      <div style={{ height: `${after}px`, flex: 'none' }} />
    </div>
  );
}

/** Takes down how high the drawn rows are. @returns whether any is other than it was */
function measure(element: HTMLElement, heights: Map<string, number>): boolean {
  let changed = false;
  for (const child of element.querySelectorAll<HTMLElement>('[data-row]')) {
    const { height } = child.getBoundingClientRect();
    const key = child.dataset.row ?? '';
    if (height === 0 || Math.abs((heights.get(key) ?? 0) - height) < 0.5) continue;
    heights.set(key, height);
    changed = true;
  }
  return changed;
}
