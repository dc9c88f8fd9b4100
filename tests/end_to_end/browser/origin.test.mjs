// Web pages that mean no good, in a browser on the computer the gateway runs on; test_browser.py says where it is:
//   CHROMIUM          the browser; it finds evil.test and rebind.test at 127.0.0.1
//   SWITCHYARD_URL    the gateway, http://127.0.0.1:PORT
//   SWITCHYARD_KEY, SWITCHYARD_ADMIN_KEY    keys that the page has got hold of
//   CONTROL_URL       a server that answers everything to everybody and counts it: what the browser would send at all
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';

const env = process.env;
const port = new URL(env.SWITCHYARD_URL).port;
const gemini = (method) => `/v1beta/models/whole:${method}?key=${env.SWITCHYARD_KEY}`;
const TARGETS = ['/v1/chat/completions', '/v1/messages', '/v1/models', gemini('generateContent'), '/api/v1/providers',
  '/api/v1/settings/rebind', '/api/v1/router/toggle', '/health', '/docs'];
let browser;
let evil;

before(async () => {
  browser = await launch();
  evil = http.createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>evil</title>'));
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  evil?.close();
});

/** Runs in the page: every way it has to send something to `base`, and what it could read of the answers. */
async function attack({ base, targets, key }) {
  const body = JSON.stringify({ model: 'whole', messages: [{ role: 'user', content: 'hi' }], contents: [{ parts: [{ text: 'hi' }] }], port: 1, value: false });
  const soon = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 20_000, 'silence'))]);
  const read = (promise) => soon(promise.then(async (answer) => (answer.type === 'opaque' ? 'nothing' : `${answer.status} ${await answer.text()}`), () => 'nothing'));
  const bearer = { authorization: `Bearer ${key}` };
  const element = (name, attribute, url) => soon(new Promise((resolve) => {
    const made = document.createElement(name);
    made.addEventListener('load', () => resolve('loaded'));
    made.addEventListener('error', () => resolve('nothing'));
    made[attribute] = url;
    document.body.append(made);
  }));
  const ways = {
    simple: (url) => read(fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })),
    unread: (url) => read(fetch(url, { method: 'POST', body, mode: 'no-cors' })),
    form: (url) => read(fetch(url, { method: 'POST', body: new URLSearchParams({ model: 'whole' }), mode: 'no-cors', credentials: 'include' })),
    json: (url) => read(fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...bearer } })),
    put: (url) => read(fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json', ...bearer } })),
    get: (url) => read(fetch(url)),
    getUnread: (url) => read(fetch(url, { mode: 'no-cors' })),
    getWithKey: (url) => read(fetch(url, { headers: bearer })),
    beacon: async (url) => { navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' })); return 'nothing'; },
    request: (url) => soon(new Promise((resolve) => {
      const made = new XMLHttpRequest();
      made.onload = () => resolve(`${made.status} ${made.responseText}`);
      made.onerror = () => resolve('nothing');
      made.open('POST', url);
      made.send(body);
    })),
    events: (url) => soon(new Promise((resolve) => {
      const made = new EventSource(url);
      made.onmessage = made.onopen = () => { made.close(); resolve('open'); };
      made.onerror = () => { made.close(); resolve('nothing'); };
    })),
    socket: (url) => soon(new Promise((resolve) => {
      const made = new WebSocket(url.replace('http', 'ws'));
      made.onopen = () => resolve('open');
      made.onerror = () => resolve('nothing');
    })),
    image: (url) => element('img', 'src', url),
    script: (url) => element('script', 'src', url),
    posted: (url) => soon(new Promise((resolve) => {
      const frame = Object.assign(document.createElement('iframe'), { name: `frame${Math.random()}` });
      const form = Object.assign(document.createElement('form'), { method: 'post', action: url, target: frame.name, enctype: 'text/plain' });
      form.append(Object.assign(document.createElement('input'), { name: '{"model":"whole","a":"', value: '"}' }));
      document.body.append(frame, form);
      frame.addEventListener('load', () => {
        try {
          const text = frame.contentDocument?.body?.textContent;
          if (text) resolve(text);
        } catch {
          resolve('nothing');
        }
      });
      setTimeout(resolve, 1000, 'nothing');
      form.submit();
    })),
  };
  const got = [];
  for (const [way, send] of Object.entries(ways)) {
    const answers = await Promise.all(targets.map((target) => send(base + target)));
    answers.forEach((answer, place) => got.push({ way, target: targets[place], answer }));
  }
  return got;
}

