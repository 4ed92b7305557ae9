import browser from 'webextension-polyfill';
import type { Result } from '../../shared/protocol/errors.ts';
import type { PopupEvents, PopupRequests } from '../messaging/messages.ts';
import type { AppView } from '../messaging/party-view.ts';
import { POPUP_PORT, type PortClient, portClient } from '../messaging/port.ts';

/** A worker that was just stopped needs this long before it takes a call again. */
const REOPEN_AFTER_MS = 100;

export type Ask = <N extends keyof PopupRequests & string>(
  name: N,
  payload: PopupRequests[N]['in'],
) => Promise<Result<PopupRequests[N]['out']>>;

/** The popup's end of the line to the background; opens again whenever the worker was stopped (S28). */
export function openBackgroundLink(onView: (view: AppView) => void): Ask {
  let client: PortClient<PopupRequests>;
  const open = () => {
    client = portClient<PopupRequests, PopupEvents>(
      browser.runtime.connect({ name: POPUP_PORT }),
      (name, payload) => {
        if (name === 'app:view') onView(payload as AppView);
      },
      () => setTimeout(open, REOPEN_AFTER_MS),
    );
  };
  open();
  return (name, payload) => client.request(name, payload);
}
