import type { Metadata } from './adapter.ts';

/** "S1 E3 - Name", "S1:E6 Name", "S1, E1 · Name", "Season 1, Ep. 4 Name". Other languages stay what they are: text. */
const EPISODE = /^\s*S(?:eason)?\s*(\d{1,4})[\s:,·-]*E(?:p(?:isode)?\.?)?\s*(\d{1,5})\s*[-:·–.]?\s*(.*)$/is;

const textOf = (selector: string): string => document.querySelector(selector)?.textContent?.trim() ?? '';

/** What two lines say of a title: name of series or film above, number and name of the episode below. */
export function titleLines(above: string, below: string): Metadata {
  const [, season, episode, name] = EPISODE.exec(below) ?? [];
  if (!above) return {};
  if (season === undefined || episode === undefined) return { title: above };
  return { title: name?.trim() || below.trim(), series: above, season: Number(season), episode: Number(episode) };
}

/** The same of two places in the page. */
export const titleAt = (above: string, below: string): Metadata => titleLines(textOf(above), textOf(below));

interface Linked {
  '@type'?: unknown;
  name?: unknown;
  episodeNumber?: unknown;
  partOfSeason?: { seasonNumber?: unknown };
  partOfSeries?: { name?: unknown };
}
const count = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
};

/** The film or episode that the page describes for machines (JSON-LD). Throws nothing on nonsense: it is then no film. */
export function linkedData(): Metadata {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const data = parsed(script.textContent);
    if (data === null || typeof data.name !== 'string') continue;
    const season = count(data.partOfSeason?.seasonNumber);
    const episode = count(data.episodeNumber);
    const series = data.partOfSeries?.name;
    return {
      title: data.name,
      ...(typeof series === 'string' ? { series } : {}),
      ...(season === undefined ? {} : { season }),
      ...(episode === undefined ? {} : { episode }),
    };
  }
  return {};
}

function parsed(text: string | null): Linked | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Linked) : null;
  } catch {
    return null; // not JSON: written by the site, read by nobody
  }
}
