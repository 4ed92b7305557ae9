import type { Page } from 'playwright-core';

export interface Shot {
  name: string;
  /** Address inside the gallery. */
  path: string;
  width: number;
  height: number;
  /** What a hand does before the picture. */
  act?: (page: Page) => Promise<void>;
  /** `act` has filled the screen with the film: the window keeps its size. */
  fullscreen?: boolean;
  forcedColors?: boolean;
  moreContrast?: boolean;
  dark?: boolean;
}

export type Wishes = { lang?: string; size?: string; theme?: string };
export const query = (scene: string, wishes: Wishes) => new URLSearchParams({ scene, ...wishes }).toString();
