import { useEffect, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { PartyPreview } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/protocol/errors.ts';
import { usePopup } from './context.ts';
import { authStore } from './stores/auth-store.ts';

/**
 * What an invitation is to; asked again when a server that was away is back.
 * @param link of our server; null: there is none
 * @returns null until it is known
 */
export function useInvitation(link: string | null): Result<PartyPreview> | null {
  const { ask } = usePopup();
  const online = useStore(authStore, (s) => s.connection.state === 'online');
  const [found, setFound] = useState<Result<PartyPreview> | null>(null);
  useEffect(() => {
    if (link !== null && !found?.ok) void ask('popup:preview', { codeOrLink: link }).then(setFound);
  }, [ask, link, online]);
  return found;
}
