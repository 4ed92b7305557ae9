import { useEffect, useState } from 'preact/hooks';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { StateMark } from '../../ui/parts/state-mark.tsx';
import { facesOf } from '../faces.ts';
import { watchIdle } from '../idle.ts';
import { unreadOf } from '../log-views.ts';
import { ownState } from '../own-state.ts';
import type { Drawn } from './context.ts';

const FACES_SHOWN = 3;

/** The overlay at its smallest: faces, state, unread. Comes and goes with the site's controls. */
export function Pill({ drawn }: { drawn: Drawn }) {
  const { model, open } = drawn;
  const [idle, setIdle] = useState(false);
  useEffect(() => watchIdle(setIdle), []);
  const { view, local } = model;
  if (view === null) return null;
  const own = ownState(view, local);
  const unread = unreadOf(model);
  const faces = facesOf(view.members, view.you, local).filter((face) => face.condition.kind !== 'away');
  const words = unread > 0 ? t('overlay.pill-new', { state: own.words, count: unread }) : own.words;
  return (
    <button type="button" class={`wp-pill${idle ? ' wp-idle' : ''}`} title={own.figures ?? undefined} onClick={open}>
      <span class="wp-stack" aria-hidden="true">
        {faces.slice(0, FACES_SHOWN).map(({ member }) => (
          <Avatar key={member.id} name={member.name} avatar={member.avatar} size="s" />
        ))}
      </span>
      {own.mark !== 'round' && <StateMark mark={own.mark} />}
      <span>{words}</span>
      <span class="wp-only-heard">{t('overlay.show')}</span>
    </button>
  );
}
