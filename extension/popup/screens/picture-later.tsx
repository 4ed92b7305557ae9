import { useEffect, useState } from 'preact/hooks';

type Shown = () => preact.JSX.Element;

/** The choice of a picture comes when it is opened: few do, and the popup's first paint waits for what is in it. */
export function PictureLater() {
  const [Picture, setPicture] = useState<Shown | null>(null);
  useEffect(() => void import('./picture.tsx').then((screen) => setPicture(() => screen.Picture)), []);
  return Picture ? <Picture /> : <div class="pop-blank" />;
}
