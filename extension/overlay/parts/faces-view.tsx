import { useState } from 'preact/hooks';
import { foldable } from '../../ui/fold.ts';
import { t } from '../../ui/i18n.ts';
import { markOf, memberShort, memberWords } from '../../ui/member-words.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Icon } from '../../ui/parts/icon.tsx';
import { type Face, facesOf, facesThatFit } from '../faces.ts';
import { Later } from '../later.tsx';
import type { Drawn } from './context.ts';

/** Faces of 56 px in 320 px less the margins. */
const ROW_HOLDS = 5;
/** More letters than this under a face would be cut; then the mark speaks, and the list under the row. */
const LABEL_MAX_CHARS = 9;

/** Who is here: a row of faces; pressed, a list with the words and roles. */
export function Faces({ drawn }: { drawn: Drawn }) {
  const { model } = drawn;
  const [open, setOpen] = useState(false);
  const { view, local } = model;
  if (view === null) return null;
  const faces = facesOf(view.members, view.you, local);
  const { shown, hidden } = facesThatFit(faces, ROW_HOLDS);
  const count = faces.length;
  return (
    <div class="wp-faces-box" {...foldable(() => setOpen(false))}>
      <button
        type="button"
        class="wp-faces"
        aria-expanded={open}
        title={open ? t('overlay.fewer') : t('overlay.and-more', { count })}
        onClick={() => setOpen(!open)}
      >
        <span class={open ? 'wp-sub wp-faces-count' : 'wp-only-heard'}>{t('overlay.members', { count })}</span>
        {!open && shown.map((face) => <FaceView key={face.member.id} face={face} />)}
        {!open && hidden > 0 && (
          <span class="wp-face">
            <span class="wp-face-more">+{hidden}</span>
          </span>
        )}
      </button>
      {open && <Later of="rare" drawn={drawn} draw={({ MemberList }) => <MemberList faces={faces} drawn={drawn} />} />}
    </div>
  );
}

function FaceView({ face }: { face: Face }) {
  const { member, you, condition } = face;
  const short = memberShort(condition);
  const name = you ? t('common.you') : member.name;
  const both = short && !you ? t('overlay.face-short', { name, state: short }) : name;
  const { role } = member;
  const leads = role !== 'member';
  const words = t('overlay.face', { name: member.name, state: memberWords(condition, you) });
  return (
    <span class={`wp-face wp-is-${role}`} title={leads ? `${words} · ${t(`common.${role}`)}` : words}>
      <Avatar name={member.name} avatar={member.avatar} size="l" state={markOf(condition)} />
      {leads && <Icon name="host" size={14} />}
      <span class="wp-face-name">{both.length <= LABEL_MAX_CHARS ? both : name}</span>
    </span>
  );
}
