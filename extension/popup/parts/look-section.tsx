import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Appearance, AS_THE_BROWSER, readAppearance, writeAppearance } from '../../ui/appearance.ts';
import { t } from '../../ui/i18n.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../../ui/languages.ts';
import { Segmented } from '../../ui/parts/segmented.tsx';
import { THEMES } from '../../ui/theme.ts';

/** Language and theme, as the browser has them or as one likes. The popup follows what is stored. */
export function LookSection() {
  const [look, setLook] = useState<Appearance>(AS_THE_BROWSER);
  useEffect(() => void readAppearance(browser.storage.local).then(setLook), []);
  const set = (change: Partial<Appearance>) => {
    setLook({ ...look, ...change });
    void writeAppearance(browser.storage.local, change);
  };
  return (
    <section class="pop-section">
      <h2 class="pop-heading">{t('look.title')}</h2>
      <label class="pop-choice">
        <span>{t('look.language')}</span>
        <select
          class="wp-field"
          value={look.language}
          onChange={(event) => set({ language: event.currentTarget.value as Appearance['language'] })}
        >
          <option value="auto">{t('look.as-browser')}</option>
          {LANGUAGE_CODES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGES[code]}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label={t('look.theme')}
        options={THEMES.map((value) => ({ value, label: t(`look.${value}`) }))}
        value={look.theme}
        onChange={(theme) => set({ theme })}
      />
    </section>
  );
}
