import type { Content } from '../../../shared/party/content.ts';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { filmTime } from '../../ui/time.ts';
import { type Banner, dismissible } from '../banner.ts';
import type { BannerRequest } from '../log-acts.ts';
import { namesWords } from '../toast-words.ts';
import type { Drawn } from './context.ts';

/** What a banner says: what is so, and why or until when. */
export function bannerWords(banner: Banner): { title: string; detail: string } {
  switch (banner.kind) {
    case 'needs-click':
      return {
        title: clickLabel(banner.position),
        detail: t(banner.framed ? 'banner.click-frame' : 'banner.click-why'),
      };
    case 'refused':
      return { title: t('banner.refused'), detail: errorWords(banner.error) };
    case 'offline': {
      const { seconds } = banner;
      return {
        title: t('banner.offline'),
        detail: seconds ? t('banner.offline-next', { seconds }) : t('banner.offline-why'),
      };
    }
    case 'going': {
      const { name, content, seconds } = banner;
      const title = titleWords(content);
      return {
        title: title ? t('banner.going', { name, title }) : t('banner.going-plain', { name }),
        detail: seconds > 0 ? t('banner.going-in', { seconds }) : t('banner.going-now'),
      };
    }
    case 'other-title': {
      const { title, address } = banner;
      return {
        title: title ? t('banner.other-title', { title }) : t('banner.other-title-plain'),
        detail: address ?? t('banner.other-title-why'),
      };
    }
    case 'unavailable':
    case 'no-subscription': {
      const { kind, site } = banner;
      return { title: t(`banner.${kind}`, { site }), detail: t(`banner.${kind}-why`) };
    }
    case 'other-cut':
      return { title: t('banner.other-cut'), detail: t('banner.other-cut-why') };
    case 'waiting': {
      const { seconds } = banner;
      const why = t(`banner.why-${banner.why}`);
      const detail =
        seconds === null ? why : seconds > 0 ? t('banner.goes-on', { why, seconds }) : t('banner.goes-on-now', { why });
      return { title: waitingTitle(banner), detail };
    }
  }
}

/** "The Long Way, season 1, episode 2": enough to know whether one wants to go there. */
function titleWords({ series, title, season, episode }: Content): string {
  if (episode === undefined) return series || title;
  const place =
    season === undefined ? t('common.episode', { episode }) : t('common.season-episode', { season, episode });
  return [series || title, place].filter(Boolean).join(' · ');
}

const clickLabel = (position: number | null) =>
  position === null ? t('banner.click-join-plain') : t('banner.click-join', { time: filmTime(position) });

function waitingTitle({ others, you }: Extract<Banner, { kind: 'waiting' }>): string {
  const names = namesWords(others.map((member) => member.name));
  if (!you) return t('banner.waiting', { names });
  return others.length > 0 ? t('banner.waiting-you-and', { names }) : t('banner.waiting-you');
}

export function BannerView({ banner, drawn }: { banner: Banner; drawn: Drawn }) {
  const { title, detail } = bannerWords(banner);
  const first = banner.kind === 'waiting' ? banner.others[0] : undefined;
  // The one thing to do is the button itself; saying it twice would be clutter.
  const clickable = banner.kind === 'needs-click';
  return (
    <div class={`wp-banner wp-banner-${banner.kind}`}>
      {first && <Avatar name={first.name} avatar={first.avatar} size="s" />}
      <div class="wp-banner-words">
        {!clickable && (
          <div class="wp-name" title={title}>
            {title}
          </div>
        )}
        <div class="wp-state">{detail}</div>
      </div>
      <BannerAction banner={banner} drawn={drawn} />
      {dismissible(banner) && (
        <IconButton
          label={t('common.close')}
          onClick={() => drawn.dispatch({ kind: 'set', set: { dismissed: banner.kind } })}
        >
          <Icon name="close" />
        </IconButton>
      )}
    </div>
  );
}

/** What to press: its words, and what the background is asked for. Null: there is nothing to do but to wait. */
function actionOf(banner: Banner): [words: string, request: BannerRequest] | null {
  switch (banner.kind) {
    case 'offline':
      return [t('common.try-now'), 'overlay:retry'];
    // Whoever runs the server may have brought it up to date, or this version has been meanwhile.
    case 'refused':
      return [t('common.try-again'), 'overlay:retry'];
    case 'waiting':
      return banner.mayContinue ? [t('banner.continue'), 'overlay:continue-without'] : null;
    case 'going':
      return [t('banner.stay'), 'overlay:stay'];
    case 'unavailable':
      return [t('banner.try-there'), 'overlay:open-film'];
    case 'no-subscription':
      return [t('banner.go-there'), 'overlay:open-film'];
    case 'other-title':
      return banner.mayGo ? [t('banner.go-there'), 'overlay:open-film'] : null;
    default:
      return null;
  }
}

function BannerAction({ banner, drawn: { actions, log } }: { banner: Banner; drawn: Drawn }) {
  if (banner.kind === 'needs-click') {
    return (
      <Button kind="primary" onClick={() => actions.clickToJoin()}>
        {clickLabel(banner.position)}
      </Button>
    );
  }
  const action = actionOf(banner);
  if (!action) return null;
  const [words, request] = action;
  return (
    <Button size="s" kind={banner.kind === 'other-title' ? 'primary' : 'plain'} onClick={() => log.follow(request)}>
      {words}
    </Button>
  );
}
