import { render } from 'preact';
import { FAREWELL_ID, type FarewellNote } from '../messaging/farewell-note.ts';
import { slot } from '../messaging/slots.ts';
import { direction } from '../ui/languages.ts';
import { IconButton } from '../ui/parts/button.tsx';
import { Icon } from '../ui/parts/icon.tsx';
import { closedRoot } from './closed-root.ts';
import farewellCss from './farewell.css?inline';
import { placeFor } from './place.ts';
import { shield } from './shield.ts';
import { addStyles } from './styles.ts';

/** Time to come back to the film and read two sentences, ms; the popup goes on saying it. */
const SHOWN_MS = 20_000;

/**
 * The last words on a film, in a script of its own: the overlay goes at once with the party, and who was put out must not
 * be left wondering why. Until it is closed, or its time is up.
 */
function sayFarewell({ title, detail, close, language }: FarewellNote): void {
  const end = new AbortController();
  const host = document.createElement('div');
  host.id = FAREWELL_ID;
  const root = closedRoot(host);
  shield(root, end.signal);
  addStyles(root);
  addStyles(root, farewellCss);
  const tree = document.createElement('div');
  root.append(tree);
  const page = document.body ?? document.documentElement;
  const fullscreen = document.fullscreenElement ?? null;
  const { parent, topLayer } = placeFor(fullscreen, document.querySelector('dialog:modal'), page);
  document.getElementById(FAREWELL_ID)?.remove();
  parent.append(host);
  if (topLayer && 'showPopover' in host) {
    host.setAttribute('popover', 'manual');
    host.showPopover();
  }
  const go = () => {
    clearTimeout(timer);
    end.abort();
    render(null, tree);
    host.remove();
  };
  const timer = setTimeout(go, SHOWN_MS);
  render(
    <aside class="wp-root wp-dark wp-overlay" lang={language} dir={direction(language)}>
      <div class="wp-film">
        <div class="wp-banner wp-banner-farewell" role="alert">
          <div class="wp-banner-words">
            <div class="wp-name">{title}</div>
            <div class="wp-state">{detail}</div>
          </div>
          <IconButton label={close} onClick={go}>
            <Icon name="close" />
          </IconButton>
        </div>
      </div>
    </aside>,
    tree,
  );
}

const note = slot('farewell') as FarewellNote | undefined;
if (note) sayFarewell(note);
