import type { ClipName } from '../shared/clips.ts';

export interface YoutubeVideo {
  id: string;
  title: string;
  author: string;
  clip: ClipName;
  live: boolean;
}

const KNOWN: readonly YoutubeVideo[] = [
  { id: 'standin0001', title: 'The Long Way, part 1', author: 'Stand-in Films', clip: 'main', live: false },
  { id: 'standin0002', title: 'The Long Way, part 2', author: 'Stand-in Films', clip: 'other', live: false },
  { id: 'standin0003', title: 'The Long Way, part 3', author: 'Stand-in Films', clip: 'main', live: false },
  { id: 'standinLIVE', title: 'The Long Way, live', author: 'Stand-in Films', clip: 'main', live: true },
];

/** All videos that the pages link to. */
export const videos = KNOWN;

/** The video of an id; an unknown id is a video like the first one. */
export function videoOf(id: string): YoutubeVideo {
  return KNOWN.find((video) => video.id === id) ?? { ...KNOWN[0]!, id, title: `Stand-in video ${id}` };
}

/** The video that plays next by itself. */
export function nextVideo(id: string): YoutubeVideo {
  const at = KNOWN.findIndex((video) => video.id === id);
  return KNOWN[(at + 1) % 3]!;
}

/** The video id of an address, or undefined where none is named. */
export function idOfAddress(url: URL | Location): string | undefined {
  const params = new URLSearchParams(url.search);
  const id = url.pathname === '/watch' ? params.get('v') : /^\/(?:live|embed)\/([^/]+)$/.exec(url.pathname)?.[1];
  return id && /^[0-9A-Za-z_-]{11}$/.test(id) ? id : undefined;
}
