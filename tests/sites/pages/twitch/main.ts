import { Catalogue } from '../shared/catalogue.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import type { FilmSession } from '../shared/film-session.ts';
import { note } from '../shared/journal.ts';
import { readOptions } from '../shared/options.ts';
import { FILL, showWhile } from '../shared/player-box.ts';
import { attachFibers } from '../shared/react-fiber.ts';
import { box, liveText, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

const options = readOptions({
  ...SMALL_OPTIONS,
  /** The element's own `src` stays blank (the source is a child). */
  blankSrc: true,
  /** Where ads play: `stitched` or `separate`; unknown on the site. */
  adMode: 'stitched',
});
// `?t=1h2m3s`, as the site's own links have it.
const t = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(new URLSearchParams(location.search).get('t') ?? '');
if (t) options.t = Number(t[1] ?? 0) * 3600 + Number(t[2] ?? 0) * 60 + Number(t[3] ?? 0);

const heading = el('h2', { attrs: { 'data-a-target': 'stream-title' } });
const page = el('main', { style: { marginRight: '340px' } }, heading);
// An advertisement beside the chat has the same label as one in the player.
const chat = el(
  'div',
  { class: 'chat-shell', style: { position: 'fixed', right: '0', top: '0', width: '320px', height: '100%' } },
  el('span', { attrs: { 'data-a-target': 'video-ad-label' }, text: 'Ad' }),
);
document.body.append(page, chat);
const BIG = { position: 'relative', width: '100%', height: '540px', background: '#000' };
const SMALL = { position: 'fixed', left: '10px', bottom: '10px', width: '320px', height: '180px', zIndex: '5' };

runSmallSite({
  name: 'twitch',
  options,
  catalogue: new Catalogue(['2100000001', '2100000002', '2100000003', '2100000004']),
  idOf: (address) => /^\/(?:videos|[^/]+\/v(?:ideo)?)\/(\d+)\/?$/.exec(address.pathname)?.[1],
  pathOf: (id) => `/videos/${id}`,
  parent: () => page,
  // The player goes on in a corner on other pages of the site.
  minimise: () => Object.assign(document.querySelector<HTMLElement>('.persistent-player')?.style ?? {}, SMALL),
  build(video, title) {
    document.title = `${title.title} - Twitch`;
    heading.textContent = title.title;
    const adVideo = el('video', { style: { ...FILL, display: 'none' } });
    const overlay = box({ class: 'video-player__overlay' });
    const player = box(
      { attrs: { 'data-a-target': 'video-player' } },
      box({ class: 'video-player__container' }, box({ class: 'video-ref' }, video), adVideo, overlay),
    );
    const root = el('div', { class: 'persistent-player', style: BIG }, player);
    return {
      root,
      box: overlay,
      film: { viaChild: options.blankSrc, ...(options.adMode === 'separate' ? { adElement: adVideo } : {}) },
      furnish(session) {
        attachFibers([root, player, video], { props: { mediaPlayerInstance: instance(session) } }, 1);
        const ad = el(
          'div',
          { class: 'video-player__ad-info-container', style: { color: '#fff' } },
          el('span', { attrs: { 'data-a-target': 'video-ad-label' }, text: 'Ad ' }),
          liveText(session, el('span', { attrs: { 'data-a-target': 'video-ad-countdown' } }), () =>
            clockText(Math.ceil(session.adRemaining())),
          ),
        );
        showWhile(session, overlay, ad, () => session.ad !== undefined);
        session.onChange.add(() => {
          adVideo.style.display = session.screen === adVideo ? 'block' : 'none';
        });
        return [];
      },
    };
  },
});

/** The player's object as other extensions find it: seconds. */
function instance(session: FilmSession) {
  const core = {
    getPosition: () => session.position(),
    getDuration: () => session.duration(),
    seekTo(seconds: number) {
      note('api', 'seekTo', String(seconds));
      session.seek(seconds);
    },
    play: () => session.play(),
    pause: () => session.pause(),
  };
  return { ...core, playerInstance: { core } };
}
