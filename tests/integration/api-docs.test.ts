import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type ApiName } from '../../shared/protocol/api.ts';
import { callApi } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

interface Served {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}

describe('what the server says of its API', () => {
  it('serves the document, and answers as it says', async () => {
    const response = await fetch(`${server.url}/api/openapi.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const { openapi, paths } = (await response.json()) as Served;
    expect(openapi).toBe('3.1.0');
    for (const name of Object.keys(API) as ApiName[]) {
      const { path, method } = API[name];
      const operation = paths[path.replace(':code', '{code}')]?.[method.toLowerCase()];
      expect(operation?.operationId).toBe(name);
      const { status } = await callApi(server.url, name, { code: 'K7Q-F2M-XDA', input: {} as never });
      expect(operation?.responses, `${name} answered ${status}`).toHaveProperty(String(status));
    }
  });

  it('serves the page under a policy that allows its style and nothing else', async () => {
    const response = await fetch(`${server.url}/api/docs`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });
});
