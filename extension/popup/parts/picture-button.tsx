import { t } from '../../ui/i18n.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { openPictureTab } from '../picture-tab.ts';

/** Leads to the choice of a picture: in a tab, unless this is one already. */
export function PictureButton({ has }: { has: boolean }) {
  const { go, inToolbar } = usePopup();
  return (
    <div class="pop-group">
      <Button id="pop-picture" size="s" onClick={() => (inToolbar ? void openPictureTab() : go('picture'))}>
        {t(has ? 'picture.change' : 'picture.choose')}
      </Button>
      {inToolbar && <p class="wp-sub">{t('picture.in-tab')}</p>}
    </div>
  );
}
