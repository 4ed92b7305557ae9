import { RunningSite } from '../shared/title-site.ts';
import { catalogue, titleOfAddress } from './catalogue.ts';
import { showDetailPage } from './detail-page.ts';
import { options } from './options.ts';
import type { PrimeSession } from './prime-session.ts';
import { openWebPlayer } from './web-player.ts';

const site = new RunningSite<PrimeSession>({
  name: 'prime',
  options,
  // The player opens by itself for `?autoplay=1` only; else the user opens it.
  idOf: (address) =>
    new URLSearchParams(address.search).get('autoplay') === '1' ? titleOfAddress(address) : undefined,
  open(id, startAt, running) {
    // What the page asks the service for names the title in the address of the request.
    for (const path of ['/cdp/catalog/GetVodPlaybackResources?titleId=', '/lr/playerChromeResources/v1?entityId='])
      void fetch(`${path}${id}`).then((answer) => answer.text()); // Unread answers leave no entry behind.
    return openWebPlayer(id, startAt, running);
  },
  pathOf: () => undefined,
  next: (id) => catalogue.next(id),
  offered: [],
});

const current = titleOfAddress(location);
if (current) showDetailPage((id) => void site.go(id), current);
site.start();
