import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** `npm run dev`: both extensions rebuilt and the server restarted on every change. Ctrl-C ends all. */
const bin = (name: string) => path.resolve('node_modules/.bin', name);
const start = (name: string, args: readonly string[]): ChildProcess =>
  spawn(bin(name), [...args], { stdio: 'inherit' });

const children = [
  start('vite', ['build', '--watch', '--mode', 'chrome', '--logLevel', 'warn']),
  start('vite', ['build', '--watch', '--mode', 'firefox', '--logLevel', 'warn']),
  start('tsx', ['watch', '--clear-screen=false', 'server/main.ts']),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.once('SIGINT', stop).once('SIGTERM', stop);
for (const child of children) child.once('exit', (code) => code !== 0 && code !== null && stop());
