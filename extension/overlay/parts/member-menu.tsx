import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Member } from '../../../shared/party/party.ts';
import { holdsFocus, leaveFold } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { type ChatDeed, deedWords, type GraveDeed, isGrave, type MemberDeed } from '../../ui/member-deeds.ts';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import type { Drawn } from './context.ts';
import { Question, useQuestion } from './question.tsx';

type Named = Pick<Member, 'id' | 'name'>;

/** Opens what a leader may do to a member. */
export function MenuButton({ member, open, onPress }: { member: Named; open: boolean; onPress: () => void }) {
  const box = useRef<HTMLSpanElement>(null);
  useFocusKept(box);
  return (
    <span ref={box}>
      <IconButton label={t('party.menu-for', { name: member.name })} aria-expanded={open} onClick={onPress}>
        <Icon name="more" />
      </IconButton>
    </span>
  );
}

interface Props {
  member: Named;
  /** What the popup offers too. */
  deeds: readonly MemberDeed[];
  mute: ChatDeed | null;
  drawn: Drawn;
  onDone: () => void;
}

/** What a leader may do to a member, below their row, whether or not they have written anything. */
export function MemberMenu({ member, deeds, mute, drawn, onDone }: Props) {
  const { box, asked, ask } = useQuestion<GraveDeed>();
  const { name } = member;
  useFocusKept(box);
  const act = (deed: MemberDeed | ChatDeed) => () => {
    leaveFold(box.current?.closest('li'));
    drawn.log.moderate(member.id, deed);
    onDone();
  };
  if (asked !== null) {
    const words = asked === 'make-host' ? t('party.make-host-sure') : t(`chat.${asked}-sure`, { name });
    return <Question box={box} words={words} yes={deedWords(asked)} onYes={act(asked)} onNo={ask(null)} />;
  }
  return (
    <div class="wp-more" ref={box}>
      {mute && (
        <Button size="s" kind="quiet" onClick={act(mute)}>
          {t(`chat.${mute}-short`)}
        </Button>
      )}
      {deeds.map((deed) => (
        <Button
          key={deed}
          size="s"
          kind={deed === 'ban' ? 'danger' : 'quiet'}
          onClick={isGrave(deed) ? ask(deed) : act(deed)}
        >
          {deedWords(deed)}
        </Button>
      ))}
    </div>
  );
}

/**
 * When this goes while the focus is in it, because they have left or one may do nothing to them any more: the focus goes to
 * what opens the list. Else a keyboard would be sent to the top of the page.
 */
export function useFocusKept(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(
    () => () => {
      const element = part.current;
      if (!holdsFocus(element)) return;
      element?.closest('.wp-faces-box')?.querySelector('button')?.focus({ preventScroll: true });
    },
    [],
  );
}
