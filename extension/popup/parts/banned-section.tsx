import { useEffect, useState } from 'preact/hooks';
import type { AbsentPerson } from '../../../shared/protocol/api.ts';
import { t } from '../../ui/i18n.ts';
import { Avatar } from '../../ui/parts/avatar.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { usePopup } from '../context.ts';
import { useAsk } from '../use-ask.ts';
import { Trouble } from './trouble.tsx';

/** Who is kept out of this party. Nothing while nobody is. */
export function BannedSection() {
  const { ask } = usePopup();
  const [people, setPeople] = useState<AbsentPerson[]>([]);
  const { busy, problem, run } = useAsk();
  const load = async () => {
    const found = await run(() => ask('popup:banned', null));
    if (found) setPeople(found);
  };
  useEffect(() => void load(), []);
  if (people.length === 0) return null;
  const letIn = (memberId: string) =>
    void run(async () => {
      const done = await ask('popup:unban', { memberId });
      if (done.ok) setPeople((before) => before.filter(({ id }) => id !== memberId));
      return done;
    });
  return (
    <section class="pop-group">
      <h2 class="pop-heading">{t('party.banned')}</h2>
      <ul>
        {people.map(({ id, name, avatar }) => (
          <li key={id} class="wp-row pop-banned">
            <Avatar name={name} avatar={avatar} size="s" />
            <span class="wp-grow wp-name" title={name}>
              <bdi>{name}</bdi>
            </span>
            <Button size="s" busy={busy} title={t('party.unban-named', { name })} onClick={() => letIn(id)}>
              {t('party.unban')}
            </Button>
          </li>
        ))}
      </ul>
      <p class="wp-sub">{t('party.banned-hint')}</p>
      <Trouble of={problem} />
    </section>
  );
}
