import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useStore } from 'zustand';
import type { PartyPreview } from '../../../shared/protocol/api.ts';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { hasHostOfItsOwn, isSiteId, SITES } from '../../../shared/sites/index.ts';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { filmWords } from '../film-words.ts';
import { toJoin } from '../intents.ts';
import { checkService } from '../service-check.ts';
import { authStore } from '../stores/auth-store.ts';
import { firstRunStore, proceed } from '../stores/first-run-store.ts';
import { useAsk } from '../use-ask.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { fullWhen } from '../when.ts';
import { Card } from './card.tsx';
import { hostOf } from './server-away.tsx';
import { Trouble } from './trouble.tsx';

/** An invitation: who, what, and one button. The address of a page of its own is shown before it is opened (decision 8). */
export function JoinCard(props: {
  party: PartyPreview;
  blank: boolean;
  /** What joining costs. */
  note?: string;
  /** What came of a try to join that was made elsewhere. */
  failed?: WireError | null;
  onCancel: () => void;
}) {
  const { party, blank, note, failed, onCancel } = props;
  const { ask, act, tabId } = usePopup();
  const { busy, problem, run } = useAsk();
  const [kept, setKept] = useState(false);
  // What costs something is not a press of Enter away.
  const box = useFirstFocus(!note);
  const join = () => {
    if (tabId === null) return;
    void run(() => act({ ...toJoin(tabId, party), blank }));
  };
  const keep = () =>
    void run(async () => {
      const done = await ask('popup:remember-party', { partyCode: party.partyCode });
      setKept(done.ok);
      return done;
    });
  return (
    <Card>
      <JoinFacts party={party} />
      {note && (
        <p class="wp-sub pop-told" role="note">
          {note}
        </p>
      )}
      <Trouble of={problem ?? failed ?? null} />
      <div class="pop-stretch" ref={box}>
        <Button kind="primary" busy={busy} onClick={join}>
          {busy ? t('join.joining') : t('join.button')}
        </Button>
        {isToCome(party) && !kept && (
          <Button busy={busy} onClick={keep}>
            {t('schedule.remember')}
          </Button>
        )}
        {kept && (
          <p class="wp-sub pop-centred" role="status">
            {t('popup.saved')}
          </p>
        )}
        <Button kind="quiet" size="s" onClick={onCancel}>
          {t(kept ? 'popup.done' : 'join.not-now')}
        </Button>
      </div>
    </Card>
  );
}

const isToCome = ({ startsAt }: PartyPreview): boolean => startsAt !== null && startsAt > Date.now();

/** Who invites to what, and what it takes to watch along. */
export function JoinFacts({ party }: { party: PartyPreview }) {
  const { content } = party;
  const film = content && filmWords(content);
  const services = useStore(authStore, (s) => s.account?.streamingServices);
  const ticked = useStore(firstRunStore, (s) => s.services);
  const service = checkService(content, services ?? ticked);
  const onSite = film?.named ? t('join.on-site', { site: film.site }) : '';
  const address =
    content && hasHostOfItsOwn(content.siteId)
      ? SITES[content.siteId].watchUrl(content.mediaKey)?.replace(/^https:\/\//, '')
      : null;
  return (
    <>
      <p class="pop-eyebrow">
        <span class="wp-name pop-light" title={party.hostName}>
          {t('join.invites', { name: party.hostName })}
        </span>
      </p>
      <div>
        <h2 class="wp-title pop-two-lines" title={party.name}>
          {party.name}
        </h2>
        <p class="wp-sub pop-two-lines">
          {film ? [film.title, film.detail, onSite].filter(Boolean).join(' · ') : t('join.film-none')}
        </p>
        {party.startsAt !== null && isToCome(party) && (
          <p class="pop-strong">
            <time dateTime={new Date(party.startsAt).toISOString()}>{fullWhen(party.startsAt)}</time>
          </p>
        )}
        {party.locked && <p class="wp-sub">{t('join.locked')}</p>}
        <p class="wp-sub">
          {party.watchingNow > 0 ? t('home.watching-now', { count: party.watchingNow }) : t('home.nobody-now')}
        </p>
      </div>
      {address && (
        <div class="pop-consent">
          <p class="pop-address" dir="ltr">
            {t('join.opens', { address })}
          </p>
          <p class="wp-sub">{t('join.opens-hint')}</p>
        </div>
      )}
      {content && !isSiteId(content.siteId) && <p class="wp-sub">{t('join.unknown-site', { site: content.siteId })}</p>}
      {film && service !== 'has' && (
        <p class="wp-sub pop-told" role="note">
          {t(service === 'lacks' ? 'join.lacks-service' : 'join.needs-service', { site: film.site })}
        </p>
      )}
    </>
  );
}

/** The invitation names another server than ours: a choice of the user's, never made by a link (B5). */
export function OtherServerCard(props: {
  serverUrl: string;
  note?: string;
  onCancel: () => void;
  onSwitch?: () => void;
}) {
  const { serverUrl, note, onCancel, onSwitch } = props;
  const { ask } = usePopup();
  const own = useStore(authStore, (s) => s.serverUrl);
  const { busy, problem, run } = useAsk();
  const server = hostOf(serverUrl);
  const change = () => {
    onSwitch?.();
    void run(async () => {
      const done = await ask('popup:set-server', { url: serverUrl });
      // It does not answer: nothing was switched, and the next popup need not ask again.
      if (!done.ok) proceed({ link: '' });
      return done;
    });
  };
  return (
    <Card>
      <h2 class="wp-title">{t('join.other-server')}</h2>
      <p class="wp-sub pop-wrap">{t('join.other-server-sub', { server, own: hostOf(own) })}</p>
      {note && (
        <p class="wp-sub pop-told" role="note">
          {note}
        </p>
      )}
      <Trouble of={problem && t('server.test-silent', { server })} />
      <YesOrNotNow busy={busy} costs={!!note} onYes={change} onNotNow={onCancel}>
        {t('join.switch', { server })}
      </YesOrNotNow>
    </Card>
  );
}

/**
 * The answers to an invitation. The focus is on the first: it was opened to be answered. But what costs something is not a press
 * of Enter away.
 */
function YesOrNotNow(props: {
  busy: boolean;
  costs: boolean;
  onYes: () => void;
  onNotNow: () => void;
  children: ComponentChildren;
}) {
  const box = useFirstFocus(!props.costs);
  return (
    <div class="pop-stretch" ref={box}>
      <Button kind="primary" busy={props.busy} onClick={props.onYes}>
        {props.children}
      </Button>
      <Button kind="quiet" size="s" onClick={props.onNotNow}>
        {t('join.not-now')}
      </Button>
    </div>
  );
}
