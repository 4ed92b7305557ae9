import { until } from './poll.ts';

/** The browser's own question for `permissions.request`, with its two buttons. */
export interface PermissionPrompt {
  /** Wait for it. */
  shown(): Promise<unknown>;
  /** Press a button; ends when the question is gone. */
  answer(how: 'allow' | 'deny'): Promise<void>;
}

/** The doorhanger of Firefox. */
interface Doorhanger extends PermissionPrompt {
  /** @returns its words and the words of its buttons */
  shown(): Promise<string>;
}

/** @param chrome runs a script with the browser's own rights */
export function permissionPrompt(chrome: <T>(expression: string) => Promise<T>): Doorhanger {
  const look = <T>(code: string): Promise<T> =>
    chrome<T>(`(() => {
      const { document } = Services.wm.getMostRecentWindow('navigator:browser');
      const one = document.getElementById('addon-webext-permissions-notification');
      if (!one || one.closest('panel')?.state !== 'open') return '';
      ${code}
    })()`);
  const words = () =>
    look<string>(
      `return [one.getAttribute('label'), one.getAttribute('name'), one.getAttribute('endlabel'), one.textContent,
        one.button.label, one.secondaryButton.label].filter(Boolean).join(' ')`,
    );
  return {
    shown: () => until(words, 'Firefox asks for the permission'),
    async answer(how) {
      const button = how === 'allow' ? 'button' : 'secondaryButton';
      // Firefox takes no press in the first half second, nor in a window that is not the active one; a press too early
      // makes it wait anew.
      await until(
        () =>
          look<string>(`
            const window = document.defaultView;
            const waits = Services.prefs.getIntPref('security.notification_enable_delay');
            if (Services.focus.activeWindow !== window) return void window.focus();
            if (ChromeUtils.now() - one.notification.timeShown <= waits) return '';
            one.${button}.click();
            return 'pressed';`),
        `Firefox lets the question be answered (${how})`,
      );
      await until(async () => (await words()) === '', `Firefox has taken the answer (${how})`);
    },
  };
}
