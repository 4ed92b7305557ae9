import { Catalogue, episodeText, uuids } from '../shared/catalogue.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { FILL, showWhile } from '../shared/player-box.ts';
import { box, layer, liveText, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

const options = readOptions({
  ...SMALL_OPTIONS,
  /** Where ads play: `stitched` or `separate` (an element over the film); unknown on the site. */
  adMode: 'stitched',
  /** Seconds before the end at which the picture shrinks beside the credits. */
  credits: 8,
});

/** Class names are hashed anew with each release: here with each load. */
const HASH = Math.random().toString(36).slice(2, 8);
const hashed = (name: string) => `${name}-Fuse-Web-Play__sc-${HASH}-0`;

/** Two ids name a title: the video's and that of its edit. */
const edits = uuids(4, 'ed170000');
const ids = uuids(4, '4b000000').map((id, i) => `${id}/${edits[i]}`) as [string, ...string[]];
const catalogue = new Catalogue(ids);

const appRoot = el('div', { id: 'app-root' });
document.body.append(appRoot);

runSmallSite({
  name: 'hbomax',
  options,
  catalogue,
  idOf: (address) => /^\/video\/watch\/([0-9a-f-]{36}(?:\/[0-9a-f-]{36})?)\/?$/.exec(address.pathname)?.[1],
  pathOf: (id) => `/video/watch/${id}`,
  parent: () => appRoot,
  build(video, title, site) {
    video.dataset.testid = 'VideoElement';
    const adVideo = el('video', { style: { ...FILL, display: 'none' } });
    const player = box({ class: hashed('StyledPlayerContainer'), attrs: { 'data-testid': 'playerContainer' } }, video);
    const overlay = box({ id: 'overlay-root', attrs: { 'data-testid': 'overlay-root', tabindex: '0' } });
    const root = layer({ id: 'layer-root-player-screen' }, player, overlay);
    overlay.before(adVideo);
    const button = (name: string, act: () => void) =>
      el('button', { attrs: { 'data-testid': `player-ux-${name}-button` }, text: name, onclick: act });
    return {
      root,
      box: overlay,
      film: options.adMode === 'separate' ? { adElement: adVideo } : {},
      furnish(session) {
        const { user } = site;
        const ad = el(
          'div',
          { class: hashed('AdOverlayContainer'), style: { position: 'absolute', top: '20px', color: '#fff' } },
          liveText(session, el('span'), () => `Ad ${clockText(Math.ceil(session.adRemaining()))}`),
        );
        const upNext = el(
          'div',
          { attrs: { 'data-testid': 'up_next' } },
          button('up-next', () => site.next()),
        );
        const inCredits = () => session.position() > session.duration() - options.credits;
        showWhile(session, overlay, ad, () => session.ad !== undefined);
        showWhile(session, overlay, upNext, inCredits);
        session.onChange.add(() => {
          adVideo.style.display = session.screen === adVideo ? 'block' : 'none';
          player.classList.toggle('player-shrink-transition-enter-done', inCredits());
          Object.assign(
            player.style,
            inCredits() ? { width: '40%', height: '40%' } : { width: '100%', height: '100%' },
          );
        });
        queueMicrotask(() => overlay.focus());

        const scrubber = el('input', {
          attrs: { type: 'range', min: '0', 'data-testid': 'player-ux-scrubber-position' },
        });
        scrubber.addEventListener('change', () => user.seek(Number(scrubber.value)));
        session.onChange.add(() => {
          scrubber.max = String(session.duration());
          scrubber.value = String(session.position());
          scrubber.setAttribute('aria-valuenow', String(Math.floor(session.position())));
          scrubber.setAttribute('aria-valuemax', String(Math.floor(session.duration())));
        });
        return [
          el('span', {
            attrs: { 'data-testid': 'player-ux-asset-title' },
            text: title.episode?.series ?? title.title,
          }),
          el('span', {
            attrs: { 'data-testid': 'player-ux-season-episode' },
            text: episodeText(title, (s, e) => `S${s} E${e}:`),
          }),
          button('play-pause', () => (session.paused() ? user.play() : user.pause())),
          button('skip-back', () => user.seek(session.position() - 10)),
          button('skip-forward', () => user.seek(session.position() + 10)),
          scrubber,
        ];
      },
    };
  },
});
