/**
 * Seeds that once broke something, kept for ever. Add the seed and what it showed when a run turns red.
 */
export const PINNED_SEEDS: Readonly<Record<number, string>> = {
  227: 'the mean of no readings was written as rate NaN when a Firefox player began to be pulled',
  252: 'a site that keeps its own rate against a party at 1.25 was seeked each 1.3 s',
  439: 'a coarse clock was trimmed to and fro about zero, until a correction ended where it passed zero',
  1158: 'a coarse clock was judged quiet and its noise was trimmed',
  1600: 'a player whose autoplay is blocked slipped while the party stood',
};
