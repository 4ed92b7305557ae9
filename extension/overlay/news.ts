import type { Member } from '../../shared/party/party.ts';
import type { TimelineChange } from '../../shared/protocol/events.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { t } from '../ui/i18n.ts';
import { filmTime } from '../ui/time.ts';
import { isWorthTelling } from './newsworthy.ts';
import type { Person, Toast } from './toasts.ts';
import type { LocalState } from './types.ts';

export const personOf = (member: Member): Person => ({ id: member.id, name: member.name, avatar: member.avatar });

/** What is new between two views, as toasts. The first view is no news. @param removed who was put out last */
export function newsBetween(before: PartyView | null, after: PartyView, removed: string | null = null): Toast[] {
  if (before === null) return [];
  const news: Toast[] = [];
  const had = new Set(before.members.map((member) => member.id));
  const has = new Set(after.members.map((member) => member.id));
  const joined = after.members.filter((member) => !had.has(member.id) && member.id !== after.you);
  const gone = before.members.filter((member) => !has.has(member.id) && member.id !== after.you);
  const left = gone.filter((member) => member.id !== removed);
  const out = gone.find((member) => member.id === removed);
  if (out) news.push({ kind: 'note', person: personOf(out), text: t('toast.removed', { name: out.name }) });
  if (joined.length > 0) news.push({ kind: 'joined', people: joined.map(personOf) });
  if (left.length > 0) news.push({ kind: 'left', people: left.map(personOf) });
  const host = after.members.find((member) => member.role === 'host');
  const oldHost = before.members.find((member) => member.role === 'host');
  if (host && oldHost && host.id !== oldHost.id) {
    const text = host.id === after.you ? t('toast.you-host') : t('toast.new-host', { name: host.name });
    news.push({ kind: 'note', person: personOf(host), text });
  }
  for (const member of after.members) {
    const was = before.members.find((one) => one.id === member.id);
    if (was && (was.muted ?? false) !== (member.muted ?? false))
      news.push(memberNews(member.muted ? 'muted' : 'unmuted', member, after.you));
    // A host who becomes one has handed the party over, which is told already.
    const roles = was && `${was.role} ${member.role}`;
    if (roles === 'member co-host') news.push(memberNews('co-host', member, after.you));
    if (roles === 'co-host member') news.push(memberNews('no-co-host', member, after.you));
  }
  if (before.settings.controlMode !== after.settings.controlMode) {
    const text = after.settings.controlMode === 'everyone' ? t('toast.mode-everyone') : t('toast.mode-host');
    news.push({ kind: 'note', person: null, text });
  }
  if (before.settings.locked !== after.settings.locked) {
    news.push({ kind: 'note', person: null, text: t(after.settings.locked ? 'toast.locked' : 'toast.unlocked') });
  }
  if (before.connection.state === 'offline' && after.connection.state === 'online') {
    news.push({ kind: 'note', person: null, text: t('toast.back-online') });
  }
  return news;
}

/** Somebody was silenced or may speak again, is a co-host or no longer one. */
function memberNews(key: 'muted' | 'unmuted' | 'co-host' | 'no-co-host', member: Member, you: string): Toast {
  const text = member.id === you ? t(`toast.you-${key}`) : t(`toast.${key}`, { name: member.name });
  return { kind: 'note', person: personOf(member), text };
}

/** Who did what to the film, or null if that is no news. */
export function newsOfTimeline(change: TimelineChange & { name: string }, view: PartyView | null): Toast | null {
  const { by, timeline } = change;
  if (by === null || !isWorthTelling(change, view)) return null;
  const member = view?.members.find((one) => one.id === by.memberId);
  const person: Person = { id: by.memberId, name: by.name, avatar: member?.avatar ?? null };
  const text = timelineWords(change, by.name, filmTime(timeline.position));
  return text === null ? null : { kind: 'playback', person, text };
}

function timelineWords(change: TimelineChange & { name: string }, name: string, time: string): string | null {
  if (change.reason === 'hold-over') return t('toast.went-on', { name });
  switch (change.name) {
    case 'video-play':
      return t('toast.played', { name });
    case 'video-pause':
      return t('toast.paused', { name, time });
    case 'video-seek':
      return t('toast.jumped', { name, time });
    case 'video-rate':
      return t('toast.rate', { name, rate: change.timeline.rate });
    case 'change-content': {
      const title = change.content?.series || change.content?.title;
      return title ? t('toast.opened', { name, title }) : t('toast.opened-something', { name });
    }
    default:
      return null;
  }
}

/** Words for what happened to one's own command. */
export function newsOfNotice(notice: NonNullable<LocalState['notice']>): Toast {
  const key = notice.kind === 'command-refused' ? (`error.${notice.why}` as const) : (`notice.${notice.kind}` as const);
  return { kind: 'note', person: null, text: t(key) };
}
