/** What a page of ill will does to read and press in what the extension draws on it. All of it runs in the page's own world. */

export interface Hostile {
  /** Letters and words that came by events. */
  heard: string[];
  /** All that can be found out by looking. */
  look(): string[];
  /** Forges every press and key that there is, on whatever it has come by. @returns how many elements of ours it had */
  press(): number;
  /** Has the browser find these words and mark all around them. @returns what is marked then */
  mark(words: string[]): string[];
}

declare global {
  interface Window {
    hostile: Hostile;
  }
}

/** Runs in the page. @param ids of the elements that the extension puts there */
export function turnHostile(ids: string[]): void {
  const heard: string[] = [];
  /** Roots of ours that a node of theirs has led to. */
  const roots = new Set<ShadowRoot>();
  const take = (node: unknown) => {
    const root = node instanceof Node ? node.getRootNode() : null;
    if (root instanceof ShadowRoot && ids.includes(root.host.id)) roots.add(root);
  };
  const read = (from: unknown, name: string): unknown =>
    typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
  const hear = (event: Event) => {
    for (const name of ['target', 'relatedTarget', 'originalTarget', 'explicitOriginalTarget', 'rangeParent'])
      take(read(event, name));
    for (const node of event.composedPath()) take(node);
    for (const carrier of ['clipboardData', 'dataTransfer']) {
      const carried = read(event, carrier);
      if (carried instanceof DataTransfer) heard.push(carried.getData('text/plain'));
    }
    for (const name of ['key', 'data']) {
      const said = read(event, name);
      if (event.isTrusted && typeof said === 'string') heard.push(said);
    }
  };
  const TYPES =
    'keydown keypress keyup beforeinput input compositionstart compositionupdate compositionend textInput paste copy cut ' +
    'dragstart drop focusin focusout focus blur change select selectstart selectionchange click dblclick auxclick ' +
    'contextmenu mousedown mouseup mousemove mouseover mouseout pointerdown pointerup pointermove pointerover pointerout ' +
    'wheel scroll animationstart animationend transitionrun transitionend toggle beforetoggle';
  for (const type of TYPES.split(' '))
    for (const place of [window, document]) place.addEventListener(type, hear, { capture: true, passive: true });

  const timed: unknown[] = [];
  for (const type of ['event', 'first-input', 'layout-shift', 'largest-contentful-paint', 'element'])
    if (PerformanceObserver.supportedEntryTypes.includes(type))
      new PerformanceObserver((list) => timed.push(...list.getEntries())).observe({ type, buffered: true });

  const hosts = () => ids.flatMap((id) => document.getElementById(id) ?? []);
  const look = (): string[] => {
    const found: string[] = [];
    for (const host of hosts()) {
      if (host.shadowRoot) roots.add(host.shadowRoot);
      found.push(host.outerHTML, host.innerText);
      if ('getHTML' in host) found.push(host.getHTML({ serializableShadowRoots: true }));
      for (const animation of host.getAnimations({ subtree: true })) take(read(animation.effect, 'target'));
    }
    for (const animation of document.getAnimations()) take(read(animation.effect, 'target'));
    for (let x = 5; x < innerWidth; x += 25) {
      for (let y = 5; y < innerHeight; y += 25) {
        for (const element of document.elementsFromPoint(x, y)) take(element);
        take(document.caretPositionFromPoint?.(x, y)?.offsetNode);
      }
    }
    for (const entry of timed) {
      for (const name of ['target', 'element']) take(read(entry, name));
      for (const source of (read(entry, 'sources') as unknown[] | undefined) ?? []) take(read(source, 'node'));
    }
    take(document.activeElement);
    const selection = getSelection();
    found.push(String(selection));
    take(selection?.anchorNode);
    for (const root of roots) {
      found.push(root.textContent ?? '');
      for (const field of root.querySelectorAll('textarea')) found.push(field.value);
    }
    return found;
  };
  const press = (): number => {
    const elements = [...roots].flatMap((root) => [...root.querySelectorAll('*')]);
    for (const element of [...hosts(), ...(document.activeElement ? [document.activeElement] : []), ...elements]) {
      const how = { bubbles: true, composed: true, cancelable: true };
      for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click'])
        element.dispatchEvent(new PointerEvent(type, how));
      for (const composed of [true, false])
        for (const type of ['keydown', 'keypress', 'keyup'])
          element.dispatchEvent(new KeyboardEvent(type, { ...how, composed, key: 'Enter', code: 'Enter' }));
      if (element instanceof HTMLElement) element.click();
      element.dispatchEvent(new Event('change', how));
    }
    return elements.length;
  };
  const mark = (words: string[]): string[] =>
    words.map((word) => {
      getSelection()?.removeAllRanges();
      (window as unknown as { find(text: string): boolean }).find(word);
      const found = String(getSelection());
      document.execCommand('selectAll');
      return `${found} ${getSelection()}`;
    });
  window.hostile = { heard, look, press, mark };
}
