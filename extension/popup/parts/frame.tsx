import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from 'zustand';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Logo } from '../../ui/parts/logo.tsx';
import { usePopup } from '../context.ts';
import { authStore } from '../stores/auth-store.ts';

/** The popup's frame: a bar above, what the screen is about, a bar below. `aside` stands at the end of the upper bar. */
export function Frame(props: {
  title?: string;
  aside?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  const title = props.title ?? t('common.app');
  return (
    <>
      <header class="pop-bar">
        <Logo />
        <h1 class="pop-brand" title={title}>
          {title}
        </h1>
        {props.aside}
      </header>
      <main class="pop-main">{props.children}</main>
      {props.foot}
    </>
  );
}

/** For screens below another one. The focus goes to its title, or a screen reader would stay where nothing is any more. */
export function SubFrame(props: { title: string; onBack: () => void; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <>
      <header class="pop-bar">
        <IconButton label={t('common.back')} onClick={props.onBack}>
          <Icon name="back" />
        </IconButton>
        <h1 class="pop-brand" title={props.title} ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
      </header>
      <main class="pop-main pop-scroll">{props.children}</main>
    </>
  );
}

/** Oneself, at the end of the bar: leads to the settings. */
export function Self() {
  const { go } = usePopup();
  const account = useStore(authStore, (s) => s.account);
  if (!account) return null;
  return (
    <IconButton id="pop-self" label={t('popup.settings')} onClick={() => go('settings')}>
      <Avatar name={account.username} avatar={account.avatar} size="s" />
    </IconButton>
  );
}
