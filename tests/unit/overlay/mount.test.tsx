// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { HOST_ID } from '../../../extension/messaging/page-marks.ts';
import { errorWords } from '../../../extension/ui/error-words.ts';
import { fail } from '../../../shared/protocol/errors.ts';
import { actions, button, find, mountForEach, overlay, root, settle, stop, stored, text } from './mounted.ts';
import { change, local, member, said, view } from './views.ts';

mountForEach();

/** Its panel, what stands over the film, and how it comes and goes. */
describe('the mounted overlay', () => {
  it('shows nothing before the first view, then the party', async () => {
    expect(text()).toBe('');
    overlay.update(view());
    overlay.local(local());
    await settle(() => expect(text()).toContain('Club'));
    expect(text()).toContain('In step');
    expect(text()).toContain('Ana');
  });

  it('[P1] lets a leader set how the party goes, and nobody else', async () => {
    const press = async (label: string) => {
      await settle(() => expect(button(label)).toBeTruthy());
      button(label)?.click();
    };
    const radio = (label: string) =>
      [...root().querySelectorAll('label')].find((one) => one.textContent === label)?.querySelector('input');
    const people = [member('mira', 1, 'in-step', { role: 'host' }), member('ana', 2)];
    overlay.update(view({ members: people, you: 'mira' }));
    overlay.local(local());
    await press('More');
    await press('Party settings');
    await settle(() => expect(radio('Only the hosts')).toBeTruthy());
    radio('Only the hosts')?.click();
    expect(actions.ask).toHaveBeenCalledWith('overlay:change-party', { controlMode: 'host-only' });
    actions.ask.mockResolvedValueOnce(fail('offline'));
    radio('Nobody')?.click();
    await settle(() => expect(text()).toContain('No connection to the server.'));
    overlay.update(view({ members: people, you: 'ana' }));
    await settle(() => expect(button('Party settings')).toBeUndefined());
    expect(radio('Only the hosts')).toBeUndefined();
  });

  it('[S26] passes the click on inside the click', async () => {
    overlay.update(view());
    overlay.local(local({ needsClick: true, partyPosition: 750 }));
    await settle(() => expect(button('Click to join at 12:30')).toBeTruthy());
    button('Click to join at 12:30')?.click();
    expect(actions.clickToJoin).toHaveBeenCalledTimes(1);
  });

  it('[S23] goes on without those who hold the party', async () => {
    overlay.update(view({ hold: { memberIds: ['ana'], until: 64_000, reason: 'buffering' } }));
    overlay.local(local());
    await settle(() => expect(text()).toContain('goes on in 14\u00a0s'));
    button('Continue now')?.click();
    expect(actions.ask.mock.calls).toEqual([['overlay:continue-without', null]]);
  });

  it.each([
    ['offline', { state: 'offline', nextTryAt: null }, 'Try now'],
    ['refused', { state: 'refused', error: { code: 'client-too-new' } }, 'Try again'],
  ] as const)('[S27] tries the server again by a press where one is %s', async (_, connection, words) => {
    overlay.update(view({ connection }));
    overlay.local(local());
    await settle(() => expect(button(words)).toBeTruthy());
    button(words)?.click();
    expect(actions.ask.mock.calls).toEqual([['overlay:retry', null]]);
  });

  it('[S27] says why what a banner offers was not done', async () => {
    overlay.update(view({ connection: { state: 'offline', nextTryAt: null } }));
    overlay.local(local());
    await settle(() => expect(button('Try now')).toBeTruthy());
    actions.ask.mockResolvedValueOnce(fail('not-found'));
    button('Try now')?.click();
    await settle(() => expect(find('.wp-toast')?.textContent).toBe(errorWords({ code: 'not-found' })));
  });

  it('tells who did what', async () => {
    overlay.update(view());
    overlay.timeline(change('video-seek'));
    await settle(() => expect(find('.wp-toast').textContent).toContain('Ana jumped to 12:30'));
    expect(find('[role=status]').textContent).toContain('Ana jumped to 12:30');
  });

  it('remembers its size for the site, and counts what came meanwhile', async () => {
    overlay.update(view());
    overlay.chat({ messages: [], chatSeq: 0 });
    await settle(() => expect(button('Hide the party panel')).toBeTruthy());
    button('Hide the party panel')?.click();
    await settle(() => expect(find('.wp-pill')).toBeTruthy());
    expect(stored).toEqual({ 'overlay-size:netflix': ['pill', 'sidebar'] });
    overlay.chat({ messages: [said(1, 'ana'), said(2, 'ana')], chatSeq: 2 });
    await settle(() => expect(find('.wp-pill').textContent).toContain('2 new'));
    find<HTMLButtonElement>('.wp-pill').click();
    await settle(() => expect(find('.wp-panel')).toBeTruthy());
  });

  it('says why a reaction did not get through', async () => {
    actions.react.mockResolvedValueOnce(fail('rate-limited'));
    overlay.update(view());
    await settle(() => expect(find('.wp-reaction')).toBeTruthy());
    find<HTMLButtonElement>('.wp-reaction').click();
    await settle(() => expect(find('.wp-toast')?.textContent).toContain('That was a lot at once'));
  });

  it('shows each member’s state in words', async () => {
    const members = [
      member('mira', 1),
      member('jo', 2, 'buffering', { status: { ...member('x').status, state: 'buffering', skewMs: 6_000 } }),
    ];
    overlay.update(view({ members }));
    await settle(() => expect(find('.wp-faces')).toBeTruthy());
    find<HTMLButtonElement>('.wp-faces').click();
    await settle(() => expect(text()).toContain('Buffering, 6 s behind'));
  });

  it('comes back when the page throws it out', async () => {
    overlay.update(view());
    document.getElementById(HOST_ID)?.remove();
    await settle(() => expect(document.getElementById(HOST_ID)).toBeTruthy());
  });

  it('leaves the page as it was', async () => {
    overlay.update(view());
    await settle(() => expect(text()).toContain('Club'));
    stop.abort();
    expect(document.getElementById(HOST_ID)).toBeNull();
    expect(document.documentElement.getAttribute('style')).toBeNull();
    expect(document.body.getAttribute('style')).toBeNull();
  });
});
