import type { Request, Response, Router } from 'express';
import { type Language, pickLanguage } from '../../shared/languages.ts';
import { type ErrorCode, HTTP_STATUS } from '../../shared/protocol/errors.ts';
import { failureOf } from '../failures.ts';
import type { Log } from '../log.ts';
import { calendarFile } from './calendar.ts';
import { INVITE_PAGE_CSP, invitePage, type NoParty, noPartyPage } from './invite-page.ts';
import { type HttpLimits, invitePageLimit } from './limits.ts';
import { aboutFor, partyOf, type RouteHandlers } from './route.ts';

interface Needs {
  preview: RouteHandlers['previewParty'];
  limits: HttpLimits;
  extensionUrl: string | null;
  log: Log;
}

/** What the reader's browser asks for, as far as we speak it. */
const languageOf = (request: Request): Language => pickLanguage(request.acceptsLanguages());

function send(response: Response, status: number, html: string): void {
  response.status(status);
  response.setHeader('Content-Security-Policy', INVITE_PAGE_CSP);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Accept-Language');
  response.type('html').send(html);
}

/** `/join/:code`, what an invite link opens in a browser, and the date of a scheduled party as a calendar file. */
export function inviteRoutes(router: Router, { preview, limits, extensionUrl, log }: Needs): void {
  const look = (request: Request, response: Response) => {
    const call = { code: String(request.params.code), input: null, user: null, token: null, about: aboutFor(response) };
    return preview(call).catch((error: unknown) =>
      failureOf(error, 'invite page', log.child({ id: request.id, partyId: partyOf(response) })),
    );
  };
  const noParty = (request: Request, response: Response, code: ErrorCode) => {
    const why: NoParty = code === 'party-ended' ? 'ended' : code === 'party-not-found' ? 'unknown' : 'away';
    return send(response, HTTP_STATUS[code], noPartyPage(why, languageOf(request)));
  };
  const limit = invitePageLimit(limits, (request, response) =>
    send(response, HTTP_STATUS['rate-limited'], noPartyPage('busy', languageOf(request))),
  );
  router.get('/join/:code', limit, async (request, response) => {
    const found = await look(request, response);
    if (!found.ok) return noParty(request, response, found.error.code);
    return send(response, 200, invitePage(found.value.party, extensionUrl, Date.now(), languageOf(request)));
  });
  router.get('/join/:code/party.ics', limit, async (request, response) => {
    const found = await look(request, response);
    if (!found.ok) return noParty(request, response, found.error.code);
    const { party } = found.value;
    if (party.startsAt === null)
      return send(response, HTTP_STATUS['not-found'], noPartyPage('undated', languageOf(request)));
    response.attachment('watchparty.ics').type('text/calendar; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.send(calendarFile(party, party.startsAt, Date.now()));
  });
}
