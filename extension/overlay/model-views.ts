import type { Member } from '../../shared/party/party.ts';
import { type Banner, chooseBanner, ticks } from './banner.ts';
import { type Model, momentOf } from './model.ts';

/** @param wallNow `Date.now()`: the next try of a reconnect is a wall-clock time */
export function bannerOf(model: Model, now: number, wallNow: number): Banner | null {
  const banner = model.view && chooseBanner(model.view, model.local, momentOf(model, now, wallNow));
  return banner?.kind === model.dismissed ? null : banner;
}

/** Others who are writing just now, in the order in which they began. */
export const typersOf = ({ view, typing }: Model, now: number): Member[] =>
  typing.flatMap(({ memberId, until }) => view?.members.filter(({ id }) => id === memberId && until > now) ?? []);

/** When something changes by itself: page time in ms, or null. */
export function nextDue(model: Model, now: number, wallNow: number): number | null {
  const times = [
    ...(model.toasts.current ? [model.toasts.current.until] : []),
    ...model.floaters.map((floater) => floater.until),
    ...model.glimpses.map((glimpse) => glimpse.until),
    ...model.typing.map((one) => one.until),
    ...(ticks(bannerOf(model, now, wallNow)) ? [now + 500] : []),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
