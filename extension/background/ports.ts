import type { Runtime } from 'webextension-polyfill';
import type { ContentRequests, PopupRequests } from '../messaging/messages.ts';
import { CONTENT_PORT, type Handlers, POPUP_PORT, servePort } from '../messaging/port.ts';
import type { ContentSpeaker } from './content-handlers.ts';

export type Caller = { kind: 'content'; tabId: number; frameId: number } | { kind: 'popup' } | { kind: 'stranger' };

/**
 * B2: who is at the other end? The browser vouches for `sender`, the name of the port is only what it wants to talk about.
 * @param own our extension's id and the address of its root
 */
export function identify(
  name: string,
  sender: Runtime.MessageSender | undefined,
  own: { id: string; root: string },
): Caller {
  if (!sender || sender.id !== own.id) return { kind: 'stranger' };
  if (name === POPUP_PORT && sender.url?.startsWith(`${own.root}extension/popup/`)) return { kind: 'popup' };
  const tabId = sender.tab?.id;
  const fromPage = sender.url !== undefined && !sender.url.startsWith(own.root);
  if (name === CONTENT_PORT && fromPage && tabId !== undefined && sender.frameId !== undefined)
    return { kind: 'content', tabId, frameId: sender.frameId };
  return { kind: 'stranger' };
}

export interface PortNeeds {
  own: { id: string; root: string };
  content: Handlers<ContentRequests, ContentSpeaker>;
  popup: Handlers<PopupRequests>;
  onContentGone: (port: Runtime.Port) => void;
  onPopup: (port: Runtime.Port) => void;
}

/** For `runtime.onConnect`. Answers from the first message on: what arrives before a listener is there is lost. */
export const acceptPort = (needs: PortNeeds) => (port: Runtime.Port) => {
  const caller = identify(port.name, port.sender, needs.own);
  switch (caller.kind) {
    case 'stranger':
      return port.disconnect();
    case 'popup':
      servePort<PopupRequests, void>(port, needs.popup, undefined);
      return needs.onPopup(port);
    case 'content':
      servePort(port, needs.content, { port, tabId: caller.tabId, frameId: caller.frameId });
      port.onDisconnect.addListener(() => needs.onContentGone(port));
  }
};
