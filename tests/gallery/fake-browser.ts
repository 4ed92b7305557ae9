/**
 * The extension API for pages without an extension. Imported first, for side effects: the polyfill looks for it when it
 * is loaded. What a screen does not need answers nothing.
 */
const silent: unknown = new Proxy(() => Promise.resolve(undefined), {
  get: (_, name) => (name === 'then' ? undefined : silent),
});
const api = (own: Record<string, unknown>): unknown =>
  new Proxy(own, { get: (target, name) => (typeof name === 'string' && name in target ? target[name] : silent) });

const stored: Record<string, unknown> = {};
const area = api({
  get: async (key: string) => (key in stored ? { [key]: stored[key] } : {}),
  set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
});
const asked = new URLSearchParams(location.search);
if (asked.has('size')) stored['overlay-size:gallery'] = asked.get('size');

Object.assign(globalThis, {
  chrome: { runtime: { id: 'gallery' } },
  browser: {
    runtime: api({ id: 'gallery', getManifest: () => ({ version: '0.1.0' }), getURL: (path: string) => path }),
    storage: api({ local: area, session: area }),
    permissions: api({ contains: async () => false, request: async () => true, getAll: async () => ({ origins: [] }) }),
    tabs: api({ query: async () => [] }),
    i18n: { getUILanguage: () => 'en' },
    alarms: silent,
    notifications: silent,
  },
});

export {};
