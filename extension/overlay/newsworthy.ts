import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { PartyView } from '../messaging/party-view.ts';

/** What can have words at all (`news.ts`). Nothing else waits for them: their script would be brought in vain. */

/** All that makes news of a view: while it stays as it is there is nothing to tell. */
export const newsworthy = ({ members, you, settings, connection }: PartyView): string =>
  JSON.stringify([
    // Of oneself: that one may not write. That one comes, goes or becomes host shows in nothing but the others' rows.
    members
      .filter(({ id, muted }) => id !== you || muted)
      .map(({ id, role, muted }) => [id, role === 'host', !!muted])
      .sort(),
    settings.controlMode,
    connection.state === 'offline',
  ]);

/** Is it news that somebody moved the film? One's own doing is seen, and for the server's holds there is the banner. */
export const isWorthTelling = ({ by, reason, content }: TimelineChange, view: PartyView | null): boolean =>
  by !== null &&
  by.memberId !== view?.you &&
  (reason === 'command' || reason === 'hold-over') &&
  // The same title with better data (its length became known).
  !(content && content.siteId === view?.content?.siteId && content.mediaKey === view.content.mediaKey);
