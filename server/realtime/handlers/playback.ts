import { fail } from '../../../shared/protocol/errors.ts';
import type { CommandName } from '../../../shared/protocol/events.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import { applyCommand, type Command } from '../../party/apply-command.ts';
import { continueWithout } from '../../party/hold.ts';
import type { Handler, Handlers, Request } from '../handle.ts';
import { seatOfSocket } from '../socket-types.ts';

/**
 * Who does not say how long a command is wanted has given it up by then, however little it knows of our clock: what hung longer
 * than this on its way to live memory is not carried out (S27).
 */
const UNSAID_LIFE_MS = 10_000;

/** S3: the commands that move the timeline. */
export function playbackHandlers(engine: PartyEngine): Pick<Handlers, CommandName | 'continue-without'> {
  const command = <N extends CommandName>(name: N) => {
    const handler = async ({ socket, payload, receivedAt }: Request<N>) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      const one = { ...payload, name } as unknown as Command;
      return engine.run(
        seat.partyId,
        (view) => applyCommand(view, one, seat.memberId),
        one.until ?? receivedAt + UNSAID_LIFE_MS,
      );
    };
    // The acknowledgement of every command is the same, which the compiler does not see through `N`.
    return handler as Handler<N>;
  };
  return {
    'video-play': command('video-play'),
    'video-pause': command('video-pause'),
    'video-seek': command('video-seek'),
    'video-rate': command('video-rate'),
    'change-content': command('change-content'),
    'continue-without': async ({ socket }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      return engine.run(seat.partyId, (view) => continueWithout(view, seat.memberId));
    },
  };
}
