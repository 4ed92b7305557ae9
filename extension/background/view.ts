import type { Content } from '../../shared/party/content.ts';
import { may } from '../../shared/party/permissions.ts';
import { hasHostOfItsOwn, isSiteId, SITES } from '../../shared/sites/index.ts';
import type { AppView, PartyView, Service } from '../messaging/party-view.ts';
import { ownMember } from './party.ts';
import type { AppState } from './state.ts';

/** What the party's page is shown: neither token nor code (decision 2). Null while nothing is known of the party yet. */
export function partyView(state: AppState): PartyView | null {
  const { party } = state;
  if (!party) return null;
  const role = ownMember(party)?.role ?? 'member';
  return {
    name: party.settings.name,
    settings: party.settings,
    content: party.content,
    service: party.content && serviceOf(party.content),
    members: party.members,
    you: party.you,
    mayControl: may(role, 'control-playback', party.settings.controlMode),
    hold: party.hold,
    epoch: party.timeline.epoch,
    outbox: state.outbox,
    connection: state.connection,
    going: state.going,
    begins: state.seat?.begins ?? false,
  };
}

/** Told to the page, so that its scripts need not know every site. */
function serviceOf({ siteId, mediaKey }: Content): Service | null {
  if (!isSiteId(siteId)) return null;
  const url = SITES[siteId].watchUrl(mediaKey);
  if (url === null) return null;
  return { name: SITES[siteId].name, address: hasHostOfItsOwn(siteId) ? url.replace(/^https:\/\//, '') : null };
}

/** Everything the popup shows. The chat is on the page. */
export function appView(state: AppState): AppView {
  const page = partyView(state);
  const { party, seat } = state;
  return {
    serverUrl: state.serverUrl,
    account: state.session?.account ?? null,
    connection: state.connection,
    party:
      page && party && seat
        ? {
            ...page,
            outbox: [],
            partyCode: party.partyCode,
            inviteUrl: seat.inviteUrl,
            isHost: ownMember(party)?.role === 'host',
            tab: state.tab,
          }
        : null,
    farewell: state.farewell,
    pending: state.pending,
    problem: state.problem,
  };
}
