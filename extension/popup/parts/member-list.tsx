import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member } from '../../../shared/party/party.ts';
import type { PopupRequests } from '../../messaging/messages.ts';
import type { AppView } from '../../messaging/party-view.ts';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { deedWords, isGrave, type MemberDeed, memberDeeds } from '../../ui/member-deeds.ts';
import { conditionOf, markOf, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { SureButton } from './sure-button.tsx';
import { Trouble } from './trouble.tsx';

type Party = NonNullable<AppView['party']>;

/** Is there more in it than shows? */
function useScrolls(of: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  const look = () => setScrolls(of.current !== null && of.current.scrollHeight > of.current.clientHeight);
  useEffect(look);
  useEffect(() => {
    const watch = new ResizeObserver(look);
    if (of.current) watch.observe(of.current);
    return () => watch.disconnect();
  }, []);
  return scrolls;
}

/** Who is here and what their film does. A leader's menu opens below the row it is about. */
export function MemberList({ party }: { party: Party }) {
  const [open, setOpen] = useState<string | null>(null);
  const [banned, setBanned] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const scrolls = useScrolls(list);
  const there = party.members.filter((m) => m.connected).length;
  return (
    <section class="pop-list-box">
      <h2 class="pop-heading">{t('party.members', { count: there })}</h2>
      {/* With nothing to press in it a keyboard would have no way to those below. */}
      <ul class="pop-list" ref={list} tabIndex={scrolls ? 0 : undefined}>
        {party.members.map((member) => {
          const deeds = memberDeeds(party, member.id);
          const menu = deeds.length > 0;
          return (
            <li key={member.id} {...foldable(() => setOpen(null))}>
              <Row
                member={member}
                you={member.id === party.you}
                {...(menu
                  ? { expanded: open === member.id, onMenu: () => setOpen(open === member.id ? null : member.id) }
                  : {})}
              />
              {menu && open === member.id && (
                <Menu
                  memberId={member.id}
                  deeds={deeds}
                  onDone={(deed) => {
                    setOpen(null);
                    if (deed === 'ban') setBanned(true);
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {banned && !party.settings.locked && <AfterBan onDone={() => setBanned(false)} />}
    </section>
  );
}

/** A ban is of the account that they came with; who has the link can make another. Here is what keeps them out. */
function AfterBan({ onDone }: { onDone: () => void }) {
  const { ask } = usePopup();
  const { busy, problem, run } = useAsk();
  const box = useFirstFocus();
  const set = (change: PopupRequests['popup:update-party']['in']) => () =>
    void run(async () => {
      const done = await ask('popup:update-party', change);
      if (done.ok) onDone();
      return done;
    });
  return (
    <div class="pop-group" ref={box}>
      <p class="wp-sub" role="status">
        {t('party.banned-hint')}
      </p>
      <div class="pop-menu">
        <Button size="s" busy={busy} onClick={set({ rotateCode: true })}>
          {t('party.new-code')}
        </Button>
        <Button size="s" busy={busy} onClick={set({ locked: true })}>
          {t('common.lock')}
        </Button>
        <Button kind="quiet" size="s" onClick={onDone}>
          {t('join.not-now')}
        </Button>
      </div>
      <Trouble of={problem} />
    </div>
  );
}

function Row(props: { member: Member; you: boolean; expanded?: boolean; onMenu?: () => void }) {
  const { member, you, expanded, onMenu } = props;
  const condition = conditionOf(member);
  const mark = markOf(condition);
  const name = you ? t('common.name-you', { name: member.name }) : member.name;
  return (
    <div class="pop-item">
      <Avatar name={member.name} avatar={member.avatar} state={mark} />
      <div class="wp-grow">
        <p class="wp-name" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p class={`wp-state wp-state-${mark}`}>{memberWords(condition, you)}</p>
      </div>
      {member.role !== 'member' && <Tag>{t(`common.${member.role}`)}</Tag>}
      {onMenu && (
        <IconButton label={t('party.menu-for', { name: member.name })} aria-expanded={expanded} onClick={onMenu}>
          <Icon name="more" />
        </IconButton>
      )}
    </div>
  );
}

interface MenuProps {
  memberId: string;
  deeds: readonly MemberDeed[];
  onDone: (deed: MemberDeed) => void;
}

function Menu({ memberId, deeds, onDone }: MenuProps) {
  const { ask } = usePopup();
  const { busy, problem, run } = useAsk();
  const act = (deed: MemberDeed) => () =>
    void run(async () => {
      const done = await ask('popup:moderate', { memberId, deed });
      if (done.ok) onDone(deed);
      return done;
    });
  return (
    <div class="pop-menu">
      {deeds.map((deed) =>
        isGrave(deed) ? (
          <SureButton
            key={deed}
            size="s"
            kind={deed === 'make-host' ? 'plain' : 'danger'}
            words={deedWords(deed)}
            sure={t(deed === 'make-host' ? 'party.make-host-sure' : 'party.ban-sure')}
            onSure={act(deed)}
          />
        ) : (
          <Button key={deed} size="s" busy={busy} onClick={act(deed)}>
            {deedWords(deed)}
          </Button>
        ),
      )}
      <Trouble of={problem} />
    </div>
  );
}
