import { useEffect } from 'preact/hooks';
import { useStore } from 'zustand';
import { may } from '../../../shared/party/permissions.ts';
import { t } from '../../ui/i18n.ts';
import { conditionOf, markOf, memberShort, memberWords } from '../../ui/member-words.ts';
import { Button } from '../../ui/parts/button.tsx';
import { WhoControls, WhoMay } from '../../ui/parts/party-choices.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { usePopup } from '../context.ts';
import { Note } from '../parts/card.tsx';
import { Frame, Self } from '../parts/frame.tsx';
import { InviteBox } from '../parts/invite-box.tsx';
import { MemberList } from '../parts/member-list.tsx';
import { isInvitedAway, OtherInvitation } from '../parts/other-invitation.tsx';
import { ServerAway } from '../parts/server-away.tsx';
import { TabNote } from '../parts/tab-note.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { arrive } from '../stores/first-run-store.ts';
import { partyStore } from '../stores/party-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFilm } from '../use-film.ts';

/** The party: code, people with their state, who may control, and the two ways to put things right or to go. */
export function PartyScreen() {
  const { ask, go, tabId } = usePopup();
  const party = useStore(partyStore, (s) => s.party);
  const problem = useStore(partyStore, (s) => s.problem);
  const doing = useAsk();
  const film = useFilm(tabId !== null && party?.tab?.tabId === tabId && party.tab.state === 'waiting');
  useEffect(arrive, []);
  if (!party) return <div class="pop-blank" />;
  const me = party.members.find((m) => m.id === party.you);
  const host = party.members.find((m) => m.role === 'host');
  const { settings, connection } = party;
  const maySet = me !== undefined && may(me.role, 'change-settings', settings.controlMode);
  const condition = me && conditionOf(me);
  const skew = me?.status.skewMs ?? null;
  const stateWords =
    connection.state !== 'online'
      ? t(connection.state === 'offline' ? 'connection.offline' : 'party.reconnecting')
      : condition && (memberShort(condition) ?? memberWords(condition, true));
  const exact = connection.state === 'online' && condition?.kind === 'in-step' && skew !== null;
  const trouble = doing.problem ?? (isInvitedAway(film, party) ? null : problem);

  return (
    <Frame
      title={settings.name}
      aside={
        <>
          {stateWords && condition && (
            <Tag mark={connection.state === 'online' ? markOf(condition) : 'hollow'} title={stateWords}>
              <span class="pop-tag-words">
                {exact ? t('party.figure', { words: stateWords, ms: Math.abs(Math.round(skew)) }) : stateWords}
              </span>
            </Tag>
          )}
          <Self />
        </>
      }
    >
      <OtherInvitation party={party} film={film} failed={problem} />
      <InviteBox
        partyCode={party.partyCode}
        inviteUrl={party.inviteUrl}
        name={settings.name}
        copyKind={party.tab?.state === 'no-permission' ? 'plain' : 'primary'}
      />
      {settings.locked && <p class="wp-sub">{t('party.locked')}</p>}
      <ServerAway inParty />
      <TabNote party={party} film={film} />
      <Trouble of={trouble} />
      {me?.reclaims && (
        <Note title={t('party.was-host', { name: host?.name ?? '' })}>
          <Button
            size="s"
            busy={doing.busy}
            onClick={() => void doing.run(() => ask('popup:moderate', { memberId: me.id, deed: 'make-host' }))}
          >
            {t('party.take-back')}
          </Button>
        </Note>
      )}
      <MemberList party={party} />
      {maySet ? (
        <section class="pop-group">
          <h2 class="pop-heading">{t('common.who-controls')}</h2>
          <WhoControls
            settings={settings}
            onChange={(change) => void doing.run(() => ask('popup:update-party', change))}
          />
        </section>
      ) : (
        <WhoMay settings={settings} />
      )}
      <div class="wp-row">
        <Button grow onClick={() => void ask('popup:sync-me', null)}>
          {t('common.sync-me')}
        </Button>
        <Button kind="quiet" onClick={() => void ask('popup:leave', null)}>
          {t('common.leave-party')}
        </Button>
      </div>
      {maySet && (
        <button type="button" class="pop-link pop-centred" id="pop-party-settings" onClick={() => go('party-settings')}>
          {t('common.party-settings')}
        </button>
      )}
    </Frame>
  );
}
