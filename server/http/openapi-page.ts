import { createHash } from 'node:crypto';
import { escapeHtml } from './invite-page.ts';
import type { JsonSchema, OpenApiDocument, OpenApiOperation } from './openapi.ts';

const STYLE = `
:root{color-scheme:light dark;--bg:#fbfaf8;--line:#e3dfd8;--text:#1d1b19;--muted:#6a645d;--raised:#f2f0ec}
@media (prefers-color-scheme:dark){:root{--bg:#131211;--line:#383431;--text:#f4f1ed;--muted:#aca59d;--raised:#282523}}
body{margin:0 auto;max-width:860px;padding:32px 24px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
section{border-top:1px solid var(--line);padding:16px 0}
h3{font:600 16px/1.4 ui-monospace,Menlo,Consolas,monospace;margin:0 0 4px;overflow-wrap:anywhere}
p{margin:0 0 8px}
.muted{color:var(--muted)}
ul{margin:0 0 8px;padding-inline-start:1.3em}
code{font:14px ui-monospace,Menlo,Consolas,monospace;background:var(--raised);border-radius:4px;padding:1px 4px;overflow-wrap:anywhere}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but its own style: no script, no picture, no form, in no frame. */
export const DOCS_PAGE_CSP = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The document as a page to read, without a script. */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = document.tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<h2>${escapeHtml(name)}</h2>\n${own.map((one) => operationHtml(one.method, one.path, one.operation)).join('\n')}`;
  });
  const { title, description } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} API</title>
<style>${STYLE}</style>
</head>
<body><main>
<h1>${escapeHtml(title)} API</h1>
<p>${escapeHtml(description)}</p>
<p class="muted">For programs: <a href="/api/openapi.json">openapi.json</a></p>
${groups.join('\n')}
</main></body>
</html>
`;
}

function operationHtml(method: string, path: string, operation: OpenApiOperation): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const done = operation.responses[200]?.content['application/json']?.schema;
  const value = (done?.properties as { value?: JsonSchema } | undefined)?.value;
  const failures = Object.entries(operation.responses).filter(([status]) => status !== '200');
  return `<section id="${operation.operationId}">
<h3>${method.toUpperCase()} ${escapeHtml(path)}</h3>
<p>${escapeHtml(operation.summary)} <span class="muted">${operation.security.length > 0 ? 'With a token.' : 'For anybody.'}</span></p>
${body ? `<p>Body</p>${fieldsHtml(body)}` : ''}
<p>Value</p>${value ? fieldsHtml(value) : kindsHtml(operation)}
<p>Errors</p>
<ul>${failures.map(([status, { description }]) => `<li>${status} <span class="muted">${escapeHtml(description)}</span></li>`).join('')}</ul>
</section>`;
}

/** What comes that is no JSON. */
const kindsHtml = ({ responses }: OpenApiOperation): string =>
  `<ul><li class="muted">${escapeHtml(Object.keys(responses[200]?.content ?? {}).join(' | '))}</li></ul>`;

/** Fields of an object, one a line, those of its objects below. */
function fieldsHtml(schema: JsonSchema): string {
  const fields = Object.entries(fieldsOf(schema));
  if (fields.length === 0) return `<ul><li class="muted">${escapeHtml(typeOf(schema))}</li></ul>`;
  const required = new Set(requiredOf(schema));
  const lines = fields.map(([name, field]) => {
    const inner = Object.keys(fieldsOf(field)).length > 0 ? fieldsHtml(field) : '';
    const optional = required.has(name) ? '' : ', optional';
    return `<li><code>${escapeHtml(name)}</code> <span class="muted">${escapeHtml(typeOf(field))}${optional}</span>${inner}</li>`;
  });
  return `<ul>${lines.join('')}</ul>`;
}

/** The object in a schema: itself, what its list holds, or what it is where it is not null. */
function objectIn(schema: JsonSchema): JsonSchema | null {
  if (schema.properties) return schema;
  const inner = [schema.items, ...((schema.anyOf as unknown[]) ?? [])].filter((one) => one !== undefined);
  for (const one of inner as JsonSchema[]) {
    const found = objectIn(one);
    if (found) return found;
  }
  return null;
}

const fieldsOf = (schema: JsonSchema) => (objectIn(schema)?.properties ?? {}) as Record<string, JsonSchema>;
const requiredOf = (schema: JsonSchema) => (objectIn(schema)?.required ?? []) as string[];

function typeOf(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((one) => typeOf(one as JsonSchema)).join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items as JsonSchema)}`;
  const { minLength, maxLength } = schema;
  const length = maxLength === undefined ? '' : `, ${minLength ?? 0} to ${maxLength} characters`;
  return `${[schema.type ?? 'anything'].flat().join(' or ')}${length}`;
}
