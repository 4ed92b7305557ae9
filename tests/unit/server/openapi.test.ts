import { describe, expect, it } from 'vitest';
import { codesOf, type JsonSchema, type OpenApiOperation, openApiDocument } from '../../../server/http/openapi.ts';
import { DOCS_PAGE_CSP, docsPage } from '../../../server/http/openapi-page.ts';
import { PICTURE_TYPES } from '../../../shared/party/picture.ts';
import { API, type ApiName } from '../../../shared/protocol/api.ts';
import { ERROR_CODES, HTTP_STATUS } from '../../../shared/protocol/errors.ts';

const document = openApiDocument();
const rows = Object.keys(API) as ApiName[];
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const found = (name: ApiName | 'getPicture') => operations.find(({ operation }) => operation.operationId === name);
const schemaOf = (operation: OpenApiOperation, status: number) =>
  operation.responses[status]?.content['application/json']?.schema as JsonSchema & {
    properties: Record<string, unknown>;
  };

/** Every object inside, with its path. */
function* nodes(value: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* nodes(inner, `${at}/${key}`);
}

describe('the OpenAPI document', () => {
  it.each(rows)('has %s as the contract has it', (name) => {
    const row = API[name];
    const one = found(name);
    expect(one, 'the row is there').toBeDefined();
    const { path, method, operation } = one!;
    expect(path.replace('{code}', ':code')).toBe(row.path);
    expect(method.toUpperCase()).toBe(row.method);
    expect(operation.security).toEqual(row.auth === 'user' ? [{ token: [] }] : []);
    expect(operation.requestBody !== undefined).toBe(row.body !== null);
    expect(operation.parameters?.map((parameter) => parameter.name) ?? []).toEqual(path.includes('{') ? ['code'] : []);
    expect(operation.responses[401] !== undefined).toBe(row.auth === 'user' || name === 'login');
    for (const code of codesOf(name)) expect(operation.responses[HTTP_STATUS[code]]?.description).toContain(code);
  });

  it('has nothing else, and no operation twice', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.toSorted()).toEqual([...rows, 'getPicture'].toSorted());
  });

  it('has the picture, which is read as bytes by anybody who knows its id', () => {
    const { path, method, operation } = found('getPicture')!;
    expect(`${method} ${path}`).toBe('get /api/picture/{id}');
    expect(operation.security).toEqual([]);
    expect(operation.parameters?.map((parameter) => parameter.name)).toEqual(['id']);
    expect(Object.keys(operation.responses[200]?.content ?? {})).toEqual([...PICTURE_TYPES]);
    expect(operation.responses[404]?.description).toBe('not-found');
  });

  it('is well formed: version, one answer of each kind, every reference leads somewhere, plain JSON', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
    const names = document.tags.map((tag) => tag.name);
    for (const { operation } of operations) {
      expect(names).toContain(operation.tags[0]);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/);
        expect(response.description).not.toBe('');
      }
      if (operation.operationId !== 'getPicture')
        expect(schemaOf(operation, 200).properties.ok).toEqual({ const: true });
      expect(schemaOf(operation, 500).properties.ok).toEqual({ const: false });
    }
    for (const [at, node] of nodes(document)) {
      expect(node, at).not.toHaveProperty('$schema');
      if (typeof node.$ref !== 'string') continue;
      const target = node.$ref
        .slice(2)
        .split('/')
        .reduce<unknown>((inner, key) => (inner as JsonSchema)[key], document);
      expect(target, `${at} ${node.$ref}`).toBeTypeOf('object');
    }
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('its schemas are those of the contract: bounds and required fields', () => {
    const body = found('createParty')?.operation.requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({ type: 'object', required: ['name'] });
    expect(body?.properties).toMatchObject({ controlMode: { enum: ['everyone', 'host-only'] } });
    const party = schemaOf(found('getParty')!.operation, 200).properties.value;
    expect(party).toMatchObject({ properties: { party: { required: expect.arrayContaining(['inviteUrl']) } } });
    for (const name of ['createParty', 'updateParty'] as const)
      expect(found(name)?.operation.responses[422]?.description).toBe('date-past, date-too-far');
    const error = document.components.schemas.Error as { properties: { code: { enum: string[] } } };
    expect(error.properties.code.enum).toEqual([...ERROR_CODES]);
  });
});

describe('the page made of it', () => {
  const html = docsPage(document);
  it('shows every row with its fields', () => {
    for (const { path, method, operation } of operations) {
      expect(html).toContain(`<h3>${method.toUpperCase()} ${path}</h3>`);
      expect(html).toContain(`<section id="${operation.operationId}">`);
    }
    expect(html).toContain('<code>inviteUrl</code>');
    expect(html).toContain('<code>mediaKey</code>');
  });
  it('runs and loads nothing, and escapes what it is given', () => {
    expect(html).not.toMatch(/<script|<img|<link|style="|onclick|href="(?!\/api\/openapi\.json")/);
    expect(DOCS_PAGE_CSP).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; base-uri 'none'/);
    const nasty = docsPage({ ...document, info: { ...document.info, title: '<b>"&' } });
    expect(nasty).toContain('<h1>&lt;b&gt;&quot;&amp; API</h1>');
  });
});
