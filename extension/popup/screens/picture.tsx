import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from 'zustand';
import { errorWords } from '../../ui/error-words.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { SubFrame } from '../parts/frame.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { closePictureTab, isPictureTab } from '../picture-tab.ts';
import { FILE_MAX_MB, squarePicture } from '../square-picture.ts';
import { authStore } from '../stores/auth-store.ts';
import { useAsk } from '../use-ask.ts';

type Chosen = Uint8Array<ArrayBuffer>;

/** Choose a picture, see it as the others will, save it; or take it away. */
export function Picture() {
  const { ask, go } = usePopup();
  const account = useStore(authStore, (s) => s.account);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [slip, setSlip] = useState<'too-big' | 'unreadable' | null>(null);
  const [done, setDone] = useState<'saved' | 'removed' | null>(null);
  const { busy, problem, run, clear } = useAsk();
  // The button that was pressed is gone.
  useEffect(() => {
    if (done) document.getElementById('pop-picture-done')?.focus();
  }, [done]);
  const leave = () => (isPictureTab() ? void closePictureTab() : go('settings'));
  const choose = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (!file) return;
    clear();
    setDone(null);
    const squared = await squarePicture(file);
    setChosen(squared.ok ? squared.bytes : null);
    setSlip(squared.ok ? null : squared.why);
    // The same file again is a choice too.
    input.value = '';
  };
  const save = async () => {
    if (!chosen) return;
    const picture = btoa(String.fromCharCode(...chosen));
    if (!(await run(() => ask('popup:set-picture', { picture })))) return;
    setChosen(null);
    setDone('saved');
  };
  const remove = async () => {
    if (await run(() => ask('popup:remove-picture', null))) setDone('removed');
  };
  if (!account || account.guest)
    return (
      <SubFrame title={t('picture.title')} onBack={leave}>
        <p class="wp-sub">{t('error.needs-account')}</p>
      </SubFrame>
    );
  const has = account.avatar.picture !== undefined;
  const trouble = slip ? t(`picture.${slip}`, { mb: FILE_MAX_MB }) : problem && errorWords(problem);
  return (
    <SubFrame title={t('picture.title')} onBack={leave}>
      <div class="pop-picture">
        {chosen ? <Preview bytes={chosen} /> : <Avatar name={account.username} avatar={account.avatar} size="xl" />}
        <p class="wp-sub" role="status">
          {t(`picture.${chosen ? 'preview' : (done ?? (has ? 'now' : 'none'))}`)}
        </p>
      </div>
      <Trouble of={trouble} />
      <div class="pop-stretch">
        {chosen && (
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {t('popup.save')}
          </Button>
        )}
        <label class={`wp-button pop-file${chosen || has ? '' : ' wp-button-primary'}`}>
          <input
            class="wp-only-heard"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif,image/bmp"
            onChange={(event) => void choose(event.currentTarget)}
          />
          {t(chosen || has ? 'picture.another' : 'picture.choose')}
        </label>
        {has && !chosen && (
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('picture.remove')}
          </Button>
        )}
        {done && (
          <Button id="pop-picture-done" kind="quiet" onClick={leave}>
            {t('popup.done')}
          </Button>
        )}
      </div>
      <p class="wp-sub">{t('picture.how')}</p>
    </SubFrame>
  );
}

/** The very bytes that will be sent. */
function Preview({ bytes }: { bytes: Chosen }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let over = false;
    void createImageBitmap(new Blob([bytes])).then((bitmap) => {
      const shown = canvas.current;
      if (over || !shown) return;
      shown.width = bitmap.width;
      shown.height = bitmap.height;
      shown.getContext('2d')?.drawImage(bitmap, 0, 0);
    });
    return () => {
      over = true;
    };
  }, [bytes]);
  return <canvas ref={canvas} class="pop-preview" role="img" aria-label={t('picture.title')} />;
}
