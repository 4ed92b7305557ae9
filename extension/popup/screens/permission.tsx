import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { useStore } from 'zustand';
import { listWords, t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { hostsOf } from '../intents.ts';
import { Card } from '../parts/card.tsx';
import { Foot } from '../parts/foot.tsx';
import { Frame, Self } from '../parts/frame.tsx';
import { partyStore } from '../stores/party-store.ts';

/** Something was asked for and waits for the browser's permission, or runs just now. */
export function Permission() {
  const { ask, act } = usePopup();
  const pending = useStore(partyStore, (s) => s.pending);
  const [granted, setGranted] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const origins = pending?.origins ?? [];
    void browser.permissions.contains({ origins }).then((has) => {
      setGranted(has);
      if (has)
        void ask('popup:resume-pending', null); // its `onAdded` may have been missed
      else box.current?.querySelector('button')?.focus();
    });
  }, [ask, pending]);
  const sites = listWords(hostsOf(pending?.origins ?? []));

  if (!pending || granted)
    return (
      <Frame aside={<Self />} foot={<Foot />}>
        <p class="wp-sub pop-centred" role="status">
          {t('permission.going-on')}
        </p>
      </Frame>
    );
  return (
    <Frame aside={<Self />} foot={<Foot />}>
      <Card>
        <h2 class="wp-title">{t('permission.title')}</h2>
        <p class="pop-wrap">{t('permission.why', { sites })}</p>
        <div class="pop-stretch" ref={box}>
          <Button kind="primary" onClick={() => void act(pending)}>
            {t('permission.allow', { sites })}
          </Button>
          <Button kind="quiet" size="s" onClick={() => void ask('popup:cancel-pending', null)}>
            {t('join.not-now')}
          </Button>
        </div>
      </Card>
    </Frame>
  );
}
