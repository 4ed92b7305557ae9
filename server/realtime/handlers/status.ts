import { fail, ok } from '../../../shared/protocol/errors.ts';
import type { Clock } from '../../clock.ts';
import type { PartyEngine } from '../../engine/party-engine.ts';
import type { Handlers } from '../handle.ts';
import { seatOfSocket } from '../socket-types.ts';

/** What a player says of itself, and what time it is. */
export function statusHandlers(engine: PartyEngine, clock: Clock): Pick<Handlers, 'report-status' | 'clock-ping'> {
  return {
    'report-status': async ({ socket, payload }) => {
      const seat = seatOfSocket(socket);
      if (!seat) return fail('not-a-member');
      const { timing, ...status } = payload;
      socket.data.ready = status.ready;
      const taken = await engine.report(seat, { status, timing: timing ?? null });
      return taken ? ok(null) : fail('not-a-member');
    },
    // S5: nothing between the two readings but this line.
    'clock-ping': ({ receivedAt }) => ok({ t2: receivedAt, t3: clock.party() }),
  };
}
