import type { Screen } from '../../extension/popup/screen.ts';

/**
 * Where people come to in the built extension, and at a server's pages: each is judged by axe in the e2e where it is up anyway
 * (`nobodyIsKeptOut`). A new screen of the popup needs a row here, and each state a call; a unit test looks for it.
 */
export const SCREENS = {
  services: ['somebody new'],
  welcome: ['a name is missing', 'invited', 'the server is away', 'sign up', 'sign in, refused'],
  permission: ['it was denied'],
  home: [
    'ready',
    'film and parties',
    'no film',
    'invited, without the service',
    'invited to another server',
    'parties',
  ],
  schedule: ['a moment that has passed'],
  planned: ['its host’s, with QR code'],
  party: ['its host’s, with QR code', 'a co-host’s', 'invited away', 'asked before removing', 'was its host'],
  'party-settings': ['away and banned'],
  settings: ['password changed', 'a guest’s, account refused', 'server tested'],
  picture: ['no picture', 'chosen'],
  diagnostics: ['in a party'],
  farewell: ['banned'],
  // Only a server of another version brings it: tests/looks judges it.
  version: [],
  overlay: [
    'docked',
    'menu',
    'floating',
    'pill',
    'fullscreen',
    'people, as their host sees them',
    'people, as a member sees them',
    'asked before removing',
    'menu at a message',
    'muted',
    'a name to choose',
    'something from a later scene',
    'emoji',
    'party settings',
    'waiting for somebody',
    'offline',
    'title not shown',
    'on another title',
    'needs a click',
  ],
  'last words': ['removed'],
  invitation: ['explains', 'explains, dark', 'its button joins', 'planned', 'no such party'],
  API: ['its page', 'its page, dark'],
} as const satisfies Record<
  Exclude<Screen, 'blank'> | 'overlay' | 'last words' | 'invitation' | 'API',
  readonly string[]
>;

type Screens = typeof SCREENS;
/** `welcome: invited` */
export type ScreenState = { [S in keyof Screens]: `${S}: ${Screens[S][number]}` }[keyof Screens];
