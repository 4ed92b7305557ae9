import { LISTED_SITES } from '../../../shared/sites/index.ts';

/** Streaming services to tick, as many as one has. */
export const ServiceChips = (props: {
  chosen: readonly string[];
  label: string;
  onChange: (next: string[]) => void;
}) => (
  <fieldset class="pop-chips">
    <legend class="wp-only-heard">{props.label}</legend>
    {LISTED_SITES.map(({ id, name }) => {
      const on = props.chosen.includes(id);
      return (
        <label key={id} class={on ? 'pop-chip wp-on' : 'pop-chip'}>
          <input
            type="checkbox"
            class="wp-only-heard"
            checked={on}
            onChange={() => props.onChange(on ? props.chosen.filter((one) => one !== id) : [...props.chosen, id])}
          />
          <bdi>{name}</bdi>
        </label>
      );
    })}
  </fieldset>
);
