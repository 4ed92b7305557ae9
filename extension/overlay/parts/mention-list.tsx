import type { Member } from '../../../shared/party/party.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { MENTION_LIST_ID, mentionOptionId } from '../mention-ids.ts';

interface Props {
  members: readonly Member[];
  chosen: number;
  onChoose: (index: number) => void;
}

/** Who may be meant, over the field. The focus stays in the field: arrows choose, Enter takes. */
export function MentionList({ members, chosen, onChoose }: Props) {
  return (
    <div id={MENTION_LIST_ID} class="wp-mentions" role="listbox" aria-label={t('chat.mention-list')}>
      {members.map((member, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={member.id}
          id={mentionOptionId(index)}
          class="wp-mention-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <Avatar name={member.name} avatar={member.avatar} size="s" />
          <span class="wp-name" dir="auto">
            {member.name}
          </span>
        </div>
      ))}
    </div>
  );
}
