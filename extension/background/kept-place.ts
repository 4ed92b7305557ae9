import browser from 'webextension-polyfill';
import { z } from '../../shared/protocol/zod.ts';
import { type KeptPlace, LINES_MAX } from '../messaging/kept-place.ts';
import { placeSchema } from './content-schemas.ts';
import type { PartyState } from './party.ts';

/** In `storage.session`: it outlives page and worker, and neither the seat nor the browser. */
const KEY = 'place';
const entrySchema = z.object({ partyId: z.string(), you: z.string(), place: placeSchema });

type Whose = Pick<PartyState, 'partyId' | 'you'>;

/** Where one is in a party's chat: the page that shows it tells, the one that loads in its place is told. */
export interface Places {
  /** Without a party there is nothing to keep. */
  keep(party: Whose | null, place: KeptPlace): Promise<void>;
  /**
   * Reads where the page before was.
   * @returns what tells it to whom it belongs; anybody else, and a party in which there was no page before, gets undefined
   */
  read(): Promise<(party: Whose | null) => KeptPlace | undefined>;
}

export const places: Places = {
  async keep(party, place) {
    if (party) await browser.storage.session.set({ [KEY]: { partyId: party.partyId, you: party.you, place } });
  },
  async read() {
    const { success, data } = entrySchema.safeParse((await browser.storage.session.get(KEY))[KEY]);
    return (party) => {
      if (!success || data.partyId !== party?.partyId || data.you !== party.you) return undefined;
      // The page numbers its own from 1 on.
      return { ...data.place, lines: data.place.lines.map((line, index) => ({ ...line, id: index - LINES_MAX })) };
    };
  },
};

export const forgetPlace = (): Promise<void> => browser.storage.session.remove(KEY);
