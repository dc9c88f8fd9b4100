// A headless Chromium, and what it complained about.
import { chromium } from 'playwright-core';

// Names that lead to this computer; and the browser is not to protect it, for that is the gateway's to do.
const NAMES = '--host-resolver-rules=MAP evil.test 127.0.0.1,MAP rebind.test 127.0.0.1';
const UNPROTECTED = ['LocalNetworkAccessChecks', 'BlockInsecurePrivateNetworkRequests', 'PrivateNetworkAccessSendPreflights'];

/** A browser; ends with close(). In a container there is no sandbox to be had, and it shows our own pages alone. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', NAMES, `--disable-features=${UNPROTECTED.join(',')}`],
  });
}

/** A page with a list of its complaints: errors, warnings, breaches of its policy, requests to anywhere but `origin`. */
export async function watchedPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(`pageerror: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) complaints.push(`asked ${url}`);
  });
  await page.addInitScript(() => {
    globalThis.breaches = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { page, context, complaints };
}
