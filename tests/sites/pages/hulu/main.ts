import { AdSlot } from '../shared/ad-slot.ts';
import { Catalogue, uuids } from '../shared/catalogue.ts';
import { clipUrl } from '../shared/clips.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { FILL, showPrompt } from '../shared/player-box.ts';
import { box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';
import { adBar, metadata, pauseAd, timeline } from './interface.ts';

const options = readOptions({
  ...SMALL_OPTIONS,
  /** Where ads play: `separate` (`#ad-video-player`) or `stitched` (the film's own element). */
  adMode: 'separate',
  /** Whether the bar with the ad's badge and time shows. */
  adBar: true,
  /** Length of the clip before the film, in `#intro-video-player`, in seconds. */
  intro: 0,
  /** The element reports an infinite duration. */
  infinite: false,
  /** Shows a pause ad some seconds after a pause. */
  pauseAd: false,
});

let intro: AdSlot | undefined;

runSmallSite({
  name: 'hulu',
  options,
  catalogue: new Catalogue(uuids(4, '4a1a0000')),
  idOf: (address) => /^\/watch\/([0-9a-f-]{36})\/?$/.exec(address.pathname)?.[1],
  pathOf: (id) => `/watch/${id}`,
  build(video, title, running) {
    video.id = 'content-video-player';
    const adVideo = el('video', { id: 'ad-video-player', style: FILL });
    const introVideo = el('video', { id: 'intro-video-player', style: FILL });
    const adPlayer = box({ class: 'AdPlayer AdPlayer--hidden' }, adVideo);
    const introPlayer = box({ class: 'IntroPlayer' }, introVideo);
    const stage = box({ class: 'ContentPlayer' }, box({ class: 'ContentPlayer__videoPlayer' }, video));
    const root = layer({ id: 'web-player-app' }, stage, adPlayer, introPlayer);
    adPlayer.style.visibility = 'hidden';
    introPlayer.style.display = 'none';
    const film = options.infinite ? { endless: { seekable: Number.MAX_SAFE_INTEGER } } : {};
    return {
      root,
      box: root,
      film: options.adMode === 'separate' ? { ...film, adElement: adVideo } : film,
      furnish(session) {
        session.onChange.add(() => {
          const hidden = session.screen !== adVideo;
          adPlayer.classList.toggle('AdPlayer--hidden', hidden);
          adPlayer.style.visibility = hidden ? 'hidden' : 'visible';
          introPlayer.style.display = intro?.playing ? 'block' : 'none';
        });
        if (options.adBar) adBar(root, session);
        if (options.pauseAd) pauseAd(root, session);
        if (options.intro > 0) {
          intro = new AdSlot(video, introVideo, session.signal);
          intro.start({ at: 0, ads: 1, seconds: options.intro, played: true });
        }
        return [metadata(title), ...timeline(session, running.user)];
      },
    };
  },
  state: (session) => (session && intro?.playing ? { phase: 'ad' } : {}),
  actions: (running) => ({
    prompt(name) {
      if (name !== 'still-watching') throw new Error('the hulu stand-in has the prompt "still-watching" only');
      const root = document.querySelector<HTMLElement>('#web-player-app');
      running.session?.pause();
      const look = {
        box: { class: 'long-time-tips__title' },
        text: 'Are you still watching?',
        button: {},
        label: 'Yes',
      };
      if (root) showPrompt(root, look, () => running.session?.play());
    },
  }),
});

// The preview of a tile: in the document all the time.
const preview = el('video', { class: 'VideoPreviewPlayer', style: { width: '320px', height: '180px' } });
preview.muted = true;
preview.loop = true;
preview.autoplay = true;
preview.src = clipUrl('other');
document.body.append(preview);
