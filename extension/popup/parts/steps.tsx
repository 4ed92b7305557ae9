import { t } from '../../ui/i18n.ts';

const STEPS = [1, 2, 3] as const;

/** Where somebody new stands on the way in. */
export const Steps = ({ step }: { step: 1 | 2 | 3 }) => (
  <p class="wp-sub pop-steps">
    <span class="pop-dots" aria-hidden="true">
      {STEPS.map((one) => (
        <span key={one} class={one <= step ? 'pop-dot pop-dot-on' : 'pop-dot'} />
      ))}
    </span>
    {t('first.step', { step })}
  </p>
);
