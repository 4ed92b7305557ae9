import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** A program that the tests run for real, and the Debian package that brings it. */
interface Program {
  commands: readonly string[];
  debianPackage: string;
  usedFor: string;
  /** Of use on Linux alone: elsewhere Chromium has another way to its windows. */
  linux?: true;
}

const PROGRAMS: readonly Program[] = [
  {
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    debianPackage: 'chromium',
    usedFor: 'tests in Chromium',
  },
  { commands: ['firefox-esr', 'firefox'], debianPackage: 'firefox-esr', usedFor: 'tests in Firefox' },
  { commands: ['redis-server'], debianPackage: 'redis-server', usedFor: 'live state over several nodes' },
  { commands: ['nginx'], debianPackage: 'nginx', usedFor: 'several nodes behind a proxy' },
  {
    commands: ['Xvfb'],
    debianPackage: 'xvfb',
    usedFor: 'Chromium in a window, where it asks for permissions',
    linux: true,
  },
  { commands: ['xdotool'], debianPackage: 'xdotool', usedFor: 'the answer to what Chromium asks', linux: true },
  { commands: ['openssl'], debianPackage: 'openssl', usedFor: 'certificates of the local stand-in sites' },
];

/** Libraries without a program of their own: Firefox plays H.264 through libavcodec only. */
const LIBRARIES = [{ file: 'libavcodec.so', debianPackage: 'libavcodec59', usedFor: 'H.264 in Firefox' }];

/** The one font of the pictures that are compared (tests/looks), and where Debian, Fedora and Arch keep its files. */
export const PICTURE_FONT = {
  folders: [
    '/usr/share/fonts/truetype/dejavu',
    '/usr/share/fonts/dejavu-sans-fonts',
    '/usr/share/fonts/dejavu-sans-mono-fonts',
    '/usr/share/fonts/dejavu',
    '/usr/share/fonts/TTF',
  ],
  files: { sans: 'DejaVuSans.ttf', sansBold: 'DejaVuSans-Bold.ttf', mono: 'DejaVuSansMono.ttf' },
  debianPackage: 'fonts-dejavu-core',
  usedFor: 'pictures that look the same on every machine',
};

/** Full path of a file of that font, or null: not each system has all of them in one folder. */
export const findFontFile = (file: string, folders: readonly string[] = PICTURE_FONT.folders): string | null =>
  folders.map((folder) => path.join(folder, file)).find((one) => existsSync(one)) ?? null;

/** Debian keeps servers here, and leaves it out of the PATH of who is not root. */
const SERVERS = ['/usr/sbin'];

/** Full path of the first of these commands on PATH or among the system's servers, or null. */
export function findProgram(commands: readonly string[]): string | null {
  for (const command of commands)
    for (const directory of [...(process.env.PATH ?? '').split(path.delimiter), ...SERVERS]) {
      const file = path.join(directory, command);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  return null;
}

const hasLibrary = (file: string): boolean => {
  const cache = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  return cache.status !== 0 || cache.stdout.includes(file);
};

/** What is not there, as far as one can tell: where libraries and fonts are is known of Linux only. */
export function missing(platform: string = process.platform): { debianPackage: string; usedFor: string }[] {
  const programs = PROGRAMS.filter(
    ({ commands, linux }) => findProgram(commands) === null && !(linux && platform !== 'linux'),
  );
  if (platform !== 'linux') return programs;
  const font = Object.values(PICTURE_FONT.files).every((file) => findFontFile(file)) ? [] : [PICTURE_FONT];
  return [...programs, ...LIBRARIES.filter(({ file }) => !hasLibrary(file)), ...font];
}

/**
 * Sees to it that the programs the tests need are there: installs them on Debian as root, else names what is missing and
 * ends the process with 1.
 */
export function ensurePrerequisites(): void {
  const absent = missing();
  if (absent.length === 0) return;
  const packages = absent.map(({ debianPackage }) => debianPackage);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log(`installing ${packages.join(' ')} (needed by the tests)`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
    return;
  }
  console.error('The tests run real browsers, and these are missing:');
  for (const { debianPackage, usedFor } of absent) console.error(`  ${debianPackage}: ${usedFor}`);
  console.error(`On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`);
  process.exit(1);
}

if (import.meta.filename === process.argv[1]) ensurePrerequisites();
