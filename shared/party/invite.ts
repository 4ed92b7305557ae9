import { parseServerUrl } from '../protocol/server-address.ts';
import { parsePartyCode } from './party-code.ts';

export interface Invite {
  partyCode: string;
  /** Origin of the server that the link names; null for a bare code. */
  serverUrl: string | null;
}

/** Reads a code or an invite link, typed or pasted, or the address of an invite page. */
export function readInvite(text: string): Invite | null {
  const partyCode = parsePartyCode(text.trim());
  if (!partyCode) return null;
  const link = text.trim();
  if (!/^https?:\/\//i.test(link)) return { partyCode, serverUrl: null };
  const server = parseServerUrl(link);
  return server.ok ? { partyCode, serverUrl: server.value } : null;
}
