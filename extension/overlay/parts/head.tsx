import { useRef, useState } from 'preact/hooks';
import { foldable, leaveFold } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { Later } from '../later.tsx';
import { ownState } from '../own-state.ts';
import type { Drawn } from './context.ts';

/** Longer words, beside the party's name, would cut both: they take a line of their own. */
const SHORT_CHARS = 12;

/** Name of the party, how one stands, and what one rarely needs behind one button. */
export function Head({ drawn }: { drawn: Drawn }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const { model, layout, actions, setSize } = drawn;
  if (model.view === null) return null;
  const own = ownState(model.view, model.local);
  const apart = own.off || own.words.length > SHORT_CHARS;
  const done = () => {
    leaveFold(box.current);
    setOpen(false);
  };
  return (
    <header class="wp-head" ref={box} {...foldable(() => setOpen(false))}>
      <div class="wp-head-row">
        <h2 class="wp-name wp-grow" title={model.view.name} dir="auto">
          {model.view.name}
        </h2>
        {!apart && (
          <Tag mark={own.mark} title={own.figures ?? own.words}>
            <span class="wp-tag-words">{own.words}</span>
          </Tag>
        )}
        <IconButton label={t('overlay.more')} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="more" />
        </IconButton>
        <IconButton label={t('overlay.hide')} onClick={() => setSize('pill')}>
          <Icon name={layout.kind === 'sheet' ? 'down' : 'right'} />
        </IconButton>
      </div>
      {open && <Later of="rare" drawn={drawn} draw={({ HeadMenu }) => <HeadMenu drawn={drawn} onDone={done} />} />}
      {apart && (
        <div class="wp-head-hint" title={own.figures ?? undefined}>
          <span class={`wp-state wp-state-${own.mark}`}>{own.words}</span>
          {own.off && (
            <Button size="s" onClick={() => actions.syncMe()}>
              {t('common.sync-me')}
            </Button>
          )}
        </div>
      )}
    </header>
  );
}
