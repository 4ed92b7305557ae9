import { el } from './dom.ts';
import type { StandinActions } from './standin-api.ts';

const TOLD_WITH: Record<keyof StandinActions, string> = {
  forceAd: '',
  endAd: '',
  error: '',
  prompt: '',
  nextEpisode: '',
  stall: '3000',
  resetRate: '',
};

/** A small panel at the window's top left corner with a button for each thing that the page can be told to do. */
export function showPanel(actions: Partial<StandinActions>): void {
  const state = el('pre', { style: { margin: '0 0 4px' } });
  const buttons = (Object.keys({ ...actions, resetRate: true }) as (keyof StandinActions)[]).map((name) => {
    const argument = el('input', { style: { width: '5em' } });
    argument.value = TOLD_WITH[name];
    const act = () => {
      const run = window.__standin[name] as (argument?: string | number) => void;
      run(name === 'stall' ? Number(argument.value) : argument.value || undefined);
    };
    return el('div', {}, el('button', { text: name, onclick: act }), ' ', argument);
  });
  const panel = el(
    'div',
    {
      id: 'standin-panel',
      style: {
        position: 'fixed',
        left: '8px',
        top: '8px',
        zIndex: '2147483000',
        padding: '6px',
        background: '#111c',
        color: '#eee',
        font: '11px monospace',
      },
    },
    state,
    ...buttons,
  );
  const refresh = () => {
    const { contentSeconds, mediaSeconds, phase, paused, rate } = window.__standin.state();
    state.textContent = [
      `${phase} ${paused ? 'paused' : 'playing'} x${rate}`,
      `content ${contentSeconds.toFixed(2)} media ${mediaSeconds.toFixed(2)}`,
      `forbidden ${window.__standin.forbidden().length}`,
    ].join('\n');
  };
  setInterval(refresh, 200);
  refresh();
  document.body.append(panel);
}
