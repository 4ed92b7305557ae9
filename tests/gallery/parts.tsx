import { useState } from 'preact/hooks';
import { errorWords } from '../../extension/ui/error-words.ts';
import { t } from '../../extension/ui/i18n.ts';
import { conditionOf, markOf, memberWords } from '../../extension/ui/member-words.ts';
import { Avatar } from '../../extension/ui/parts/avatar.tsx';
import { Button, IconButton } from '../../extension/ui/parts/button.tsx';
import { Field } from '../../extension/ui/parts/field.tsx';
import { Icon } from '../../extension/ui/parts/icon.tsx';
import { Logo } from '../../extension/ui/parts/logo.tsx';
import { Segmented } from '../../extension/ui/parts/segmented.tsx';
import { Tag } from '../../extension/ui/parts/tag.tsx';
import { Toggle } from '../../extension/ui/parts/toggle.tsx';
import { MEMBER_STATES } from '../../shared/party/party.ts';
import { ERROR_CODES } from '../../shared/protocol/errors.ts';
import { member } from './people.ts';

/** Every part in every state on one page. */
export function Parts() {
  const [mode, setMode] = useState<'everyone' | 'host-only'>('everyone');
  const [on, setOn] = useState(true);
  return (
    <main class="wp-root parts">
      <section>
        <Logo />
        <span class="wp-title">WatchParty</span>
        <Tag tone="live">Live</Tag>
        <Tag>Host</Tag>
        <Tag mark="round">In step</Tag>
      </section>
      <section>
        <Button kind="primary">Start a party</Button>
        <Button>Join</Button>
        <Button kind="quiet">Leave party</Button>
        <Button kind="danger">End</Button>
        <Button size="s">Small</Button>
        <Button disabled>Off</Button>
        <Button busy>Joining</Button>
        <IconButton label="Close">
          <Icon name="close" />
        </IconButton>
        {(['back', 'right', 'down', 'close', 'plus', 'more', 'send', 'smile'] as const).map((name) => (
          <Icon key={name} name={name} />
        ))}
      </section>
      <Field label="Code or link" mono />
      <Field label="E-mail" showLabel value="mira@" problem={errorWords({ code: 'bad-request' })} />
      <Segmented
        label="Control"
        value={mode}
        options={[
          { value: 'everyone', label: t('common.everyone') },
          { value: 'host-only', label: t('common.only-host') },
        ]}
        onChange={setMode}
      />
      <Toggle label="Music mode" hint="Corrects slower, so that pitch never moves." checked={on} onChange={setOn} />
      {MEMBER_STATES.map((state, i) => {
        const one = member(`x${i}`, ['Ana', 'Émile', 'Jo', '李', '👩‍🚀 Zoe'][i % 5] ?? '', i * 36, state, 6_000);
        const condition = conditionOf(one);
        return (
          <div key={state} class="wp-row">
            <Avatar name={one.name} avatar={one.avatar} state={markOf(condition)} />
            <div class="wp-grow">
              <div class="wp-name">{one.name}</div>
              <div class={`wp-state wp-state-${markOf(condition)}`}>{memberWords(condition)}</div>
            </div>
          </div>
        );
      })}
      {ERROR_CODES.map((code) => (
        <p key={code} class="wp-sub">
          {errorWords({ code })}
        </p>
      ))}
    </main>
  );
}
