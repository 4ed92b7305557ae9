type Props = {
  id?: string;
  class?: string;
  text?: string;
  style?: Partial<CSSStyleDeclaration>;
  attrs?: Record<string, string>;
  onclick?: (event: MouseEvent) => void;
};

/** Makes an element. Never goes through a string of markup: pages with Trusted Types would throw. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props?: Props,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K];
export function el(tag: string, props?: Props, ...children: (Node | string)[]): HTMLElement;
export function el(tag: string, props: Props = {}, ...children: (Node | string)[]): HTMLElement {
  const node = document.createElement(tag);
  if (props.id) node.id = props.id;
  if (props.class) node.className = props.class;
  if (props.text) node.textContent = props.text;
  if (props.style) Object.assign(node.style, props.style);
  for (const [name, value] of Object.entries(props.attrs ?? {})) node.setAttribute(name, value);
  if (props.onclick) node.addEventListener('click', props.onclick);
  node.append(...children);
  return node;
}

/** Resolves after `ms` milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
