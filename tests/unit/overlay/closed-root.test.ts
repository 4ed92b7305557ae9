// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { fillSlot } from '../../../extension/messaging/slots.ts';
import { closedRoot } from '../../../extension/overlay/closed-root.ts';

beforeEach(() => fillSlot('inspectable', undefined));

const seenByThePage = () => {
  const host = document.createElement('div');
  closedRoot(host);
  return host.shadowRoot;
};

it('[B2] shows a page nothing, unless a developer has said so in so many words', () => {
  expect(seenByThePage()).toBeNull();
  for (const said of [false, null, 1, 'true', {}]) {
    fillSlot('inspectable', said);
    expect(seenByThePage()).toBeNull();
  }
  fillSlot('inspectable', true);
  expect(seenByThePage()).not.toBeNull();
});
