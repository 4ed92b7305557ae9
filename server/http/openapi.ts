import { PICTURE_TYPES } from '../../shared/party/picture.ts';
import { API, type ApiName, PICTURE_PATH } from '../../shared/protocol/api.ts';
import { type ErrorCode, HTTP_STATUS } from '../../shared/protocol/errors.ts';
import { PICTURE_MAX_BYTES } from '../../shared/protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { wireErrorSchema } from '../../shared/protocol/wire-error.ts';
import { z } from '../../shared/protocol/zod.ts';
import { PICTURE_WORDS, WORDS } from './openapi-words.ts';

export type JsonSchema = Record<string, unknown>;

export interface OpenApiResponse {
  description: string;
  content: Content;
}

/** By media type: JSON, or the kinds of a picture. */
type Content = Partial<Record<'application/json' | (typeof PICTURE_TYPES)[number], { schema: JsonSchema }>>;

export interface OpenApiOperation {
  operationId: ApiName | 'getPicture';
  tags: string[];
  summary: string;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: 'path'; required: true; description: string; schema: JsonSchema }[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, OpenApiResponse>;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

const DESCRIPTION =
  'Accounts and parties. Every answer is {"ok": true, "value": ...} or {"ok": false, "error": {"code": ...}}; codes stay, ' +
  'sentences are the client’s. What happens while a party is watched goes over Socket.IO.';

/** Every row can end so; a limit says when to come back in Retry-After. */
const ALWAYS: readonly ErrorCode[] = ['bad-request', 'rate-limited', 'server-draining', 'unavailable', 'internal'];

/** The REST contract as an OpenAPI 3.1 document, made of the schemas that the server checks with. */
export function openApiDocument(): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const name of Object.keys(API) as ApiName[]) {
    const path = pathOf(API[name].path);
    paths[path] = { ...paths[path], [API[name].method.toLowerCase()]: operationOf(name) };
  }
  paths[pathOf(PICTURE_PATH)] = { get: pictureOperation() };
  return {
    openapi: '3.1.0',
    info: { title: 'WatchParty', version: String(PROTOCOL_VERSION), description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(WORDS).map((words) => words.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: schemaOf(wireErrorSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From register, login or guest.' },
      },
    },
  };
}

const pathOf = (path: string) => path.replace(/:(\w+)/g, '{$1}');

/** The one answer that is no JSON. */
function pictureOperation(): OpenApiOperation {
  const { tag, summary, errors } = PICTURE_WORDS;
  const bytes = { schema: { type: 'string', contentEncoding: 'binary', maxLength: PICTURE_MAX_BYTES } };
  return {
    operationId: 'getPicture',
    tags: [tag],
    summary,
    security: [],
    parameters: [
      { name: 'id', in: 'path', required: true, description: '`picture` of an avatar.', schema: { type: 'string' } },
    ],
    responses: {
      200: {
        description: 'The picture. It never changes: another one has another id.',
        content: Object.fromEntries(PICTURE_TYPES.map((type) => [type, bytes])),
      },
      ...failures([...ALWAYS, ...errors]),
    },
  };
}

function operationOf(name: ApiName): OpenApiOperation {
  const { body, auth, path, value } = API[name];
  const { tag, summary } = WORDS[name];
  const code = {
    name: 'code',
    in: 'path',
    required: true,
    description: 'The party code, as people write it: case and dashes do not matter.',
    schema: { type: 'string' },
  } as const;
  return {
    operationId: name,
    tags: [tag],
    summary,
    security: auth === 'user' ? [{ token: [] }] : [],
    ...(path.includes(':code') ? { parameters: [code] } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
      : {}),
    responses: { 200: success(schemaOf(value, 'output')), ...failures(codesOf(name)) },
  };
}

/** Every code that a row can answer with. */
export function codesOf(name: ApiName): ErrorCode[] {
  const { body, auth, path } = API[name];
  const codes: ErrorCode[] = [...ALWAYS, ...WORDS[name].errors];
  if (body) codes.push('too-large');
  if (auth === 'user') codes.push('not-signed-in');
  if (path.includes(':code')) codes.push('party-not-found');
  return codes;
}

const success = (value: JsonSchema): OpenApiResponse => ({
  description: 'Done.',
  content: {
    'application/json': {
      schema: { type: 'object', properties: { ok: { const: true }, value }, required: ['ok', 'value'] },
    },
  },
});

/** One response a status: its codes are told apart in the body. */
function failures(codes: readonly ErrorCode[]): Record<string, OpenApiResponse> {
  const statuses = [...new Set(codes.map((code) => HTTP_STATUS[code]))];
  const of = (status: number) => codes.filter((code) => HTTP_STATUS[code] === status);
  return Object.fromEntries(statuses.map((status) => [status, failure([...new Set(of(status))].toSorted())]));
}

function failure(codes: readonly ErrorCode[]): OpenApiResponse {
  const error = {
    allOf: [{ $ref: '#/components/schemas/Error' }, { type: 'object', properties: { code: { enum: codes } } }],
  };
  return {
    description: codes.join(', '),
    content: {
      'application/json': {
        schema: { type: 'object', properties: { ok: { const: false }, error }, required: ['ok', 'error'] },
      },
    },
  };
}

/** @param io what a caller may send, or what the server answers */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}
