import type { Subject } from './subjects.ts';

/**
 * Pages without a definition of their own: nothing but the element to go by. Fed by script, so that they
 * can stall.
 */
const FED = 'autoplay=true&source=mse';
const WITHOUT = {
  prompt: 'a page without a definition has no known prompts',
  'ad in': 'a page without a definition has no known mark of an ad',
  'ad out': 'a page without a definition has no known mark of an ad',
  back: 'the page has one address for all that it shows',
};

function page(name: string, title: string, more: Partial<Subject> = {}, query = FED): Subject {
  const url = `https://films.example/${name}?${query}`;
  const own: Subject = { name: `generic: ${name}`, site: 'generic', url, keys: [url, url], second: { title } };
  return { ...own, ...more, without: { ...WITHOUT, ...more.without } };
}

const SPA = ['1', '2'].map((n) => `https://films.example/spa/${n}?${FED}`) as [string, string];
const FRAMES = `https://frames.example/?${FED}`;
const NO_JUMPS = (why: string) => ({ seek: why, 'hand seek': why });
const CAMERA = 'a camera’s stream can’t be moved, only shown';
const LIVE = 'a live stream has no position of the party’s own';

export const GENERIC: readonly Subject[] = [
  page('bare', 'A bare video'),
  page('twins', 'Three videos of the same size; the second is the film', { video: '.film-box video' }),
  page('preview', 'A film below a larger muted looping preview', { video: '.film-box video' }),
  page('shadow', 'A video two open shadow roots deep'),
  page('late', 'A video inserted seconds after load (delay=4000)'),
  page('replaced', 'The next film replaces src on the same element'),
  page('recreated', 'The next film gets a new element'),
  page('rate-resetting', 'The page sets the rate back to 1 after loading and seeking, and now and then', {
    without: {
      rate: 'the page fights any rate but 1',
      'rate reset': 'the page fights any rate but 1',
      'hand rate': 'the page fights any rate but 1',
    },
  }),
  page('fullscreen-video', 'The video itself goes fullscreen'),
  page('fullscreen-wrapper', 'A wrapper of the video goes fullscreen'),
  page('dialog', 'The player in a modal dialog, in the top layer'),
  page('keys', 'Global keys and a focus thief (thief=off|keys|always)'),
  page('blocked', 'The page starts its film by itself; a browser with an autoplay policy refuses', { autoplay: false }),
  page(
    'srcobject',
    'A MediaStream in srcObject: no source address, no seeking',
    {
      without: {
        ...NO_JUMPS(CAMERA),
        rate: CAMERA,
        'rate reset': CAMERA,
        'hand rate': CAMERA,
        stall: 'a camera’s stream has no store that could run dry',
        next: 'the page has one film',
      },
    },
    'autoplay=true',
  ),
  page('live', 'A live stream: duration Infinity, the seekable range moves', {
    without: { ...NO_JUMPS(LIVE), rate: LIVE, 'rate reset': LIVE, 'hand rate': LIVE, next: 'the page has one film' },
  }),
  {
    ...page('spa', 'Film 2'),
    url: SPA[0],
    keys: SPA,
    without: { ...WITHOUT, back: undefined },
  },
  {
    ...page('frame', ''),
    url: FRAMES,
    keys: [FRAMES, FRAMES],
    second: { title: 'A page with a framed player' },
    frame: { host: 'player.example', selector: '#film-frame' },
    start: 'Start on this page anyway',
  },
];
