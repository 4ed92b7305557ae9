import { STARTS_WITHIN_MS } from '../../../shared/protocol/limits.ts';
import { t } from '../../ui/i18n.ts';
import { Field } from '../../ui/parts/field.tsx';
import { type DateSlip, toField } from '../when.ts';

/** When a party is to begin. What the browser's picker offers can be planned; what is typed may not be, and is told here. */
export function DateField(props: {
  value: string;
  onInput: (value: string) => void;
  slip: DateSlip | null;
  hint?: string;
}) {
  const now = Date.now();
  return (
    <Field
      label={t('schedule.when')}
      showLabel
      type="datetime-local"
      value={props.value}
      min={toField(now)}
      max={toField(now + STARTS_WITHIN_MS)}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      {...(props.slip ? { problem: wordsFor(props.slip) } : {})}
      {...(props.hint ? { hint: props.hint } : {})}
    />
  );
}

const wordsFor = (slip: DateSlip): string => t(slip === 'date-needed' ? 'schedule.date-needed' : `error.${slip}`);
