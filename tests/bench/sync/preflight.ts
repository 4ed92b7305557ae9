import { existsSync } from 'node:fs';
import os from 'node:os';
import { findProgram } from '../../../scripts/prerequisites.ts';

/** Measured: two cores carry four viewers of the 270p stand-in film, and no more (sync.md section 7). */
const VIEWERS_PER_CORE = 2;

/** What keeps the bench from running or its figures from meaning something. */
export interface Preflight {
  missing: string[];
  warnings: string[];
}

/** @param firefox will a Firefox take part? */
export function preflight(viewers: number, firefox: boolean): Preflight {
  const missing: string[] = [];
  if (!findProgram(['chromium', 'chromium-browser', 'google-chrome']))
    missing.push('Chromium (Debian: apt-get install chromium)');
  if (firefox && !findProgram(['firefox-esr', 'firefox']))
    missing.push('Firefox (Debian: apt-get install firefox-esr)');
  if (!findProgram(['openssl'])) missing.push('openssl, for the certificate of the stand-in sites');
  if (!existsSync('tests/sites/media/main.mp4'))
    missing.push('the stand-in film: run from the repository, or make it with tests/sites/media/make-clip.sh');
  const warnings: string[] = [];
  const cores = os.cpus().length;
  if (viewers > cores * VIEWERS_PER_CORE)
    warnings.push(`${viewers} viewers on ${cores} cores: decoding will starve, skew will be the machine's`);
  const load = os.loadavg()[0] ?? 0;
  if (load > cores * 0.5)
    warnings.push(`load ${load.toFixed(1)} on ${cores} cores before the start: figures will be worse than they are`);
  return { missing, warnings };
}
