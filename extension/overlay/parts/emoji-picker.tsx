import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../../shared/protocol/errors.ts';
import type { Emoji, EmojiList } from '../../ui/emoji-file.ts';
import { errorWords } from '../../ui/error-words.ts';
import { language, t } from '../../ui/i18n.ts';
import { direction } from '../../ui/languages.ts';
import { emojiRows, moved, searchEmoji } from '../emoji-grid.ts';
import { spanOf } from '../log-window.ts';

/** = chat.css */
const ROW_PX = 36;
const COLUMNS = 8;
const HEIGHT_PX = 216;

interface Props {
  load: () => Promise<Result<EmojiList>>;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** All emoji to choose from, found by name. The data comes when it is opened for the first time. */
export function EmojiPicker({ load, onPick, onClose }: Props) {
  const [list, setList] = useState<Result<EmojiList> | null>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [top, setTop] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    let gone = false;
    void load().then((result) => !gone && setList(result));
    return () => {
      gone = true;
    };
  }, []);
  const found: readonly Emoji[] = list?.ok ? searchEmoji(list.value, query) : [];
  const rows = emojiRows(found, COLUMNS);
  const span = spanOf(
    rows.map(() => ROW_PX),
    top,
    HEIGHT_PX,
    ROW_PX * 3,
  );
  const show = (index: number) => {
    setChosen(index);
    const y = Math.floor(index / COLUMNS) * ROW_PX;
    const box = grid.current;
    if (!box) return;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + ROW_PX > box.scrollTop + HEIGHT_PX) box.scrollTop = y + ROW_PX - HEIGHT_PX;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter, Escape and the arrows belong to the words that an input method offers.
    if (event.isComposing) return;
    const rtl = direction(language()) === 'rtl';
    const next = moved(event.key, chosen, found.length, COLUMNS, rtl);
    const { value, selectionEnd } = field.current ?? {};
    // While the first one found is chosen they move in the words, and from their end on into the grid.
    const inWords = chosen === 0 && (next === 0 || (next === 1 && selectionEnd !== value?.length));
    if (inWords && /Left|Right/.test(event.key)) return;
    if (next !== null) show(next);
    else if (event.key === 'Enter' && found[chosen]) onPick(found[chosen][0]);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <section class="wp-picker" aria-label={t('chat.emoji')} onKeyDown={onKeyDown}>
      <input
        type="text"
        class="wp-field"
        aria-label={t('chat.emoji-search')}
        placeholder={t('chat.emoji-search')}
        aria-controls="wp-emoji-grid"
        aria-activedescendant={found[chosen] ? `wp-emoji-${chosen}` : undefined}
        value={query}
        ref={field}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          show(0);
        }}
      />
      {list !== null && !list.ok && (
        <p class="wp-problem" role="alert">
          {errorWords(list.error)}
        </p>
      )}
      {list?.ok && found.length === 0 && <p class="wp-line">{t('chat.emoji-none')}</p>}
      <div
        id="wp-emoji-grid"
        ref={grid}
        class="wp-emoji-grid"
        role="listbox"
        aria-label={t('chat.emoji')}
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div style={{ height: `${span.before}px` }} />
        {rows.slice(span.start, span.end).map((row, y) => (
          <div key={row[0]?.[0]} class="wp-emoji-row" role="presentation">
            {row.map(([sign, name], x) => {
              const index = (span.start + y) * COLUMNS + x;
              return (
                <button
                  key={sign}
                  id={`wp-emoji-${index}`}
                  type="button"
                  class={`wp-reaction${index === chosen ? ' wp-chosen' : ''}`}
                  role="option"
                  aria-selected={index === chosen}
                  aria-label={name}
                  title={name}
                  tabIndex={-1}
                  onClick={() => onPick(sign)}
                >
                  {sign}
                </button>
              );
            })}
          </div>
        ))}
        <div style={{ height: `${span.after}px` }} />
      </div>
    </section>
  );
}