async function pageAt(url, body) {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (body) await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  return { page, context };
}

test('the ways of the page are ways: a server without guards hears all of them', async () => {
  const { page, context } = await pageAt(`http://evil.test:${evil.address().port}/`);
  const got = await page.evaluate(attack, { base: env.CONTROL_URL, targets: ['/a'], key: env.SWITCHYARD_KEY });
  const nothing = got.filter(({ answer }) => answer === 'nothing' || answer === 'silence').map(({ way }) => way).sort();
  // The browser shows these to nobody, sent or not; the socket wants more than this server can say.
  assert.deepEqual(nothing, ['beacon', 'form', 'getUnread', 'image', 'posted', 'socket', 'unread'].sort());
  const heard = await (await fetch(`${env.CONTROL_URL}/heard`)).json();
  assert.ok(heard >= got.length, `${heard} requests of ${got.length} ways`);
  await context.close();
});

for (const [name, key] of [['127.0.0.1', env.SWITCHYARD_KEY], ['localhost', env.SWITCHYARD_ADMIN_KEY]]) {
  test(`a page of another origin reads nothing at ${name}`, async () => {
    const { page, context } = await pageAt(`http://evil.test:${evil.address().port}/`);
    const got = await page.evaluate(attack, { base: `http://${name}:${port}`, targets: TARGETS, key });
    assert.equal(got.length, 15 * TARGETS.length);
    assert.deepEqual(got.filter(({ answer }) => answer !== 'nothing'), []);
    await context.close();
  });
}

test('nor does a page of another port of this computer', async () => {
  const { page, context } = await pageAt(`http://127.0.0.1:${evil.address().port}/`);
  const got = await page.evaluate(attack, { base: `http://127.0.0.1:${port}`, targets: TARGETS.slice(0, 5), key: env.SWITCHYARD_ADMIN_KEY });
  assert.deepEqual(got.filter(({ answer }) => answer !== 'nothing'), []);
  await context.close();
});

test('a name that was rebound to this computer is refused everything', async () => {
  const origin = `http://rebind.test:${port}`;
  const { page, context } = await pageAt(`${origin}/evil.html`, '<!doctype html><title>evil</title>');
  const got = await page.evaluate(attack, { base: origin, targets: TARGETS, key: env.SWITCHYARD_ADMIN_KEY });
  const fetched = got.filter(({ way }) => ['json', 'get', 'put', 'getWithKey', 'request', 'simple'].includes(way));
  assert.equal(fetched.length, 6 * TARGETS.length);
  for (const { way, target, answer } of fetched) { // its own origin, so that it may read what it is told
    assert.match(answer, /^421 /, `${way} ${target}`);
    assert.match(answer, /misdirected_request|not_found_error|INVALID_ARGUMENT|Host header/, `${way} ${target}`);
  }
  assert.deepEqual(got.filter(({ answer }) => answer === 'loaded' || answer === 'open' || answer.startsWith('200')), []);
  await context.close();
});

test('a page cannot show the reference in a frame', async () => {
  const { page, context } = await pageAt(`http://127.0.0.1:${evil.address().port}/`);
  await page.evaluate((url) => { document.body.append(Object.assign(document.createElement('iframe'), { src: url })); }, `http://127.0.0.1:${port}/docs`);
  await page.waitForTimeout(500);
  const frames = await Promise.all(page.frames().slice(1).map((frame) => frame.evaluate(() => document.querySelectorAll('article').length).catch(() => 0)));
  assert.deepEqual(frames, [0]);
  await context.close();
});
