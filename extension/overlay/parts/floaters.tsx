import type { Floater } from '../model.ts';

/** Width of the lane in which reactions rise, px. */
const LANE_PX = 96;
/** In a flood the faces of emoji are enough. */
const NAMED_MAX = 4;

/** Reactions that rise over the film. They are told to nobody's ears: a flood of them would drown the chat. */
export function Floaters({ floaters }: { floaters: readonly Floater[] }) {
  return (
    <div class="wp-floaters" aria-hidden="true">
      {floaters.map((floater) => (
        // Spread by number, the same for each redraw; 37 is coprime to the lane, so neighbours lie apart.
        <span
          key={floater.id}
          class="wp-floater"
          style={{ '--wp-lane': `${(floater.id * 37) % LANE_PX}px`, '--wp-step': `${(floater.id % 4) * 22}px` }}
        >
          <span class="wp-floater-emoji">{floater.emoji}</span>
          {floater.name && floaters.length <= NAMED_MAX && <span class="wp-floater-name">{floater.name}</span>}
        </span>
      ))}
    </div>
  );
}
