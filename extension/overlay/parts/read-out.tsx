import { t } from '../../ui/i18n.ts';
import { isNews } from '../chat-log.ts';
import { isVeiled } from '../log-views.ts';
import type { Model } from '../model.ts';

/** Of a flood only the end is read out: a voice is slower than many hands. */
const READ_OUT_AT_MOST = 3;

/** Heard, not seen: what others have written since one looks, each message once. What scrolls by is not read out. */
export function ReadOut({ model, since }: { model: Model; since: number }) {
  const { chat, view } = model;
  const nameOf = (id: string) => view?.members.find((member) => member.id === id)?.name;
  const news = chat.filter((message) => message.seq > since && isNews(message, view?.you ?? ''));
  return (
    <>
      {news.slice(-READ_OUT_AT_MOST).map((message) => (
        <p key={message.seq}>
          {nameOf(message.memberId) ?? message.name}: {isVeiled(model, message) ? t('chat.veiled') : message.text}
        </p>
      ))}
    </>
  );
}
