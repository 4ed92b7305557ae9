import { Catalogue } from '../shared/catalogue.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { FILL, showPrompt, showWhile } from '../shared/player-box.ts';
import { box, layer, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

/** jellyfin.example: a server of one's own. While it plays, the address is `#/video` and names no item. */
const options = readOptions({
  ...SMALL_OPTIONS,
  fullscreen: 'html',
  /** `direct`, or `transcode`: the element's clock begins at 0 with a new source wherever a seek leads. */
  stream: 'direct',
});
const ITEM = (n: number) => `00000000000000000000000000000${n}f0`;
const catalogue = new Catalogue([ITEM(1), ITEM(2), ITEM(3), ITEM(4)]);
const DEVICE = 'standin-device';
const TICKS_PER_SECOND = 10_000_000;
const UP_NEXT_S = 6;
let opened = false;
const osdPage = el('div', { id: 'videoOsdPage' });
document.body.append(osdPage);

const site = runSmallSite({
  name: 'jellyfin',
  options,
  catalogue,
  // A details address opens its item at once, but not when the user comes back to it; `#/video` has nothing to play.
  idOf: (address) => (opened ? undefined : /^#\/details\?(?:.*&)?id=([0-9a-f]{32})/.exec(address.hash)?.[1]),
  pathOf: () => '/web/index.html#/video',
  build(video, title, running) {
    opened = true;
    document.title = title.episode ? `${title.episode.series} - ${title.title}` : title.title;
    // After the address was seen: the player's own takes its place.
    if (location.hash !== '#/video') history.pushState({}, '', `/web/index.html${location.search}#/video`);
    video.className = 'htmlvideoplayer';
    const root = layer({ class: 'videoPlayerContainer videoPlayerContainer-onTop' }, video);
    const osd = box({ class: 'videoOsdBottom' });
    root.append(osd);
    for (const action of ['play', 'pause', 'seekto'] as const) {
      navigator.mediaSession.setActionHandler(action, ({ seekTime }) => {
        if (action === 'seekto') running.session?.seek(seekTime ?? 0);
        else running.session?.[action]();
      });
    }
    return {
      root,
      box: osd,
      film: options.stream === 'transcode' ? { rebase: () => 0, freshSource: true } : {},
      furnish(session) {
        const style = { ...FILL, top: 'auto', height: 'auto', bottom: '60px', color: '#fff' };
        const upNext = el(
          'div',
          { class: 'upNextContainer', style },
          el('button', { text: 'Start now', onclick: () => running.next() }),
        );
        showWhile(session, root, upNext, () => session.position() > session.duration() - UP_NEXT_S);
        // First in the body, as the site has it.
        queueMicrotask(() => document.body.prepend(root));
        return [];
      },
    };
  },
  actions: (running) => ({
    prompt(name) {
      if (name !== 'still-watching') throw new Error('the jellyfin stand-in has the prompt "still-watching" only');
      running.session?.pause();
      const look = { box: { class: 'dialog formDialog' }, text: 'Are you still watching?', button: {}, label: 'Yes' };
      showPrompt(document.body, look, () => running.session?.play());
    },
  }),
});

/** What the server says of its players, as the page's world can ask it. */
async function getSessions({ deviceId }: { deviceId?: string } = {}): Promise<object[]> {
  const { session, id } = site;
  if (!session || !id || (deviceId !== undefined && deviceId !== DEVICE)) return [];
  const { title, episode } = catalogue.titleOf(id);
  const ticks = (seconds: number) => Math.round(seconds * TICKS_PER_SECOND);
  return [
    {
      DeviceId: DEVICE,
      PlayState: { PositionTicks: ticks(session.position()), IsPaused: session.paused() },
      NowPlayingItem: {
        Id: id,
        Name: title,
        RunTimeTicks: ticks(session.duration()),
        ...(episode
          ? {
              Type: 'Episode',
              SeriesName: episode.series,
              ParentIndexNumber: episode.season,
              IndexNumber: episode.number,
            }
          : { Type: 'Movie' }),
      },
    },
  ];
}

Object.assign(window, { ApiClient: { getSessions, deviceId: () => DEVICE, serverId: () => 'standin-server' } });
