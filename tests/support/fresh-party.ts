import { randomUUID } from 'node:crypto';
import { type NewParty, newParty } from '../../server/party/conduct.ts';
import type { LiveParty } from '../../server/party/live-party.ts';
import type { Person } from '../../server/party/membership.ts';
import type { PartySettings } from '../../shared/party/party.ts';

export const HOST: Person = { id: 'host', name: 'Host', avatar: { hue: 1, emoji: '' }, guest: false };

type Asked = Partial<Omit<NewParty, 'settings'>> & { settings?: Partial<PartySettings> };

/**
 * A party as it begins, without a film, its host alone in it.
 * @param now party clock, ms
 * @param wallNow ms since 1970
 */
export function freshParty(now: number, wallNow: number, { settings, ...asked }: Asked = {}): LiveParty {
  const usual = { name: 'P', controlMode: 'everyone', waitFor: 'everyone', waitForAds: false, locked: false } as const;
  return newParty(
    {
      id: randomUUID(),
      partyCode: randomUUID(),
      settings: { ...usual, ...settings },
      content: null,
      startsAt: null,
      host: HOST,
      ...asked,
    },
    now,
    wallNow,
  );
}
