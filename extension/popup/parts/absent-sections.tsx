import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AbsentPerson } from '../../../shared/protocol/api.ts';
import type { Result } from '../../../shared/protocol/errors.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { SureButton } from './sure-button.tsx';
import { Trouble } from './trouble.tsx';

/** Who has left and could come back, and who is kept out of this party. Nothing while nobody is. */
export function AbsentSections() {
  const { ask } = usePopup();
  const [away, setAway] = useState<AbsentPerson[]>([]);
  const [banned, setBanned] = useState<AbsentPerson[]>([]);
  const { busy, problem, run } = useAsk();
  const load = async () => {
    const found = await run(async () => {
      const [gone, out] = await Promise.all([ask('popup:away', null), ask('popup:banned', null)]);
      if (gone.ok) setAway(gone.value);
      return out;
    });
    if (found) setBanned(found);
  };
  useEffect(() => void load(), []);
  const then = (deed: Promise<Result<null>>) =>
    void run(async () => {
      const done = await deed;
      if (done.ok) await load();
      return done;
    });
  return (
    <>
      <People title={t('member.away')} people={away}>
        {({ id }) => (
          <SureButton
            size="s"
            words={t('common.ban')}
            sure={t('party.ban-sure')}
            onSure={() => then(ask('popup:moderate', { memberId: id, deed: 'ban' }))}
          />
        )}
      </People>
      <People title={t('party.banned')} people={banned} hint={t('party.banned-hint')}>
        {({ id, name }) => (
          <Button
            size="s"
            busy={busy}
            title={t('party.unban-named', { name })}
            onClick={() => then(ask('popup:unban', { memberId: id }))}
          >
            {t('party.unban')}
          </Button>
        )}
      </People>
      <Trouble of={problem} />
    </>
  );
}

function People(props: {
  title: string;
  people: readonly AbsentPerson[];
  hint?: string;
  children: (person: AbsentPerson) => ComponentChildren;
}) {
  const { title, people, hint, children } = props;
  if (people.length === 0) return null;
  return (
    <section class="pop-group">
      <h2 class="pop-heading">{title}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.id} class="wp-row pop-banned">
            <Avatar name={person.name} avatar={person.avatar} size="s" />
            <span class="wp-grow wp-name" title={person.name}>
              <bdi>{person.name}</bdi>
            </span>
            {children(person)}
          </li>
        ))}
      </ul>
      {hint && <p class="wp-sub">{hint}</p>}
    </section>
  );
}
