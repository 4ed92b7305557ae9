import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { PartySummary } from '../../../shared/protocol/api.ts';
import { t } from '../../ui/i18n.ts';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { usePopup } from '../context.ts';
import { siteWords } from '../film-words.ts';
import { toJoin } from '../intents.ts';
import { authStore } from '../stores/auth-store.ts';
import { useAsk } from '../use-ask.ts';
import { whenWords } from '../when.ts';
import { SureRow } from './sure-row.tsx';
import { Trouble } from './trouble.tsx';

const RANK = { live: 0, scheduled: 1, past: 2 } as const;

/** Live first, then what comes soonest, then the latest past. */
export const inOrder = (parties: readonly PartySummary[]): PartySummary[] =>
  [...parties].sort(
    (a, b) =>
      RANK[a.status] - RANK[b.status] ||
      (a.status === 'scheduled' ? (a.startsAt ?? 0) - (b.startsAt ?? 0) : b.createdAt - a.createdAt),
  );

/** One line about a party: who is there or when it is, and where the film plays. */
function about(party: PartySummary): string {
  const site = party.content ? siteWords(party.content) : '';
  const what =
    party.status === 'scheduled' && party.startsAt !== null
      ? whenWords(party.startsAt, Date.now())
      : party.watchingNow > 0
        ? t('home.watching-now', { count: party.watchingNow })
        : party.isHost
          ? t('home.nobody-now')
          : party.hostName && t('home.by', { name: party.hostName });
  return [what, site].filter(Boolean).join(' · ');
}

const NONE_ID = 'pop-no-parties';

/** Its host can only end it; everybody else takes it off their list, and what is over. */
const ends = (party: PartySummary) => party.isHost && party.status !== 'past';

/** My parties: one press goes back in; a host can end theirs, and the others go. */
export function PartyList({ blank }: { blank: boolean }) {
  const { ask, act, go, tabId } = usePopup();
  const connection = useStore(authStore, (s) => s.connection.state);
  const [parties, setParties] = useState<PartySummary[] | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const list = useAsk();
  const doing = useAsk();

  // Whoever said no goes on at the button that asked.
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asking === null && asked.current !== null) document.getElementById(`pop-end-${asked.current}`)?.focus();
    asked.current = asking;
  }, [asking]);

  // Whoever took one off goes on at the next; the button that asked goes with its row.
  const taken = useRef<{ partyCode: string; at: number } | null>(null);
  useEffect(() => {
    const { partyCode, at } = taken.current ?? { at: 0 };
    if (!parties || !partyCode || parties.some((one) => one.partyCode === partyCode)) return;
    taken.current = null;
    const next = parties[Math.min(at, parties.length - 1)];
    document.getElementById(next ? `pop-end-${next.partyCode}` : NONE_ID)?.focus();
  }, [parties]);

  const load = async () => {
    const found = await list.run(() => ask('popup:parties', null));
    if (found) setParties(inOrder(found));
  };
  useEffect(() => void load(), [connection === 'online']);

  // A server that does not answer is said by the screen as a whole.
  const failed = connection === 'online' && list.problem;
  if (!parties)
    return failed ? (
      <div class="pop-stretch">
        <Trouble of={failed} />
        <Button kind="quiet" size="s" busy={list.busy} onClick={() => void load()}>
          {t('common.try-again')}
        </Button>
      </div>
    ) : null;
  if (parties.length === 0)
    return (
      <p class="wp-sub pop-centred" id={NONE_ID} tabIndex={-1}>
        {t('home.no-parties')}
      </p>
    );
  const rejoin = (party: PartySummary) => {
    if (tabId !== null) void doing.run(() => act({ ...toJoin(tabId, party), blank }));
  };
  const remove = async (party: PartySummary) => {
    const { partyCode } = party;
    taken.current = { partyCode, at: parties.indexOf(party) };
    setAsking(null);
    await doing.run(() => ask(ends(party) ? 'popup:end-party' : 'popup:forget-party', { partyCode }));
    await load();
  };
  return (
    <section class="pop-list-box">
      <h2 class="pop-heading">{t('home.your-parties')}</h2>
      <Trouble of={doing.problem ?? failed} />
      <ul class="pop-list">
        {parties.map((party) => (
          <li key={party.partyCode}>
            {asking === party.partyCode ? (
              <SureRow
                words={t(ends(party) ? 'home.end-sure' : 'home.take-off-sure', { name: party.name })}
                yes={t(ends(party) ? 'home.end-yes' : 'home.take-off-yes')}
                onYes={() => void remove(party)}
                onNo={() => setAsking(null)}
              />
            ) : (
              <div class="pop-item">
                <button
                  type="button"
                  class="pop-item-main"
                  disabled={doing.busy || party.status === 'past'}
                  onClick={() => (party.status === 'scheduled' ? go('planned', party) : rejoin(party))}
                >
                  <span class="wp-grow">
                    <span class="wp-name pop-block" title={party.name}>
                      {party.name}
                    </span>
                    <span class="wp-state pop-block pop-one-line" title={about(party)}>
                      {about(party)}
                    </span>
                  </span>
                  <Tag {...(party.status === 'live' ? { tone: 'live' as const } : {})}>{t(`home.${party.status}`)}</Tag>
                </button>
                <IconButton
                  id={`pop-end-${party.partyCode}`}
                  label={t(ends(party) ? 'home.end-party-named' : 'home.take-off-named', { name: party.name })}
                  onClick={() => (party.status === 'past' ? void remove(party) : setAsking(party.partyCode))}
                >
                  <Icon name="close" size={14} />
                </IconButton>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
