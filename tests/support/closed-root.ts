import type { CDPSession, Page } from 'playwright';
import { until } from './poll.ts';

interface DomNode {
  nodeId: number;
  nodeName: string;
  nodeValue: string;
  /** Names and values in turn. */
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

const below = (node: DomNode): DomNode[] => [
  node,
  ...[...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap(below),
];
const says = (node: DomNode): string =>
  node.nodeName === 'STYLE' ? '' : [node.nodeValue, ...(node.children ?? []).map(says)].join(' ');

/** What stands in a closed root, as only Chromium's debugger sees it, and hands that press where it is. */
export async function insideOf(page: Page, hostId: string) {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const nodes = async (): Promise<DomNode[]> => {
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const host = below(root as DomNode).find(
      ({ attributes = [] }) => attributes[attributes.indexOf('id') + 1] === hostId,
    );
    return host?.shadowRoots?.flatMap(below) ?? [];
  };
  const text = async () => (await nodes()).slice(0, 1).map(says).join('');
  return {
    text,
    says: (words: string) => until(async () => (await text()).includes(words), `${hostId} says "${words}"`),
    /** A real click in the middle of the first element of this kind. */
    async press(nodeName: string): Promise<void> {
      const { nodeId } = await until(
        async () => (await nodes()).find((node) => node.nodeName === nodeName),
        `${hostId} has a ${nodeName}`,
      );
      const [left = 0, top = 0, , , right = 0, bottom = 0] = (await cdp.send('DOM.getBoxModel', { nodeId })).model
        .border;
      await page.mouse.click((left + right) / 2, (top + bottom) / 2);
    },
  };
}
