import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member } from '../../../shared/party/party.ts';
import { may, outranks } from '../../../shared/party/permissions.ts';
import type { PopupRequests } from '../../messaging/messages.ts';
import type { AppView } from '../../messaging/party-view.ts';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { conditionOf, markOf, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button, IconButton } from '../../ui/parts/button.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';

import { SureButton } from './sure-button.tsx';
import { Trouble } from './trouble.tsx';

type Party = NonNullable<AppView['party']>;

/** Who is here and what their film does. A leader's menu opens below the row it is about. */
export function MemberList({ party }: { party: Party }) {
  const [open, setOpen] = useState<string | null>(null);
  const [banned, setBanned] = useState(false);
  const me = party.members.find((m) => m.id === party.you);
  const there = party.members.filter((m) => m.connected).length;
  return (
    <section class="pop-list-box">
      <h2 class="pop-heading">{t('party.members', { count: there })}</h2>
      <ul class="pop-list">
        {party.members.map((member) => {
          const menu =
            me !== undefined &&
            member.id !== me.id &&
            may(me.role, 'kick', party.settings.controlMode) &&
            outranks(me.role, member.role);
          return (
            <li key={member.id} {...foldable(() => setOpen(null))}>
              <Row
                member={member}
                you={member.id === party.you}
                {...(menu
                  ? { expanded: open === member.id, onMenu: () => setOpen(open === member.id ? null : member.id) }
                  : {})}
              />
              {menu && open === member.id && me && (
                <Menu
                  member={member}
                  byHost={me.role === 'host'}
                  onDone={(ban) => {
                    setOpen(null);
                    if (ban) setBanned(true);
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
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
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

function Menu({ member, byHost, onDone }: { member: Member; byHost: boolean; onDone: (ban: boolean) => void }) {
  const { ask } = usePopup();
  const { busy, problem, run } = useAsk();
  const memberId = member.id;
  const act = (work: () => ReturnType<typeof ask<'popup:kick'>>, ban = false) =>
    void run(async () => {
      const done = await work();
      if (done.ok) onDone(ban);
      return done;
    });
  const role = (next: PopupRequests['popup:set-role']['in']['role']) => () =>
    act(() => ask('popup:set-role', { memberId, role: next }));
  const kick = (ban: boolean) => () => act(() => ask('popup:kick', { memberId, ban }), ban);
  return (
    <div class="pop-menu">
      {byHost && member.role === 'member' && (
        <Button size="s" busy={busy} onClick={role('co-host')}>
          {t('party.make-co-host')}
        </Button>
      )}
      {byHost && member.role === 'co-host' && (
        <Button size="s" busy={busy} onClick={role('member')}>
          {t('party.make-member')}
        </Button>
      )}
      {byHost && (
        <SureButton
          size="s"
          kind="plain"
          words={t('party.make-host')}
          sure={t('party.make-host-sure')}
          onSure={role('host')}
        />
      )}
      <SureButton size="s" words={t('common.kick')} sure={t('party.ban-sure')} onSure={kick(false)} />
      <SureButton size="s" words={t('common.ban')} sure={t('party.ban-sure')} onSure={kick(true)} />
      <Trouble of={problem} />
    </div>
  );
}
