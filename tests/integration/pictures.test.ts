import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../server/store/embedded/embedded-store.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { PICTURE_BODY_MAX_BYTES, PICTURE_MAX_BYTES } from '../../shared/protocol/limits.ts';
import { callApi, codeOf, TestUser, value } from '../support/client.ts';
import { jpeg, jpegPart, png, pngChunk } from '../support/pictures.ts';
import { scratchDir, startServer, type TestServer } from '../support/server.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterAll(() => server.close());

const RED = png(96, 96, [200, 30, 30]);
const BLUE = png(96, 96, [30, 30, 200]);
const input = (bytes: Uint8Array) => ({ picture: Buffer.from(bytes).toString('base64') });
const choose = (user: TestUser, bytes: Uint8Array) => user.api('setPicture', { input: input(bytes) });
const read = (url: string, id: string | undefined) => fetch(`${url}/api/picture/${id}`);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const files = (one: TestServer = server) => readdir(path.join(one.dataDir, 'pictures'));

/** A picture of so many bytes that is well made but for that: a colour profile fills it. */
const heavy = (bytes: number) => {
  const profile = (more: number) => jpegPart(0xe2, [...Buffer.from('ICC_PROFILE\0'), ...Buffer.alloc(more)]);
  return jpeg(9, 9, profile(bytes - jpeg(9, 9, profile(0)).length));
};

