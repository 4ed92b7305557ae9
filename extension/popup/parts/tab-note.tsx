import { may } from '../../../shared/party/permissions.ts';
import type { TabFilm } from '../../messaging/messages.ts';
import type { AppView } from '../../messaging/party-view.ts';
import { listWords, t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { filmWords } from '../film-words.ts';
import { hostsOf, originsForContent } from '../intents.ts';
import { useAsk } from '../use-ask.ts';
import { Note } from './card.tsx';
import { Trouble } from './trouble.tsx';

type Party = NonNullable<AppView['party']>;

/** Where the party's tab is, when it is not where the film is: what is so, and one button. */
export function TabNote({ party, film }: { party: Party; film: TabFilm | null }) {
  const { ask, act, tabId } = usePopup();
  const { busy, problem, run } = useAsk();
  const { tab, content } = party;
  const me = party.members.find((m) => m.id === party.you);
  const mayShare = me !== undefined && may(me.role, 'change-content', party.settings.controlMode);
  const title = content ? filmWords(content).title : t('party.the-film');

  const origins = originsForContent(content);
  const here = tabId !== null && tab?.tabId === tabId;
  /** Hosts of frames that the film may be in, on the party's tab that shows none. */
  const framed = here ? (film?.frameOrigins ?? []) : [];
  const open = () => {
    if (tabId === null) return;
    const { partyCode } = party;
    void run(() => act({ kind: 'open-film', tabId, partyCode, origins: [...origins, ...framed] }));
  };
  const allow = (hosts: readonly string[]) => (
    <Button kind="primary" size="s" busy={busy} onClick={open}>
      {t('permission.allow', { sites: listWords(hostsOf(hosts)) })}
    </Button>
  );
  const trouble = <Trouble of={problem} />;
  const openButton = content && (
    <Button size="s" busy={busy} onClick={open}>
      {t('party.open-film')}
    </Button>
  );

  if (!content && tab?.state !== 'elsewhere') return <Note title={t('party.no-film')} text={t('party.no-film-sub')} />;
  switch (tab?.state) {
    case 'no-permission':
      return (
        <Note tone="warn" title={t('party.needs-permission')} text={t('party.needs-permission-sub')}>
          {origins.length > 0 && allow(origins)}
          {trouble}
        </Note>
      );
    case 'elsewhere':
      return (
        <Note title={t('party.tab-elsewhere')} text={content ? t('party.tab-elsewhere-sub', { title }) : undefined}>
          {openButton}
          {mayShare && tab.shows && (
            <Button kind="quiet" size="s" busy={busy} onClick={() => void run(() => ask('popup:share-film', null))}>
              {t('party.share-film')}
            </Button>
          )}
          {trouble}
        </Note>
      );
    case 'closed':
    case undefined:
      return (
        <Note title={t('party.tab-closed')} text={t('party.tab-elsewhere-sub', { title })}>
          {openButton}
          {trouble}
        </Note>
      );
    case 'waiting':
      if (framed.length > 0)
        return (
          <Note tone="warn" title={t('party.needs-permission')} text={t('party.needs-permission-sub')}>
            {allow(framed)}
            {trouble}
          </Note>
        );
      return (
        <p class="wp-sub" role="status">
          {t('party.tab-waiting')}
        </p>
      );
    case 'opening':
      return (
        <p class="wp-sub" role="status">
          {t('party.tab-opening')}
        </p>
      );
    case 'playing':
      return null;
  }
}
