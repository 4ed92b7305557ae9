import type { Member } from '../../../shared/party/party.ts';
import { t } from '../../ui/i18n.ts';
import { namesWords } from '../toast-words.ts';

export function TypingWords({ typers }: { typers: readonly Member[] }) {
  const names = typers.map((member) => member.name);
  return <>{t(names.length === 1 ? 'chat.typing-one' : 'chat.typing-many', { names: namesWords(names) })}</>;
}
