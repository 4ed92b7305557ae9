import type { Response, Router } from 'express';
import { HTTP_STATUS } from '../../shared/protocol/errors.ts';
import type { Log } from '../log.ts';
import { failureOf } from '../realtime/handle.ts';
import { INVITE_PAGE_CSP, invitePage, type NoParty, noPartyPage } from './invite-page.ts';
import { type HttpLimits, invitePageLimit } from './limits.ts';
import type { RouteHandlers } from './route.ts';

interface Needs {
  preview: RouteHandlers['previewParty'];
  limits: HttpLimits;
  extensionUrl: string | null;
  log: Log;
}

function send(response: Response, status: number, html: string): void {
  response.status(status);
  response.setHeader('Content-Security-Policy', INVITE_PAGE_CSP);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(html);
}

/** `/join/:code`, what an invite link opens in a browser. */
export function inviteRoutes(router: Router, { preview, limits, extensionUrl, log }: Needs): void {
  router.get('/join/:code', invitePageLimit(limits), async (request, response) => {
    const found = await preview({ code: String(request.params.code), input: null, user: null }).catch(
      (error: unknown) => failureOf(error, 'invite page', log),
    );
    if (found.ok) return send(response, 200, invitePage(found.value.party, extensionUrl));
    const { code } = found.error;
    const why: NoParty = code === 'party-ended' ? 'ended' : code === 'party-not-found' ? 'unknown' : 'away';
    return send(response, HTTP_STATUS[code], noPartyPage(why));
  });
}
