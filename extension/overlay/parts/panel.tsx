import { ChatBox } from './chat-box.tsx';
import { Compose } from './compose.tsx';
import type { Drawn } from './context.ts';
import { Faces } from './faces-view.tsx';
import { Head } from './head.tsx';

/** Sidebar, floating panel and sheet: one panel in three places. */
export function Panel({ drawn }: { drawn: Drawn }) {
  return (
    <section class="wp-panel">
      <Head drawn={drawn} />
      <Faces drawn={drawn} />
      <ChatBox drawn={drawn} />
      <Compose drawn={drawn} />
    </section>
  );
}
