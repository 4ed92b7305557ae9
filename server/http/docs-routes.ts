import type { Router } from 'express';
import { openApiDocument } from './openapi.ts';
import { DOCS_PAGE_CSP, docsPage } from './openapi-page.ts';

/** `/api/openapi.json` for programs and `/api/docs` for people. Made once: they change with the code alone. */
export function docsRoutes(router: Router): void {
  const document = openApiDocument();
  const page = docsPage(document);
  router.get('/api/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.get('/api/docs', (_request, response) => {
    response.setHeader('Content-Security-Policy', DOCS_PAGE_CSP);
    response.type('html').send(page);
  });
}
