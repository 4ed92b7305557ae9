import type { ClipName } from '../shared/clips.ts';

export type NetflixTitle =
  | { kind: 'film'; id: string; title: string; clip: ClipName }
  | {
      kind: 'episode';
      id: string;
      series: string;
      season: number;
      episode: number;
      episodeTitle: string;
      clip: ClipName;
    };

/** First episode of the one series; the following numbers are its following episodes. */
export const FIRST_EPISODE = 81000001;
const EPISODES = 8;

/** The title of a watch id: 81000001 to 81000008 are episodes of a series, any other number is a film. */
export function titleOf(id: string): NetflixTitle {
  const episode = Number(id) - FIRST_EPISODE + 1;
  if (episode < 1 || episode > EPISODES) return { kind: 'film', id, title: `Stand-in Film ${id}`, clip: 'main' };
  return {
    kind: 'episode',
    id,
    series: 'The Long Way',
    season: 1,
    episode,
    episodeTitle: `Chapter ${episode}`,
    // Odd and even episodes differ in length and picture, so that a wrong episode shows.
    clip: episode % 2 === 1 ? 'main' : 'other',
  };
}

/** Id that follows `id`; films lead into the series. */
export function nextId(id: string): string {
  return titleOf(id).kind === 'episode' ? String(Number(id) + 1) : String(FIRST_EPISODE);
}
