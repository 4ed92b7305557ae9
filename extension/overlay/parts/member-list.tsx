import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member } from '../../../shared/party/party.ts';
import { may } from '../../../shared/party/permissions.ts';
import type { AbsentPerson } from '../../../shared/protocol/api.ts';
import type { PartyView } from '../../messaging/party-view.ts';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { memberDeeds } from '../../ui/member-deeds.ts';
import { markOf, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { WhoMay } from '../../ui/parts/party-choices.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { muteDeed } from '../deeds.ts';
import type { Face } from '../faces.ts';
import type { Drawn } from './context.ts';
import { MemberMenu, MenuButton, useFocusKept } from './member-menu.tsx';

/** Who controls, and everybody with role and the words of their state. A leader's menu opens below the row it is about. */
export function MemberList({ faces, drawn }: { faces: readonly Face[]; drawn: Drawn }) {
  const [open, setOpen] = useState<string | null>(null);
  const [left, setLeft] = useLeft(drawn);
  const { view } = drawn.model;
  const rows: readonly Row[] = [...faces, ...left];
  // Who goes and comes back finds it folded in.
  useEffect(() => {
    if (open !== null && !rows.some(({ member }) => member.id === open)) setOpen(null);
  });
  if (view === null) return null;
  return (
    <div class="wp-members">
      {view.members.some(({ id, reclaims }) => id === view.you && reclaims) && <TakeBack view={view} drawn={drawn} />}
      <WhoMay settings={view.settings} />
      <ul>
        {rows.map((row) => (
          <MemberRow
            key={row.member.id}
            row={row}
            view={view}
            drawn={drawn}
            open={open === row.member.id}
            onOpen={(now) => setOpen(now ? row.member.id : null)}
            // If it is refused, that is told, and they stand there again when the list is opened anew.
            onDone={() => setLeft(left.filter((one) => one !== row))}
          />
        ))}
      </ul>
    </div>
  );
}

/** Somebody who is here, or (`left`) has left and could come back. */
type Row = Omit<Face, 'member'> & { member: AbsentPerson & Partial<Member>; left?: boolean };

/** S29: the role went on while its owner was away. */
function TakeBack({ view, drawn }: { view: PartyView; drawn: Drawn }) {
  const box = useRef<HTMLDivElement>(null);
  useFocusKept(box);
  const name = view.members.find(({ role }) => role === 'host')?.name ?? '';
  return (
    <div class="wp-take-back" ref={box}>
      <p class="wp-sub">{t('party.was-host', { name })}</p>
      <Button size="s" onClick={() => drawn.log.moderate(view.you, 'make-host')}>
        {t('party.take-back')}
      </Button>
    </div>
  );
}

/** For leaders: who has left and could come back. Asked for when the list is opened, and when somebody comes or goes. */
function useLeft({ model: { view }, actions }: Drawn): [readonly Row[], (left: readonly Row[]) => void] {
  const [left, setLeft] = useState<readonly Row[]>([]);
  const me = view?.members.find(({ id }) => id === view.you);
  const bans = view && me && may(me.role, 'kick', view.settings.controlMode);
  const there = view?.members.map(({ id }) => id).join();
  useEffect(() => {
    let stale = false;
    if (bans)
      void actions.ask('overlay:away', null).then((asked) => {
        if (!stale && asked.ok)
          setLeft(asked.value.map((member) => ({ member, you: false, condition: { kind: 'away' }, left: true })));
      });
    return () => {
      stale = true;
    };
  }, [bans, there]);
  // Who has just come back stands among those who are here already.
  const away = left.filter(({ member }) => bans && !view.members.some(({ id }) => id === member.id));
  return [away, setLeft];
}

interface RowProps {
  row: Row;
  view: PartyView;
  drawn: Drawn;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Something was done to them. */
  onDone: () => void;
}

function MemberRow({ row, view, drawn, open, onOpen, onDone }: RowProps) {
  const { member, you, condition, left } = row;
  const { id, role = 'member' } = member;
  const mark = markOf(condition);
  const name = you ? t('common.name-you', { name: member.name }) : member.name;
  const mute = muteDeed(view, id);
  const deeds = left ? (['ban'] as const) : memberDeeds(view, id);
  const offers = mute !== null || deeds.length > 0;
  const fold = () => onOpen(false);
  const done = () => {
    fold();
    onDone();
  };
  return (
    <li {...foldable(fold)}>
      <div class="wp-member">
        <Avatar name={member.name} avatar={member.avatar} state={mark} />
        <div class="wp-grow">
          {/* With "(you)" it is a phrase of ours. */}
          <div class="wp-name" title={name} dir={you ? undefined : 'auto'}>
            {name}
          </div>
          <div class={`wp-state wp-state-${mark}`}>{memberWords(condition, you)}</div>
          {/* To whoever may undo it. */}
          {mute === 'unmute' && <div class="wp-sub">{t('member.muted')}</div>}
        </div>
        {role !== 'member' && <Tag>{t(`common.${role}`)}</Tag>}
        {offers && <MenuButton member={member} open={open} onPress={() => onOpen(!open)} />}
      </div>
      {offers && open && <MemberMenu member={member} deeds={deeds} mute={mute} drawn={drawn} onDone={done} />}
    </li>
  );
}
