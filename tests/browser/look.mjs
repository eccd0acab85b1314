// Opens a page in headless Chromium and says, as JSON, what a reader would meet there.
// node look.mjs PAGE FOLDER, with REFLECT_BROWSER_TOOLS naming a folder with playwright-core and axe-core.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [page_file, folder] = process.argv.slice(2);
const tools = createRequire(path.join(process.env.REFLECT_BROWSER_TOOLS, 'tools.js'));
const { chromium } = tools('playwright-core');
const address = pathToFileURL(page_file).href;

const browser = await chromium.launch({
  executablePath: process.env.REFLECT_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});
const seen = { findings: [], checks: 0, requests: [], said: [], widths: [] };
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    // The page's own policy would stop axe-core, which is no part of it.
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on('request', request => {
      if (request.url() !== address) seen.requests.push(request.url());
    });
    page.on('console', message => seen.said.push(message.text()));
    page.on('pageerror', error => seen.said.push(String(error)));
    await page.goto(address);
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    seen.widths.push({ colorScheme, width, needed, paper });
    await page.screenshot({ path: path.join(folder, `${colorScheme}-${width}.png`) });
    await page.addScriptTag({ path: tools.resolve('axe-core') });
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
    seen.checks += found.passes.length;
    for (const kind of ['violations', 'incomplete']) {
      for (const { id, help, nodes } of found[kind]) {
        // What stands over a line of a chart cannot be measured; the colours themselves are.
        if (kind === 'incomplete' && id === 'color-contrast') continue;
        seen.findings.push(`${colorScheme} ${width} ${kind} ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
      }
    }
    await context.close();
  }
}
// As a reader has it, with the page's own policy in force, and in the dark: paper stays white.
const context = await browser.newContext({ colorScheme: 'dark' });
const page = await context.newPage();
page.on('request', request => {
  if (request.url() !== address) seen.requests.push(request.url());
});
page.on('console', message => seen.said.push(message.text()));
await page.goto(address);
await page.pdf({ path: path.join(folder, 'page.pdf'), preferCSSPageSize: true, tagged: true });
await page.emulateMedia({ media: 'print' });
seen.printed = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
await browser.close();
console.log(JSON.stringify(seen));
