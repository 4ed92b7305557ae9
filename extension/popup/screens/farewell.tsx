import { useStore } from 'zustand';
import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { Foot } from '../parts/foot.tsx';
import { Frame, Self } from '../parts/frame.tsx';
import { authStore } from '../stores/auth-store.ts';
import { useFirstFocus } from '../use-first-focus.ts';

/** Why the party is over for us. Seen once. */
export function Farewell() {
  const { ask } = usePopup();
  const farewell = useStore(authStore, (s) => s.farewell) ?? 'ended';
  const box = useFirstFocus();
  return (
    <Frame aside={<Self />} foot={<Foot />}>
      <div>
        <h2 class="pop-headline">{t(`farewell.${farewell}`)}</h2>
        <p class="wp-sub pop-after">{t(`farewell.${farewell}-sub`)}</p>
      </div>
      <div class="pop-stretch" ref={box}>
        <Button kind="primary" onClick={() => void ask('popup:farewell-seen', null)}>
          {t('farewell.ok')}
        </Button>
      </div>
    </Frame>
  );
}
