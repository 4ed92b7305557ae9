import { Catalogue, episodeText } from '../shared/catalogue.ts';
import { clockText } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { readOptions } from '../shared/options.ts';
import { box, layer, liveText, runSmallSite, SMALL_OPTIONS } from '../shared/small-site.ts';

/** app.plex.tv, and a server's own page: hash routes; the player opens over the details, and its address does not name what plays. */
const options = readOptions({
  ...SMALL_OPTIONS,
  /** Whether the title of a details address opens at once. */
  open: false,
  /** Title that is played from the start page, whose address names neither it nor its server. */
  home: '',
});
const catalogue = new Catalogue(['5001', '5002', '5003', '5004']);
/** In the document from the start. */
const plex = document.querySelector<HTMLElement>('#plex') ?? document.body;

/** `#!/server/<machineId>/details?key=%2Flibrary%2Fmetadata%2F<ratingKey>` */
const ratingKey = (hash: string) => /[?&]key=%2Flibrary%2Fmetadata%2F(\d+)/i.exec(hash)?.[1];

runSmallSite({
  name: 'plex',
  options,
  catalogue,
  idOf: (address) => options.home || (options.open ? ratingKey(address.hash) : undefined),
  pathOf: () => undefined,
  parent: () => plex,
  build(video, title) {
    // Only the addresses of what is asked for name the title, and of the queue its server.
    const key = encodeURIComponent(`/library/metadata/${title.id}`);
    for (const path of [
      `/playQueues?type=video&uri=${encodeURIComponent(`server://standin/com.plexapp.plugins.library/library/metadata/${title.id}`)}`,
      `/video/:/transcode/universal/start.mpd?path=${key}`,
      `/:/timeline?ratingKey=${title.id}&key=${key}`,
    ])
      void fetch(path).then((answer) => answer.text()); // Unread answers leave no entry behind.
    navigator.mediaSession.metadata = new MediaMetadata({
      title: title.title,
      artist: title.episode?.series ?? '',
    });
    const player = box({ class: 'Player-fullPlayerContainer-standin' }, video);
    return {
      root: layer({}, player),
      box: player,
      furnish: (session) => [
        el(
          'div',
          { class: 'PlayerControlsMetadata-container-standin' },
          el('a', { attrs: { 'data-testid': 'metadataTitleLink' }, text: title.episode?.series ?? title.title }),
          el('span', { text: episodeText(title, (s, e) => `S${s} · E${e}`) }),
        ),
        liveText(session, el('span', { attrs: { 'data-testid': 'mediaDuration' } }), () =>
          clockText(session.duration()),
        ),
      ],
    };
  },
});
