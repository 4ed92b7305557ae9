import { useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { WireError } from '../../../shared/protocol/errors.ts';
import type { TabFilm } from '../../messaging/messages.ts';
import type { AppView } from '../../messaging/party-view.ts';
import { t } from '../../ui/i18n.ts';
import { authStore } from '../stores/auth-store.ts';
import { proceed } from '../stores/first-run-store.ts';
import { useInvitation } from '../use-invitation.ts';
import { JoinCard, OtherServerCard } from './join-card.tsx';
import { Trouble } from './trouble.tsx';

type Party = NonNullable<AppView['party']>;

/** Does the tab show the invitation to another party than ours? */
export const isInvitedAway = (film: TabFilm | null, party: Party): boolean =>
  film?.invite != null && film.invite.partyCode !== party.partyCode;

/** The invitation to another party in the tab of somebody who sits in one: what they leave for it stands beside the button. */
export function OtherInvitation(props: { party: Party; film: TabFilm | null; failed: WireError | null }) {
  const { party, film, failed } = props;
  const own = useStore(authStore, (s) => s.serverUrl);
  const [closed, setClosed] = useState(false);
  const invite = !closed && isInvitedAway(film, party) ? film?.invite : null;
  const isOurs = invite?.serverUrl === own;
  const found = useInvitation(isOurs ? (film?.url ?? null) : null);
  const onCancel = () => setClosed(true);
  if (!invite) return null;
  if (!isOurs)
    return (
      <OtherServerCard
        serverUrl={invite.serverUrl}
        note={t('settings.server-leaves')}
        onCancel={onCancel}
        onSwitch={() => proceed({ link: film?.url ?? '' })}
      />
    );
  if (!found) return null;
  if (!found.ok) return <Trouble of={found.error} />;
  const company = party.members.some((m) => m.connected && m.id !== party.you);
  const words = party.isHost && company ? 'join.leaves-host' : 'join.leaves';
  return (
    <JoinCard
      party={found.value}
      blank={false}
      note={t(words, { name: party.settings.name })}
      failed={failed}
      onCancel={onCancel}
    />
  );
}
