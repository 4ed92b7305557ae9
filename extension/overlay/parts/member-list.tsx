import { t } from '../../ui/i18n.ts';
import { markOf, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { Tag } from '../../ui/parts/tag.tsx';
import { muteDeed } from '../deeds.ts';
import type { Face } from '../faces.ts';
import type { Drawn } from './context.ts';

/** Everybody with the words of their state, and what a leader may do. */
export function MemberList({ faces, drawn }: { faces: readonly Face[]; drawn: Drawn }) {
  return (
    <ul class="wp-members">
      {faces.map((face) => (
        <MemberRow key={face.member.id} face={face} drawn={drawn} />
      ))}
    </ul>
  );
}

function MemberRow({ face, drawn }: { face: Face; drawn: Drawn }) {
  const { member, you, condition } = face;
  const mark = markOf(condition);
  const mute = drawn.model.view && muteDeed(drawn.model.view, member.id);
  return (
    <li class="wp-member">
      <Avatar name={member.name} avatar={member.avatar} state={mark} />
      <div class="wp-grow">
        <div class="wp-name" title={member.name} dir="auto">
          {you ? t('common.name-you', { name: member.name }) : member.name}
        </div>
        <div class={`wp-state wp-state-${mark}`}>{memberWords(condition, you)}</div>
      </div>
      {mute && (
        <Button
          size="s"
          kind="quiet"
          title={t(`chat.${mute}`, { name: member.name })}
          onClick={() => drawn.chat.mute(member.id, mute === 'mute')}
        >
          {t(`chat.${mute}-short`)}
        </Button>
      )}
      {member.role !== 'member' && <Tag>{t(`common.${member.role}`)}</Tag>}
    </li>
  );
}
