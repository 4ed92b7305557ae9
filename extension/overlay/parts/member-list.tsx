import { useEffect, useState } from 'preact/hooks';
import type { PartyView } from '../../messaging/party-view.ts';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { memberDeeds } from '../../ui/member-deeds.ts';
import { markOf, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { WhoMay } from '../../ui/parts/party-choices.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { muteDeed } from '../deeds.ts';
import type { Face } from '../faces.ts';
import type { Drawn } from './context.ts';
import { MemberMenu, MenuButton } from './member-menu.tsx';

/** Who controls, and everybody with role and the words of their state. A leader's menu opens below the row it is about. */
export function MemberList({ faces, drawn }: { faces: readonly Face[]; drawn: Drawn }) {
  const [open, setOpen] = useState<string | null>(null);
  // Who goes and comes back finds it folded in.
  useEffect(() => {
    if (open !== null && !faces.some(({ member }) => member.id === open)) setOpen(null);
  });
  const { view } = drawn.model;
  if (view === null) return null;
  return (
    <div class="wp-members">
      <WhoMay settings={view.settings} />
      <ul>
        {faces.map((face) => (
          <MemberRow
            key={face.member.id}
            face={face}
            view={view}
            drawn={drawn}
            open={open === face.member.id}
            onOpen={(now) => setOpen(now ? face.member.id : null)}
          />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  face: Face;
  view: PartyView;
  drawn: Drawn;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function MemberRow({ face, view, drawn, open, onOpen }: RowProps) {
  const { member, you, condition } = face;
  const mark = markOf(condition);
  const name = you ? t('common.name-you', { name: member.name }) : member.name;
  const mute = muteDeed(view, member.id);
  const deeds = memberDeeds(view, member.id);
  const offers = mute !== null || deeds.length > 0;
  const fold = () => onOpen(false);
  return (
    <li {...foldable(fold)}>
      <div class="wp-member">
        <Avatar name={member.name} avatar={member.avatar} state={mark} />
        <div class="wp-grow">
          <div class="wp-name" title={name} dir="auto">
            {name}
          </div>
          <div class={`wp-state wp-state-${mark}`}>{memberWords(condition, you)}</div>
          {/* To whoever may undo it. */}
          {mute === 'unmute' && <div class="wp-sub">{t('member.muted')}</div>}
        </div>
        {member.role !== 'member' && <Tag>{t(`common.${member.role}`)}</Tag>}
        {offers && <MenuButton member={member} open={open} onPress={() => onOpen(!open)} />}
      </div>
      {offers && open && <MemberMenu member={member} deeds={deeds} mute={mute} drawn={drawn} onDone={fold} />}
    </li>
  );
}
