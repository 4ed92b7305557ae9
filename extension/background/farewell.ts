import type { ErrorCode } from '../../shared/protocol/errors.ts';
import type { AppView } from '../messaging/party-view.ts';

type Farewell = NonNullable<AppView['farewell']>;

/** A seat that the server refuses to give back: what has happened meanwhile? Null: not the party's doing. */
export function farewellFor(code: ErrorCode): Farewell | null {
  switch (code) {
    case 'banned':
      return 'banned';
    case 'not-a-member':
    case 'party-locked':
      return 'kicked';
    case 'party-ended':
    case 'party-not-found':
      return 'ended';
    case 'not-signed-in':
      return 'signed-out';
    default:
      return null;
  }
}

/** Does a refused handshake end the party for us, or only keep us waiting (another version will get us in)? */
export const endsSeat = (code: ErrorCode): boolean => farewellFor(code) !== null || code === 'party-full';
