import { beforeEach, describe, expect, it } from 'vitest';
import { claimDocument } from '../../../extension/content/instance.ts';

beforeEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('watchparty.content'));
});

describe('one content script a document', () => {
  it('a second run in the same document does nothing', () => {
    expect(claimDocument(() => true)).not.toBeNull();
    expect(claimDocument(() => true)).toBeNull();
  });

  it('after party:over the next party may start here', () => {
    claimDocument(() => true)?.abort();
    expect(claimDocument(() => true)).not.toBeNull();
  });

  it('[R4] the dead script of an older version is ended and replaced', () => {
    let alive = true;
    const old = claimDocument(() => alive);
    alive = false;
    expect(claimDocument(() => true)).not.toBeNull();
    expect(old?.signal.aborted).toBe(true);
  });
});
