import { expect, it } from 'vitest';
import { deedsFor } from '../../../extension/overlay/deeds.ts';
import type { Role } from '../../../shared/party/party.ts';
import { member, said, view } from './views.ts';

const asks = (own: Role, author: string, patch: Parameters<typeof view>[0] = {}) => {
  const roles = { host: 'host', co: 'co-host', ana: 'member' } as const;
  const others = Object.entries(roles).map(([id, role], i) => member(id, i, 'in-step', { role }));
  const members = [member('mira', 9, 'in-step', { role: own }), ...others];
  return deedsFor(view({ members, ...patch }), { ...said(1, author, 50), epoch: 1 });
};

it('[P1] offers what the server would allow: by rank, one’s own always, nothing upwards', () => {
  expect(asks('member', 'ana')).toMatchObject({ reply: true, remove: false, mute: null, kick: false });
  expect(asks('member', 'mira')).toMatchObject({ remove: true, mute: null, kick: false });
  expect(asks('co-host', 'ana')).toMatchObject({ remove: true, mute: 'mute', kick: true });
  expect(asks('co-host', 'host')).toMatchObject({ remove: false, mute: null, kick: false });
  expect(asks('host', 'co')).toMatchObject({ remove: true, mute: 'mute', kick: true });
  // Somebody who has left: their words can go, they can't.
  expect(asks('host', 'gone')).toMatchObject({ remove: true, mute: null, kick: false });
});

it('offers a jump with control, within the title', () => {
  expect(asks('member', 'ana').jump).toBe(50);
  expect(asks('member', 'ana', { mayControl: false }).jump).toBeNull();
  expect(asks('member', 'ana', { epoch: 2 }).jump).toBeNull();
});

it('offers to let a muted member speak, and a muted one no answer', () => {
  const muted = {
    members: [
      member('mira', 1, 'in-step', { role: 'host', muted: true }),
      member('ana', 2, 'in-step', { muted: true }),
    ],
  };
  expect(deedsFor(view(muted), said(1, 'ana'))).toMatchObject({ reply: false, mute: 'unmute' });
});
