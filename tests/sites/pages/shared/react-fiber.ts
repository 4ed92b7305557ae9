/** The random part of the names, one a page load, as React makes it. */
const SUFFIX = Math.random().toString(36).slice(2, 13);

interface Fiber {
  tag: number;
  stateNode: unknown;
  memoizedProps: object;
  return: Fiber | null;
}

const HOST_COMPONENT = 5;
const CLASS_COMPONENT = 1;

/**
 * Gives nodes the properties that React leaves on what it renders: seen in the page's world only. `nodes` go from the
 * outermost inwards; `component` is the instance of a component rendered around the node at index `around`.
 */
export function attachFibers(nodes: readonly HTMLElement[], component: object, around: number): void {
  let parent: Fiber | null = null;
  for (const [i, node] of nodes.entries()) {
    if (i === around) {
      parent = { tag: CLASS_COMPONENT, stateNode: component, memoizedProps: { children: [] }, return: parent };
    }
    parent = { tag: HOST_COMPONENT, stateNode: node, memoizedProps: { className: node.className }, return: parent };
    Object.assign(node, { [`__reactFiber$${SUFFIX}`]: parent, [`__reactProps$${SUFFIX}`]: parent.memoizedProps });
  }
}
