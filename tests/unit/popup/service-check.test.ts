import { describe, expect, it } from 'vitest';
import { checkService } from '../../../extension/popup/service-check.ts';

const on = (siteId: string) => ({ siteId, mediaKey: '1', title: '' });

describe('what is said of the service before joining', () => {
  it.each([
    ['netflix', ['netflix'], 'has'],
    ['netflix', ['disney'], 'lacks'],
    ['netflix', [], 'needs'],
    ['youtube', [], 'has'],
    ['youtube', ['netflix'], 'lacks'],
    ['generic', ['netflix'], 'has'],
    ['a-site-of-tomorrow', ['netflix'], 'has'],
  ] as const)('%s for somebody with %j: %s', (siteId, services, said) =>
    expect(checkService(on(siteId), services)).toBe(said),
  );

  it('a party without a film asks for nothing', () => expect(checkService(null, ['netflix'])).toBe('has'));
});
