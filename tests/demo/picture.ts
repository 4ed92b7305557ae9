import type { BrowserContext } from 'playwright';

/** Two screenshots beside each other, as one PNG. The browser that is there anyway does the joining. */
export async function sideBySide(context: BrowserContext, shots: readonly Buffer[]): Promise<Buffer> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1640, height: 560 });
  const pictures = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString('base64')}">`).join('');
  await page.setContent(
    `<style>body{margin:0;padding:20px;background:#77736e;display:grid;grid-template-columns:1fr 1fr;gap:20px}
     img{width:100%;border-radius:8px;display:block}</style>${pictures}`,
  );
  const picture = await page.locator('body').screenshot();
  await page.close();
  return picture;
}
