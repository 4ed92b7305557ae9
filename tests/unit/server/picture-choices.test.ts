import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePictures, type Pictures } from '../../../server/accounts/pictures.ts';
import { openEmbeddedStore } from '../../../server/store/embedded/embedded-store.ts';
import { type Store, StoreUnavailable } from '../../../server/store/store.ts';
import { png } from '../../support/pictures.ts';
import { until } from '../../support/poll.ts';
import { someUser } from '../../support/records.ts';
import { scratchDir } from '../../support/server.ts';

const RED = png(8, 8, [200, 30, 30]);
const BLUE = png(8, 8, [30, 30, 200]);
const user = someUser();

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await scratchDir();
  store = await openEmbeddedStore(dir);
  await store.users.insert(user);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

const files = () => readdir(path.join(dir, 'pictures'));
const named = async () => (await store.users.byId(user.id))?.picture;
const never = (error: unknown) => expect.unreachable(String(error));

/** Another node on the same store, whose record is written when it may. */
function slowNode(): { node: Pictures; arrived(): boolean; go(): void } {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let waits = false;
  const setPicture: Store['users']['setPicture'] = async (...what) => {
    waits = true;
    await gate;
    return store.users.setPicture(...what);
  };
  const node = makePictures({ ...store, users: { ...store.users, setPicture } }, never);
  return { node, arrived: () => waits, go };
}

it.each(['choose', 'remove'] as const)('a picture that another node is adding outlives a %s here', async (change) => {
  const here = makePictures(store, never);
  const there = slowNode();
  await here.choose(user, RED);
  const choice = there.node.choose(user, BLUE);
  await until(there.arrived, 'the other node has added its picture');
  expect(await (change === 'choose' ? here.choose(user, RED) : here.remove(user))).toMatchObject({ ok: true });
  there.go();
  expect(await choice).toMatchObject({ ok: true });
  const id = await named();
  expect((await store.pictures.byId(id as string))?.bytes).toEqual(new Uint8Array(BLUE));
  expect(await files()).toEqual([`${user.id}.${id}.png`]);
});

it('[A5] a picture whose account was deleted meanwhile goes too', async () => {
  const there = slowNode();
  const choice = there.node.choose(user, BLUE);
  await until(there.arrived, 'the other node has added its picture');
  await store.users.remove(user.id);
  there.go();
  expect(await choice).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
  expect(await files()).toEqual([]);
});

it('[R2] which one counts may not be known after a failure: none is deleted until it is, and then all but one', async () => {
  const heard: unknown[] = [];
  let fails: 'before' | 'after' | 'no' = 'no';
  const setPicture: Store['users']['setPicture'] = async (...what) => {
    if (fails === 'before') throw new StoreUnavailable('away');
    const set = await store.users.setPicture(...what);
    if (fails === 'after') throw new StoreUnavailable('no answer');
    return set;
  };
  const here = makePictures({ ...store, users: { ...store.users, setPicture } }, (error) => heard.push(error));
  await here.choose(user, RED);
  for (fails of ['before', 'after'] as const) {
    await expect(here.choose(user, BLUE)).rejects.toThrow(StoreUnavailable);
    expect(await store.pictures.byId((await named()) as string)).not.toBeNull();
  }
  fails = 'no';
  await here.choose(user, RED);
  const id = await named();
  expect(await store.pictures.byId(id as string)).not.toBeNull();
  expect(heard).toEqual([]);
  // What the update that was not heard of replaced goes with the account.
  expect(await files()).toHaveLength(2);
  await store.pictures.removeUser(user.id);
  expect(await files()).toEqual([]);
});