describe('pictures of accounts', () => {
  it('one is chosen, told to the party, read by whoever knows its id, and replaced by the next', async () => {
    const user = await TestUser.account(server.url);
    const { partyCode } = await user.create();
    await user.join(partyCode);
    const friend = await TestUser.guest(server.url, 'Friend');
    await friend.join(partyCode);
    const { account } = value(await choose(user, RED));
    const first = account.avatar.picture as string;
    expect(first).toMatch(/^[\w-]{22}$/);
    await friend.socket.hears('member-updated', (one) => one.id === user.id && one.avatar.picture === first);
    // Colour and emoji are other things, and change without it.
    const avatar = { hue: 99, emoji: '🦊' };
    expect(value(await user.api('profile', { input: { avatar } })).account.avatar).toEqual({
      ...avatar,
      picture: first,
    });
    const response = await read(server.url, first);
    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toEqual(RED);
    const second = value(await choose(user, BLUE)).account.avatar.picture as string;
    expect(second).not.toBe(first);
    expect(await bytesOf(await read(server.url, second))).toEqual(BLUE);
    expect((await read(server.url, first)).status).toBe(404);
    // Whoever comes later sees it too.
    const late = await TestUser.guest(server.url, 'Late');
    const snapshot = await late.join(partyCode);
    expect(snapshot.members.find((one) => one.id === user.id)?.avatar.picture).toBe(second);
    expect(value(await user.api('removePicture')).account.avatar).toEqual(avatar);
    await friend.socket.hears(
      'member-updated',
      (one) => one.id === user.id && !one.avatar.picture && one.avatar.hue === 99,
    );
    expect((await read(server.url, second)).status).toBe(404);
    expect((await files()).filter((name) => name.startsWith(user.id))).toEqual([]);
  });

  it('is answered as a picture and nothing else, kept long by the browser, and loaded as an image by no page', async () => {
    const user = await TestUser.account(server.url);
    const { avatar } = value(await choose(user, jpeg())).account;
    const { headers } = await read(server.url, avatar.picture);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': 'attachment',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': String(jpeg().length),
    });
    const missing = await read(server.url, 'nothing');
    expect(missing.headers.get('cache-control')).toBe('no-store');
    expect(await missing.json()).toEqual({ ok: false, error: { code: 'not-found' } });
    for (const odd of ['..%2F..%2Fusers.db', '%00', '$ne', 'a'.repeat(5_000)])
      expect((await read(server.url, odd)).status, odd).toBe(404);
  });

  it('guests keep face and emoji; nobody points at a picture by hand', async () => {
    const guest = await TestUser.guest(server.url);
    expect(codeOf(await choose(guest, RED))).toBe('needs-account');
    expect(codeOf(await guest.api('removePicture'))).toBe('needs-account');
    const stranger = await callApi(server.url, 'setPicture', { input: input(RED) });
    expect(stranger).toMatchObject({ status: 401, error: { code: 'not-signed-in' } });
    const asked = { avatar: { hue: 1, emoji: '', picture: 'another-one' } } as never;
    expect(value(await guest.api('profile', { input: asked })).account.avatar).toEqual({ hue: 1, emoji: '' });
  });

  it('refuses what is no small picture, with a code, and keeps the one that was', async () => {
    const user = await TestUser.account(server.url);
    const kept = value(await choose(user, RED)).account.avatar.picture;
    const exif = png(9, 9, [0, 0, 0], pngChunk('eXIf', Buffer.from('48.8 N')));
    for (const [bytes, fields] of [
      [Buffer.from('GIF89a'), ['kind']],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), ['kind']],
      [png(129, 9), ['pixels']],
      [exif, ['notes']],
    ] as const)
      expect(await choose(user, bytes)).toMatchObject({ status: 422, error: { code: 'bad-picture', fields } });
    expect(await bytesOf(await read(server.url, kept))).toEqual(RED);
    expect(codeOf(await choose(user, heavy(PICTURE_MAX_BYTES)))).toBe('ok');
    expect(await choose(user, heavy(PICTURE_MAX_BYTES + 1))).toMatchObject({
      status: 413,
      error: { code: 'too-large' },
    });
    const flood = { picture: 'A'.repeat(PICTURE_BODY_MAX_BYTES + 4) };
    expect(await user.api('setPicture', { input: flood })).toMatchObject({ status: 413, error: { code: 'too-large' } });
    for (const rubbish of [{}, { picture: 7 }, { picture: '!!' }, { picture: null }])
      expect(codeOf(await user.api('setPicture', { input: rubbish as never }))).toBe('bad-request');
    value(await choose(user, RED));
    expect((await files()).filter((name) => name.startsWith(user.id))).toHaveLength(1);
  });

  it('two choices at once leave one picture, and it is the one that shows', async () => {
    const user = await TestUser.account(server.url);
    const all = await Promise.all([RED, BLUE, RED, BLUE].map((bytes) => choose(user, bytes)));
    expect(all.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const { picture } = value(await user.api('me')).account.avatar;
    expect((await read(server.url, picture)).status).toBe(200);
    expect((await files()).filter((name) => name.startsWith(user.id))).toHaveLength(1);
  });

  it('[A5] is in the export of the account, and goes with it', async () => {
    const user = await TestUser.account(server.url);
    expect(value(await user.api('exportAccount')).picture).toBeNull();
    const { picture } = value(await choose(user, BLUE)).account.avatar;
    const kept = value(await user.api('exportAccount'));
    expect(kept.picture).toEqual({ type: 'image/png', base64: BLUE.toString('base64') });
    value(await user.api('deleteAccount'));
    expect((await read(server.url, picture)).status).toBe(404);
    expect((await files()).filter((name) => name.startsWith(user.id))).toEqual([]);
  });

  it('[A4] faces are changed seldom and read often, apart from the other calls', async () => {
    const strict = await startServer({ httpLimits: { pictureChanges: 2, pictureReads: 3, api: 9 } });
    const user = await TestUser.account(strict.url);
    const other = await TestUser.account(strict.url);
    const codes: string[] = [];
    for (let n = 0; n < 3; n++) codes.push(codeOf(await choose(user, RED)));
    expect(codes).toEqual(['ok', 'ok', 'rate-limited']);
    expect(codeOf(await choose(other, RED))).toBe('ok');
    const { picture } = value(await user.api('me')).account.avatar;
    const reads: number[] = [];
    for (let n = 0; n < 4; n++) reads.push((await read(strict.url, picture)).status);
    expect(reads).toEqual([200, 200, 200, 429]);
    await strict.close();
  });

  it('[A5] chosen while the account is deleted, it is not kept', async () => {
    const dataDir = await scratchDir();
    const store = await openEmbeddedStore(dataDir);
    // The picture is kept and named between the deletion of the pictures and that of the account.
    const added: string[] = [];
    const between = async (userId: string) => {
      await store.pictures.add({ id: 'late', userId, type: 'image/png', bytes: RED });
      await store.users.setPicture(userId, 'late');
      added.push(...(await readdir(path.join(dataDir, 'pictures'))));
    };
    const users = { ...store.users, remove: (id: string) => between(id).then(() => store.users.remove(id)) };
    const racing = await startServer({ store: { ...store, users } });
    const user = await TestUser.account(racing.url);
    value(await user.api('deleteAccount'));
    expect(added).toEqual([`${user.id}.late.png`]);
    expect((await read(racing.url, 'late')).status).toBe(404);
    expect(await readdir(path.join(dataDir, 'pictures'))).toEqual([]);
    await racing.close();
  });

  it('is read only while its owner’s record names it', async () => {
    const dataDir = await scratchDir();
    const store = await openEmbeddedStore(dataDir);
    const one = await startServer({ store });
    const user = await TestUser.account(one.url);
    const { picture } = value(await choose(user, RED)).account.avatar;
    const orphan = { type: 'image/png', bytes: BLUE } as const;
    await store.pictures.add({ ...orphan, id: 'replaced', userId: user.id });
    await store.pictures.add({ ...orphan, id: 'nobodys', userId: 'nobody' });
    for (const id of ['replaced', 'nobodys']) expect((await read(one.url, id)).status, id).toBe(404);
    expect(await bytesOf(await read(one.url, picture))).toEqual(RED);
    await one.close();
  });

  it('lost from the disk it is not there: the face stands, and the export has the rest', async () => {
    const dataDir = await scratchDir();
    const one = await startServer({ dataDir });
    const user = await TestUser.account(one.url);
    const { picture } = value(await choose(user, RED)).account.avatar;
    await rm(path.join(dataDir, 'pictures', `${user.id}.${picture}.png`));
    expect((await read(one.url, picture)).status).toBe(404);
    expect(value(await user.api('exportAccount'))).toMatchObject({ picture: null, account: { id: user.id } });
    expect(codeOf(await choose(user, BLUE))).toBe('ok');
    await one.close();
  });

  it('comes back with the server, and what a killed one left half written does not', async () => {
    const dataDir = await scratchDir();
    const before = await startServer({ dataDir });
    const user = await TestUser.account(before.url);
    const { picture } = value(await choose(user, RED)).account.avatar;
    await before.close();
    await writeFile(path.join(dataDir, 'pictures', `${user.id}.half.png.part`), RED.subarray(0, 20));
    const after = await startServer({ dataDir });
    expect(await bytesOf(await read(after.url, picture))).toEqual(RED);
    expect(await files(after)).toEqual([`${user.id}.${picture}.png`]);
    await after.close();
  });

  it('[R2] the store away: a code, and the picture of before counts', async () => {
    const dataDir = await scratchDir();
    const store = await openEmbeddedStore(dataDir);
    const troubled: { part: 'none' | 'add' | 'setPicture' | 'remove' } = { part: 'none' };
    const away = () => Promise.reject(new StoreUnavailable('away'));
    const parts: Store = {
      ...store,
      pictures: {
        ...store.pictures,
        add: (picture) => (troubled.part === 'add' ? away() : store.pictures.add(picture)),
        remove: (id) => (troubled.part === 'remove' ? away() : store.pictures.remove(id)),
      },
      users: {
        ...store.users,
        setPicture: (...what) => (troubled.part === 'setPicture' ? away() : store.users.setPicture(...what)),
      },
    };
    const log: string[] = [];
    const logTo = { write: (line: string) => void log.push(line) };
    const trouble = await startServer({ store: parts, logLevel: 'error', logTo });
    const user = await TestUser.account(trouble.url);
    const { picture } = value(await choose(user, RED)).account.avatar;
    for (const part of ['add', 'setPicture'] as const) {
      troubled.part = part;
      expect(await choose(user, BLUE), part).toMatchObject({ status: 503, error: { code: 'unavailable' } });
      expect(value(await user.api('me')).account.avatar.picture).toBe(picture);
      expect(await bytesOf(await read(trouble.url, picture))).toEqual(RED);
    }
    // What was decided counts at once, whether its bytes can be deleted or not; the party hears it, and the operator.
    const { partyCode } = await user.create();
    await user.join(partyCode);
    const friend = await TestUser.guest(trouble.url, 'Friend');
    await friend.join(partyCode);
    troubled.part = 'remove';
    const second = value(await choose(user, BLUE)).account.avatar.picture as string;
    expect((await read(trouble.url, picture)).status).toBe(404);
    expect(value(await user.api('removePicture')).account.avatar.picture).toBeUndefined();
    await friend.socket.hears('member-updated', (one) => one.id === user.id && !one.avatar.picture);
    expect((await read(trouble.url, second)).status).toBe(404);
    expect(log.filter((line) => line.includes('store unavailable') && line.includes('background'))).toHaveLength(2);
    // The bytes go with the next change: nothing of it stays for good.
    expect(await store.pictures.byId(second)).not.toBeNull();
    troubled.part = 'none';
    expect(codeOf(await user.api('removePicture'))).toBe('ok');
    expect(await readdir(path.join(dataDir, 'pictures'))).toEqual([]);
    await trouble.close();
  });
});

const probe = smallDisk();
const cannot = typeof probe === 'string' ? probe : null;
if (typeof probe !== 'string') probe.close();

it.skipIf(cannot)(
  `[R2] a full disk: a code, and the picture of before counts${cannot ? ` (${cannot})` : ''}`,
  async () => {
    const disk = smallDisk() as SmallDisk;
    const small = await startServer({ dataDir: disk.dir });
    const user = await TestUser.account(small.url);
    const { picture } = value(await choose(user, RED)).account.avatar;
    disk.fill();
    expect(await choose(user, heavy(PICTURE_MAX_BYTES))).toMatchObject({ status: 503, error: { code: 'unavailable' } });
    expect(await bytesOf(await read(small.url, picture))).toEqual(RED);
    disk.free();
    expect(await files(small)).toEqual([`${user.id}.${picture}.png`]);
    expect(codeOf(await choose(user, BLUE))).toBe('ok');
    await small.close();
    disk.close();
  },
);
