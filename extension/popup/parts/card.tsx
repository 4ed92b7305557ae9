import type { ComponentChildren } from 'preact';

/** A thing that stands for itself: a film, an invitation, a trouble. */
export const Card = (props: { tone?: 'warn'; role?: 'status' | 'alert'; children: ComponentChildren }) => (
  <section class={`pop-card${props.tone ? ` pop-card-${props.tone}` : ''}`} role={props.role}>
    {props.children}
  </section>
);

/** One sentence, what it means, and at most one thing to do about it. */
export const Note = (props: {
  tone?: 'warn';
  title: string;
  text?: string | undefined;
  role?: 'status' | 'alert';
  children?: ComponentChildren;
}) => (
  <Card {...(props.tone ? { tone: props.tone } : {})} {...(props.role ? { role: props.role } : {})}>
    <div class="wp-row">
      <div class="wp-grow">
        <p class="pop-strong">{props.title}</p>
        {props.text && <p class="wp-sub">{props.text}</p>}
      </div>
    </div>
    {props.children && <div class="wp-row pop-actions">{props.children}</div>}
  </Card>
);
