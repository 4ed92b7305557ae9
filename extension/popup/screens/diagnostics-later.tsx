import { useEffect, useState } from 'preact/hooks';

type Shown = () => preact.JSX.Element;

/** Figures are for those who ask: the popup's first paint does not wait for them. */
export function DiagnosticsLater() {
  const [Diagnostics, setDiagnostics] = useState<Shown | null>(null);
  useEffect(() => void import('./diagnostics.tsx').then((screen) => setDiagnostics(() => screen.Diagnostics)), []);
  return Diagnostics ? <Diagnostics /> : <div class="pop-blank" />;
}
