import { t } from '../../ui/i18n.ts';

/** Where somebody new stands on the way in. With a film in the tab, the name is the last thing that is asked for. */
export const Steps = ({ step, film = false }: { step: 1 | 2 | 3; film?: boolean }) => (
  <p class="wp-sub pop-steps">
    <span class="pop-dots" aria-hidden="true">
      {(film ? [1, 2] : [1, 2, 3]).map((one) => (
        <span key={one} class={one <= step ? 'pop-dot pop-dot-on' : 'pop-dot'} />
      ))}
    </span>
    {t('first.step', { step, steps: film ? 2 : 3 })}
  </p>
);
