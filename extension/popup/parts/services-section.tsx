import browser from 'webextension-polyfill';
import type { Account } from '../../../shared/protocol/api.ts';
import { LISTED_SITES } from '../../../shared/sites/index.ts';
import type { SiteDefinition } from '../../../shared/sites/site.ts';
import { t } from '../../ui/i18n.ts';
import { Toggle } from '../../ui/parts/toggle.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { Trouble } from './trouble.tsx';

/** Services that the user ticks: the browser asks for each, and nothing runs there without a party (decision 1). */
export function ServicesSection({ account }: { account: Account }) {
  const { ask } = usePopup();
  const { busy, problem, run } = useAsk();
  const toggle = ({ id, matches }: SiteDefinition, on: boolean) => {
    const others = account.streamingServices.filter((service) => service !== id);
    // Sent before the prompt, which closes the popup in Chromium; asked in the click itself, or Firefox refuses.
    const told = ask('popup:services', { streamingServices: on ? [...others, id] : others });
    const origins = [...matches];
    const settled = on ? browser.permissions.request({ origins }) : browser.permissions.remove({ origins });
    settled.catch(() => undefined); // denied: asked again when a party needs it
    void run(() => told);
  };
  return (
    <section class="pop-section">
      <h2 class="pop-heading">{t('settings.services')}</h2>
      {LISTED_SITES.map((site) => (
        <Toggle
          key={site.id}
          label={site.name}
          checked={account.streamingServices.includes(site.id)}
          disabled={busy}
          onChange={(on) => toggle(site, on)}
        />
      ))}
      <p class="wp-sub">{t('settings.services-hint')}</p>
      <Trouble of={problem} />
    </section>
  );
}
