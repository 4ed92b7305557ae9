import { useEffect, useState } from 'preact/hooks';

type Rare = typeof import('./rare.ts');

/** A screen that comes when it is opened: few do, and the popup's first paint waits for what is in it. */
function later(name: keyof Rare): () => preact.JSX.Element {
  return function Later() {
    const [rare, setRare] = useState<Rare | null>(null);
    useEffect(() => void import('./rare.ts').then(setRare), []);
    const Screen = rare?.[name];
    return Screen ? <Screen /> : <div class="pop-blank" />;
  };
}

export const PartySettingsLater = later('PartySettings');
export const PictureLater = later('Picture');
export const SettingsLater = later('Settings');
export const DiagnosticsLater = later('Diagnostics');
