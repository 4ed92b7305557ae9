import { useEffect, useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';

/** Modules of quiet ground around the code: with less, cameras take the page for a part of it. */
const QUIET = 4;

/** Path of the dark modules, one unit each, a rectangle a run. */
export function qrPath(size: number, dark: (x: number, y: number) => boolean): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark(x, y)) continue;
      const from = x;
      while (x + 1 < size && dark(x + 1, y)) x++;
      path += `M${from + QUIET} ${y + QUIET}h${x + 1 - from}v1H${from + QUIET}z`;
    }
  }
  return path;
}

/** A link for the camera of another device. The library is loaded when somebody asks for it; nothing leaves the browser. */
export function QrCode({ text }: { text: string }) {
  const [code, setCode] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('lean-qr').then(({ generate }) => {
      const made = generate(text);
      if (wanted) setCode({ size: made.size, path: qrPath(made.size, (x, y) => made.get(x, y)) });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  const side = (code?.size ?? 29) + 2 * QUIET;
  return (
    <svg class="pop-qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={t('invite.qr-label')}>
      {code && <path d={code.path} shape-rendering="crispEdges" />}
    </svg>
  );
}
