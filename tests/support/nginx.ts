import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../../scripts/prerequisites.ts';
import { certificateFor } from '../sites/certificate.ts';
import { freePort, startProcess } from './process.ts';

export interface Nginx {
  /** `https://127.0.0.1:PORT`, with a certificate made for this machine. */
  url: string;
  port: number;
  close(): Promise<void>;
}

const CONF = path.resolve('deploy/nginx.conf');
/** Where nginx keeps what it can't hold in memory; its own places need root. */
const SCRATCH = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * The operator's `deploy/nginx.conf` with the addresses, ports and folders of a test, and nothing else changed.
 * @throws if a line that must be replaced is not there exactly as often as expected
 */
function confForTest(at: { port: number; plainPort: number; nodePorts: readonly number[]; dir: string }): string {
  let conf = readFileSync(CONF, 'utf8');
  const replace = (pattern: RegExp, by: string, times = 1) => {
    const found = conf.match(new RegExp(pattern, 'gm'))?.length ?? 0;
    if (found !== times) throw new Error(`deploy/nginx.conf has ${pattern} ${found} times instead of ${times}`);
    conf = conf.replace(new RegExp(pattern, 'gm'), by);
  };
  const [line] = /^ *server node1:3000.*;$/m.exec(conf) ?? [''];
  replace(/^ *server node2:3000.*;\n/, '');
  replace(
    /^ *server node1:3000.*;$/,
    at.nodePorts.map((port) => line.replace('node1:3000', `127.0.0.1:${port}`)).join('\n'),
  );
  replace(/listen 80 /, `listen 127.0.0.1:${at.plainPort} `);
  replace(/listen 443 /, `listen 127.0.0.1:${at.port} `);
  replace(/\/etc\/nginx\/tls\//, `${at.dir}/`, 2);
  replace(/\/tmp\/nginx\.pid/, `${at.dir}/nginx.pid`);
  const scratch = SCRATCH.map((name) => `  ${name}_temp_path ${at.dir}/${name};`).join('\n');
  replace(/^http \{$/, `http {\n${scratch}`);
  return conf;
}

/**
 * Debian's nginx with `deploy/nginx.conf` in front of these nodes.
 * @throws with what nginx printed if it does not come up
 */
export async function startNginx(nodePorts: readonly number[]): Promise<Nginx> {
  const command = findProgram(['nginx']);
  if (!command) throw new Error('no nginx here: npm run prerequisites');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'watchparty-nginx-'));
  const [port, plainPort] = [await freePort(), await freePort()];
  const { key, cert } = certificateFor(['watchparty.test']);
  writeFileSync(path.join(dir, 'fullchain.pem'), cert);
  writeFileSync(path.join(dir, 'privkey.pem'), key, { mode: 0o600 });
  writeFileSync(path.join(dir, 'nginx.conf'), confForTest({ port, plainPort, nodePorts, dir }));
  const args = ['-p', dir, '-e', 'stderr', '-c', path.join(dir, 'nginx.conf'), '-g', 'daemon off;'];
  const running = await startProcess(command, args, port);
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    async close() {
      await running.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
