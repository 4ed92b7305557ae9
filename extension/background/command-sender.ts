import type { Timeline } from '../../shared/playback/timeline.ts';
import { type ErrorCode, fail, type Result } from '../../shared/protocol/errors.ts';
import { type OutgoingCommand, supersedes } from '../messaging/outgoing-command.ts';
import { ASKED_FOR_MS, fateOf, type Waiting } from './command-outbox.ts';
import { createGate, type Gate } from './gate.ts';

type Answer = Result<{ timeline: Timeline }>;

export interface CommandSenderOptions {
  /** One try over the line. `since`: when the hand did it, monotonic ms. */
  ask: (command: OutgoingCommand, since: number) => Promise<Answer>;
  /** Open while we are in the room. */
  joined: Gate;
  timeline: () => Timeline | null;
  you: () => string;
  signal: AbortSignal;
  now?: () => number;
}

/**
 * After these the same one again, with the same id: nothing is known of it, it lost a race too often, or the server found it
 * too late by a clock that may have changed with the line, while it is still young by ours.
 */
const AGAIN: ReadonlySet<ErrorCode> = new Set([
  'timeout',
  'offline',
  'unavailable',
  'server-draining',
  'conflict',
  'too-late',
]);
/** A server that is up and says "not now" is not asked again at once. */
const PAUSE_MS = 250;

export interface CommandSender {
  /** @param age ms since the hand did it */
  send(command: OutgoingCommand, age?: number): Promise<Answer>;
  /** Resolves when what has become of every command is known. @returns false if it is not within `ms` */
  settled(ms: number): Promise<boolean>;
}

/** Sends playback commands until they are acknowledged, superseded or too old to be wanted (S3). */
export function createCommandSender(options: CommandSenderOptions): CommandSender {
  const { ask, joined, timeline, you, signal, now = () => performance.now() } = options;
  const waiting = new Map<string, Waiting>();
  const idle = createGate();
  idle.open();

  const sendUntilKnown = async (entry: Waiting): Promise<Answer> => {
    const { command } = entry;
    while (!signal.aborted && waiting.get(command.commandId) === entry) {
      const fate = fateOf(entry, timeline(), you(), now());
      if (fate.kind === 'drop') return fail(fate.code);
      if (!joined.isOpen) {
        // Everything may have changed when the room opens: look again before asking.
        await joined.wait(ASKED_FOR_MS - (now() - entry.since) + 1, signal);
        continue;
      }
      const answer = await ask(command, entry.since);
      if (answer.ok || !AGAIN.has(answer.error.code)) return answer;
      await new Promise((go) => setTimeout(go, PAUSE_MS));
    }
    return fail(signal.aborted ? 'offline' : 'conflict');
  };

  const send = async (command: OutgoingCommand, age = 0) => {
    for (const [id, older] of waiting) if (supersedes(command, older.command)) waiting.delete(id);
    const entry = { command, since: now() - age };
    waiting.set(command.commandId, entry);
    idle.shut();
    try {
      return await sendUntilKnown(entry);
    } finally {
      if (waiting.get(command.commandId) === entry) waiting.delete(command.commandId);
      if (waiting.size === 0) idle.open();
    }
  };
  return { send, settled: (ms) => idle.wait(ms, signal) };
}
