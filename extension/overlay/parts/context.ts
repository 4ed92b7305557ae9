import type { Bring, Code } from '../brought.ts';
import type { ChatActs } from '../chat-acts.ts';
import type { Layout } from '../layout.ts';
import type { LogActs } from '../log-acts.ts';
import type { Model, ModelEvent } from '../model.ts';
import type { OverlayActions, Size } from '../types.ts';

/** What each part of the overlay is given: the model to draw and the ways to change it. */
export interface Drawn {
  model: Model;
  layout: Layout;
  /** Page time, ms. */
  now: number;
  /** Wall clock, ms. */
  wallNow: number;
  dispatch: (event: ModelEvent) => void;
  chat: ChatActs;
  /** Comes with the moments, which all who use it come with or after. */
  log: LogActs;
  setSize: (size: Size) => void;
  /** From the pill back to the shape that was open before. */
  open: () => void;
  actions: OverlayActions;
  /** What of the later code is here, and the way to more (`later.tsx`). */
  brought: Readonly<Partial<Code>>;
  bring: Bring;
}
