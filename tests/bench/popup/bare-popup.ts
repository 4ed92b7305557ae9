import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const BARE_WORDS = 'A bare page';

/** No script, no style sheet, one line: no popup can be there earlier. */
const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Bare</title></head>
  <body style="width: 380px; height: 500px"><main class="pop-main">${BARE_WORDS}</main></body>
</html>
`;

/** A copy of a built extension whose popup is a bare page. @returns its folder, for the caller to remove */
export function withBarePopup(extension: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-bare-popup-'));
  cpSync(extension, folder, { recursive: true });
  writeFileSync(path.join(folder, 'extension/popup/index.html'), PAGE);
  return folder;
}
