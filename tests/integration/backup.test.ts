import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestUser, value } from '../support/client.ts';
import { scratchDir, startServer } from '../support/server.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');
const run = (script: string, ...args: string[]) =>
  spawnSync(path.join(DEPLOY, script), args, { encoding: 'utf8', timeout: 10_000 });

describe('backup and restore of the file store', () => {
  it('refuses while a server runs, and brings back what was there', async () => {
    const scratch = await scratchDir();
    const dataDir = path.join(scratch, 'data');
    const archive = path.join(scratch, 'backup.tar.gz');
    try {
      const first = await startServer({ dataDir });
      const user = await TestUser.guest(first.url, 'Ann');
      const { partyCode } = await user.create();
      const refused = run('backup-files.sh', dataDir, archive);
      expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Stop it first') });
      expect(existsSync(archive)).toBe(false);
      await first.close();

      expect(run('backup-files.sh', dataDir, archive)).toMatchObject({ status: 0, stderr: '' });

      const second = await startServer({ dataDir });
      const again = new TestUser(second.url, user.token, user.id, user.name);
      value(await again.api('endParty', { code: partyCode }));
      expect(run('restore-files.sh', archive, dataDir)).toMatchObject({ status: 1 });
      await second.close();

      const restored = run('restore-files.sh', archive, dataDir);
      expect(restored).toMatchObject({ status: 0, stderr: '' });
      expect(restored.stdout).toContain('what was there: ');
      const third = await startServer({ dataDir });
      const back = new TestUser(third.url, user.token, user.id, user.name);
      expect(value(await back.api('getParty', { code: partyCode })).party.status).toBe('live');
      await third.close();
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
});
