import { fail } from '../../../shared/protocol/errors.ts';
import type { CommandName } from '../../../shared/protocol/events.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import { applyCommand, type Command } from '../../party/apply-command.ts';
import { continueWithout } from '../../party/hold.ts';
import type { Handler, Handlers, Request } from '../handle.ts';
import { seatOfSocket } from '../socket-types.ts';

/** S3: the commands that move the timeline. */
export function playbackHandlers(engine: PartyEngine): Pick<Handlers, CommandName | 'continue-without'> {
  const command = <N extends CommandName>(name: N) => {
    const handler = async ({ socket, payload }: Request<N>) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      const one = { ...payload, name } as unknown as Command;
      return engine.run(seat.partyId, (view) => applyCommand(view, one, seat.memberId));
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
