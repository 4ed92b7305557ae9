import { describe, expect, it, vi } from 'vitest';
import type { SiteAdapter, SiteDifferences } from '../../../extension/content/sites/adapter.ts';
import { SERVICES } from '../../sites-contract/subjects.ts';

/** What each adapter was made of. */
const made = vi.hoisted(() => new Map<string, SiteDifferences>());
vi.mock('../../../extension/content/sites/define-adapter.ts', async (original) => {
  const real = await original<{ defineAdapter: (site: SiteDifferences) => SiteAdapter }>();
  const defineAdapter = (site: SiteDifferences) => {
    made.set(site.site.id, site);
    return real.defineAdapter(site);
  };
  return { ...real, defineAdapter };
});
await import('../../../extension/content/sites/index.ts');

/** An adapter that gains a mark must have it tried: `without` would go on saying that nobody knows one. */
describe.each(SERVICES.map((subject) => [subject.name ?? subject.site, subject] as const))('%s', (_, subject) => {
  const { adSelector, phase, prompts } = made.get(subject.site) as SiteDifferences;
  const { without = {}, prompt } = subject;

  it('is tried with ads if its adapter knows a mark of them, and only then', () => {
    const tried = [without['ad in'], without['ad out']].map((reason) => reason === undefined);
    const known = adSelector !== undefined || phase !== undefined;
    expect(tried).toEqual([known, known]);
  });

  it('is tried with the question that pauses the film if its adapter knows it, and only then', () => {
    const known = prompts?.['still-watching'] !== undefined;
    expect([without.prompt === undefined, prompt !== undefined]).toEqual([known, known]);
  });
});
