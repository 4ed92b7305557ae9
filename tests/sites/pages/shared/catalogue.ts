import type { ClipName } from './clips.ts';

export interface Title {
  id: string;
  clip: ClipName;
  title: string;
  /** Undefined for films. */
  episode: { series: string; season: number; number: number } | undefined;
}

/** Episodes of one series by their ids; odd and even ones differ in length and picture, so that a wrong one shows. */
export class Catalogue {
  readonly ids: readonly [string, ...string[]];

  constructor(ids: readonly [string, ...string[]]) {
    this.ids = ids;
  }

  /** The title of an id; any id that is not an episode's is a film. */
  titleOf(id: string): Title {
    const at = this.ids.indexOf(id);
    if (at < 0) return { id, clip: 'main', title: `Stand-in Film ${id}`, episode: undefined };
    return {
      id,
      clip: at % 2 === 0 ? 'main' : 'other',
      title: `Chapter ${at + 1}`,
      episode: { series: 'The Long Way', season: 1, number: at + 1 },
    };
  }

  /** Id that follows, around at the end; films lead into the series. */
  next(id: string): string {
    return this.ids[(this.ids.indexOf(id) + 1) % this.ids.length] ?? this.ids[0];
  }
}

/** Ids in the form of a UUID, numbered from 1. */
export function uuids(count: number, prefix: string): [string, ...string[]] {
  const at = (n: number) => `${prefix}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return [at(1), ...Array.from({ length: count - 1 }, (_, i) => at(i + 2))];
}

/** `S1 E2`-like text of an episode, empty for a film. */
export function episodeText({ episode, title }: Title, form: (season: number, number: number) => string): string {
  return episode ? `${form(episode.season, episode.number)} ${title}` : '';
}
