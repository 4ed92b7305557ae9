import type { Request, Response, Router } from 'express';
import { type ErrorCode, HTTP_STATUS } from '../../shared/protocol/errors.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import { calendarFile } from './calendar.ts';
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

/** `/join/:code`, what an invite link opens in a browser, and the date of a scheduled party as a calendar file. */
export function inviteRoutes(router: Router, { preview, limits, extensionUrl, log }: Needs): void {
  const look = (request: Request) =>
    preview({ code: String(request.params.code), input: null, user: null, token: null }).catch((error: unknown) =>
      failureOf(error, 'invite page', log),
    );
  const noParty = (response: Response, code: ErrorCode) => {
    const why: NoParty = code === 'party-ended' ? 'ended' : code === 'party-not-found' ? 'unknown' : 'away';
    return send(response, HTTP_STATUS[code], noPartyPage(why));
  };
  const limit = invitePageLimit(limits);
  router.get('/join/:code', limit, async (request, response) => {
    const found = await look(request);
    if (!found.ok) return noParty(response, found.error.code);
    return send(response, 200, invitePage(found.value.party, extensionUrl, Date.now()));
  });
  router.get('/join/:code/party.ics', limit, async (request, response) => {
    const found = await look(request);
    if (!found.ok) return noParty(response, found.error.code);
    const { party } = found.value;
    if (party.startsAt === null) return send(response, HTTP_STATUS['not-found'], noPartyPage('undated'));
    response.attachment('watchparty.ics').type('text/calendar; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.send(calendarFile(party, party.startsAt, Date.now()));
  });
}
