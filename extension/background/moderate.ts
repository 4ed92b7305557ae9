import { fail, type Result } from '../../shared/protocol/errors.ts';
import type { ContentRequests } from '../messaging/messages.ts';
import type { PartyLine } from './party-line.ts';

/** What a leader does to a member, from popup or overlay, as the server is asked for it: it decides by their ranks. */
export async function moderate(
  line: Pick<PartyLine, 'ask'> | null,
  { memberId, deed }: ContentRequests['overlay:moderate']['in'],
): Promise<Result<null>> {
  if (!line) return fail('offline');
  switch (deed) {
    case 'mute':
    case 'unmute':
      return line.ask('mute-member', { memberId, muted: deed === 'mute' });
    case 'kick':
    case 'ban':
      return line.ask('kick-member', { memberId, ban: deed === 'ban' });
    case 'make-host':
      return line.ask('set-role', { memberId, role: 'host' });
    case 'make-co-host':
      return line.ask('set-role', { memberId, role: 'co-host' });
    case 'make-member':
      return line.ask('set-role', { memberId, role: 'member' });
  }
}
