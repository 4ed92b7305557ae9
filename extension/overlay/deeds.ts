import type { ChatMessage } from '../../shared/party/chat.ts';
import type { Role } from '../../shared/party/party.ts';
import { may, outranks } from '../../shared/party/permissions.ts';
import type { PartyView } from '../messaging/party-view.ts';
import { type ChatDeed, memberDeeds } from '../ui/member-deeds.ts';
import { sameTitle } from './chat-log.ts';

/** What one may do with a message and its author. The server decides; this only hides what it would refuse. */
export interface Deeds {
  reply: boolean;
  /** Content seconds to take the party to; null: none, or not allowed. */
  jump: number | null;
  remove: boolean;
  /** The author is here and of lower rank. */
  mute: ChatDeed | null;
  kick: boolean;
}

/** Silencing somebody of lower rank, or undoing it. */
export function muteDeed(view: PartyView, memberId: string): ChatDeed | null {
  const self = view.members.find((member) => member.id === view.you);
  const member = view.members.find((one) => one.id === memberId);
  if (!self || !member || member.id === view.you || !outranks(self.role, member.role)) return null;
  if (!may(self.role, 'moderate-chat', view.settings.controlMode)) return null;
  return member.muted ? 'unmute' : 'mute';
}

export function deedsFor(view: PartyView, message: ChatMessage): Deeds {
  const self = view.members.find((member) => member.id === view.you);
  const author = view.members.find((member) => member.id === message.memberId);
  const mine = message.memberId === view.you;
  const mode = view.settings.controlMode;
  const rank: Role = self?.role ?? 'member';
  const above = !mine && outranks(rank, author?.role ?? 'member');
  const moderates = above && may(rank, 'moderate-chat', mode);
  return {
    reply: !message.removed && self?.muted !== true,
    jump: view.mayControl && message.position !== null && sameTitle(message, view.epoch) ? message.position : null,
    remove: !message.removed && (mine || moderates),
    mute: muteDeed(view, message.memberId),
    kick: memberDeeds(view, message.memberId).includes('kick'),
  };
}
