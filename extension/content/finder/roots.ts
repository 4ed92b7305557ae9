/** The document and all open shadow roots below it, watched as they come and go: a film may sit in any of them. */
export interface Roots {
  /** All videos now in the page. */
  videos(): HTMLVideoElement[];
  /** Look for roots that were attached without a trace (`attachShadow` on an element already in the page). */
  rescan(): void;
}

export interface RootsListener {
  /** Nodes that matter came or went. */
  onChange(): void;
  /** A frame was put into the page. */
  onFrame(frame: HTMLIFrameElement): void;
  /** A new root is watched: attach what must listen in each root; events do not leave shadow roots. */
  onRoot(root: Document | ShadowRoot): void;
}

/** Watch until `signal` aborts. */
export function watchRoots(listener: RootsListener, signal: AbortSignal): Roots {
  const known = new Set<Document | ShadowRoot>();
  /** Frames that were here before us were entered together with this one. */
  let started = false;
  const observer = new MutationObserver((records) => {
    let matters = false;
    for (const { addedNodes, removedNodes } of records) {
      for (const node of addedNodes) matters = enter(node) || matters;
      for (const node of removedNodes) matters ||= holdsVideo(node);
    }
    if (matters) listener.onChange();
  });

  /** Take a subtree in; true if a video or a root came with it. */
  function enter(node: Node): boolean {
    if (!(node instanceof Element)) return false;
    let matters = visit(node);
    for (const element of node.querySelectorAll('*')) matters = visit(element) || matters;
    return matters;
  }

  function visit(element: Element): boolean {
    if (started && element instanceof HTMLIFrameElement) listener.onFrame(element);
    const { shadowRoot } = element;
    if (shadowRoot && !known.has(shadowRoot)) {
      watch(shadowRoot);
      return true;
    }
    return element instanceof HTMLVideoElement;
  }

  function watch(root: Document | ShadowRoot): void {
    known.add(root);
    observer.observe(root, { childList: true, subtree: true });
    listener.onRoot(root);
    for (const element of root.querySelectorAll('*')) visit(element);
  }

  signal.addEventListener('abort', () => observer.disconnect());
  watch(document);
  started = true;
  return {
    videos() {
      const found: HTMLVideoElement[] = [];
      for (const root of known) {
        if (root instanceof ShadowRoot && !root.host.isConnected) known.delete(root);
        else found.push(...root.querySelectorAll('video'));
      }
      return found;
    },
    rescan() {
      for (const root of [...known])
        for (const { shadowRoot } of root.querySelectorAll('*'))
          if (shadowRoot && !known.has(shadowRoot)) watch(shadowRoot);
    },
  };
}

const holdsVideo = (node: Node): boolean =>
  node instanceof Element &&
  (node instanceof HTMLVideoElement || node.querySelector('video') !== null || hasRoot(node));
const hasRoot = (element: Element): boolean => element.shadowRoot !== null;
