// The API reference in a browser; test_browser.py starts what is called here and says where it is:
//   CHROMIUM                                                the browser
//   SWITCHYARD_URL, SWITCHYARD_KEY, SWITCHYARD_ADMIN_KEY    a gateway with a scripted provider: models `whole`, `told`, `endless`
//   SHOTS                                                   a folder for pictures, if wanted
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, watchedPage } from './browser.mjs';

const env = process.env;
const origin = env.SWITCHYARD_URL;
const PHONE = { viewport: { width: 375, height: 800 }, hasTouch: true };
let browser;
let operations;

before(async () => {
  browser = await launch();
  const { paths } = await (await fetch(`${origin}/openapi.json`)).json();
  operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, one]) => ({ path, method, ...one })));
});
after(() => browser?.close());

async function docs(options, hash = '') {
  const watched = await watchedPage(browser, origin, options);
  await watched.page.goto(`${origin}/docs${hash}`);
  await watched.page.locator('article').first().waitFor();
  return watched;
}

function openAll(page) {
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('article > details')) details.open = true;
    while (document.querySelectorAll('.inside').length < document.querySelectorAll('article').length) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

async function picture(page, name) {
  if (env.SHOTS) await page.screenshot({ path: join(env.SHOTS, `${name}.png`) });
}

const article = (page, id) => page.locator(`article[id="${id}"]`);

/** Opens one operation, and sends what `body` is; the caller waits for what is to come. */
async function tryOut(page, id, { key, body } = {}) {
  await page.getByLabel('Key to try things out with').fill(key ?? '');
  const one = article(page, id);
  if (!(await one.locator('.inside').count())) await one.locator('summary').first().press('Enter');
  if (body) await one.getByLabel('Body', { exact: true }).fill(JSON.stringify(body));
  await one.getByRole('button', { name: 'Send' }).click();
  const state = one.locator('form [role=status]');
  return { one, state, answer: one.getByLabel('Body of the answer') };
}

async function reaches(locator, pattern) {
  await assert.doesNotReject(locator.filter({ hasText: pattern }).waitFor({ timeout: 10_000 }), `${pattern}`);
  return locator.textContent();
}

const ask = (model, stream) => ({ model, stream, messages: [{ role: 'user', content: 'Say hello.' }] });

test('every operation is there with names for everything, and the page asks nobody else and breaks no policy', async () => {
  const { page, context, complaints } = await docs();
  assert.ok(operations.length > 150, `${operations.length} operations`);
  await openAll(page);
  const shown = await page.evaluate(() => [...document.querySelectorAll('article')].map((one) => ({
    id: one.id, method: one.querySelector('.method').textContent.toLowerCase(), path: one.querySelector('.path').textContent,
    text: one.textContent, examples: one.querySelectorAll('.inside pre').length, forms: one.querySelectorAll('form.try').length,
  })));
  assert.deepEqual(shown.map(({ id }) => id).sort(), operations.map((one) => one.operationId).sort());
  for (const one of operations) {
    const found = shown.find(({ id }) => id === one.operationId);
    assert.equal(`${found.method} ${found.path}`, `${one.method} ${one.path}`);
    assert.ok(found.text.includes(one.summary) && found.text.includes('With curl') && found.forms === 1, one.operationId);
    assert.ok(found.text.includes(one['x-role'] === 'none' ? 'no key needed' : `Role: ${one['x-role']} or above`), one.operationId);
    for (const parameter of one.parameters) assert.ok(found.text.includes(parameter.name), `${one.operationId} ${parameter.name}`);
    for (const status of Object.keys(one.responses)) assert.ok(found.text.includes(status), `${one.operationId} ${status}`);
    assert.ok(!found.text.includes('[object') && !found.text.includes('undefined'), one.operationId);
  }
  const { nameless, twice } = await page.evaluate(() => {
    const labelled = new Set([...document.querySelectorAll('label')].map((one) => one.htmlFor));
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
    const met = new Set();
    return {
      nameless: [...document.querySelectorAll('input, textarea, button, [tabindex="0"]')].filter((one) => !labelled.has(one.id)
        && !one.ariaLabel && !one.textContent.trim() && !one.closest('[hidden]')).map((one) => one.outerHTML.slice(0, 200)),
      twice: ids.filter((id) => met.has(id) || !met.add(id)),
    };
  });
  assert.deepEqual(nameless.slice(0, 5), []);
  assert.deepEqual(twice.slice(0, 5), []);
  assert.deepEqual(complaints, []);
  assert.deepEqual(await page.evaluate(() => globalThis.breaches), []);
  await picture(page, 'docs-open');
  await context.close();
});

test('the error codes are listed', async () => {
  const { page, context } = await docs();
  const codes = await page.locator('#codes tr').allTextContents();
  assert.ok(codes.length > 50);
  for (const code of ['invalid_api_key401', 'budget_exceeded429', 'misdirected_request421']) assert.ok(codes.some((row) => row.startsWith(code)), code);
  await context.close();
});

test('search leaves what was looked for', async () => {
  const { page, context } = await docs();
  const visible = () => page.locator('article:visible').evaluateAll((all) => all.map((one) => one.id));
  await page.getByLabel('Search').fill('budget delete');
  assert.deepEqual(await visible(), ['budgets.delete']);
  assert.equal(await page.locator('#found').textContent(), `1 of ${operations.length}`);
  await page.getByLabel('Search').fill('nothing like it');
  assert.deepEqual(await visible(), []);
  await page.getByLabel('Search').fill('');
  assert.equal((await visible()).length, operations.length);
  await context.close();
});

test('the contents and an address lead to an operation', async () => {
  const { page, context } = await docs({}, '#budgets.create');
  await article(page, 'budgets.create').locator('.inside').waitFor();
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Add a team' }).click();
  await article(page, 'teams.create').locator('.inside').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest('article')?.id), 'teams.create');
  await context.close();
});

test('it can be used by keyboard', async () => {
  const { page, context } = await docs();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the reference');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'main');
  for (let presses = 0; !(await page.evaluate(() => document.activeElement.closest('article'))); presses += 1) {
    assert.ok(presses < 10, 'the first operation is a few steps away');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await article(page, operations[0].operationId).locator('.inside').waitFor();
  await context.close();
});

test('light and dark, as the system has it', async () => {
  const grounds = {};
  for (const colorScheme of ['light', 'dark']) {
    const { page, context } = await docs({ colorScheme });
    grounds[colorScheme] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
    await picture(page, `docs-${colorScheme}`);
    await context.close();
  }
  assert.deepEqual(grounds, { light: ['rgb(245, 245, 247)', 'rgb(29, 29, 31)'], dark: ['rgb(22, 22, 23)', 'rgb(245, 245, 247)'] });
});

test('on a phone nothing is wider than the screen', async () => {
  const { page, context } = await docs(PHONE);
  await picture(page, 'docs-phone');
  await openAll(page);
  const { state } = await tryOut(page, 'chat.completions', { key: env.SWITCHYARD_KEY, body: ask('told', true) });
  await reaches(state, '200 OK');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
  const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > 376
    && !one.closest('pre') && !one.closest('.skip') && !one.closest('thead')).map((one) => one.outerHTML.slice(0, 100)));
  assert.deepEqual(wide.slice(0, 5), []);
  await picture(page, 'docs-phone-tried');
  await context.close();
});

test('a call is tried out, without a key and with one', async () => {
  const { page, context } = await docs();
  const none = await tryOut(page, 'chat.completions', { body: ask('whole', false) });
  await reaches(none.state, '401');
  assert.match(await none.answer.textContent(), /invalid_api_key/);
  const good = await tryOut(page, 'chat.completions', { key: env.SWITCHYARD_KEY, body: ask('whole', false) });
  await reaches(good.state, /200 OK, \d+ ms, \d+ bytes/);
  assert.equal(JSON.parse(await good.answer.textContent()).choices[0].message.content, 'All of it');
  assert.match(await good.one.locator('.result pre').first().textContent(), /x-request-id: req_/);
  await context.close();
});

test('each dialect is shown its key in its own way', async () => {
  const { page, context } = await docs();
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.headers()));
  const claude = await tryOut(page, 'messages', { key: env.SWITCHYARD_KEY, body: { ...ask('whole', false), max_tokens: 50 } });
  await reaches(claude.state, '200 OK');
  assert.equal(JSON.parse(await claude.answer.textContent()).content[0].text, 'All of it');
  const one = article(page, 'gemini.generateContent');
  await one.locator('summary').first().press('Enter');
  await one.getByLabel('model (path)').fill('whole');
  await one.getByRole('button', { name: 'Send' }).click();
  await reaches(one.locator('form [role=status]'), '200 OK');
  assert.deepEqual(sent.map((headers) => [headers['x-api-key'], headers['x-goog-api-key'], headers.authorization]),
    [[env.SWITCHYARD_KEY, undefined, undefined], [undefined, env.SWITCHYARD_KEY, undefined]]);
  await context.close();
});

test('a stream is shown as it arrives, and can be stopped', async () => {
  const { page, context } = await docs();
  const whole = await tryOut(page, 'chat.completions', { key: env.SWITCHYARD_KEY, body: ask('told', true) });
  await reaches(whole.state, '200 OK,');
  assert.match(await whole.answer.textContent(), /All of[^]* it[^]*\[DONE\]/);
  const { one, state, answer } = await tryOut(page, 'chat.completions', { key: env.SWITCHYARD_KEY, body: ask('endless', true) });
  await reaches(answer, 'Once');
  assert.match(await state.textContent(), /reading/);
  await one.getByRole('button', { name: 'Stop' }).click();
  await reaches(state, 'Stopped by you');
  assert.ok(await one.getByRole('button', { name: 'Send' }).isEnabled());
  await context.close();
});

test('an admin operation is tried out, as far as the role allows', async () => {
  const { page, context } = await docs();
  const refused = await tryOut(page, 'status.get', { key: env.SWITCHYARD_KEY });
  await reaches(refused.state, '403');
  const { state, answer } = await tryOut(page, 'status.get', { key: env.SWITCHYARD_ADMIN_KEY });
  await reaches(state, '200 OK');
  assert.ok(JSON.parse(await answer.textContent()).version);
  const made = await tryOut(page, 'teams.create', { key: env.SWITCHYARD_ADMIN_KEY, body: { name: 'from the page' } });
  await reaches(made.state, '201');
  const { id } = JSON.parse(await made.answer.textContent());
  const gone = article(page, 'teams.delete');
  await gone.locator('summary').first().press('Enter');
  await gone.getByLabel('id (path)').fill(id);
  const asked = [];
  page.once('dialog', (dialog) => { asked.push(dialog.message()); dialog.accept(); });
  await gone.getByRole('button', { name: 'Send' }).click();
  await reaches(gone.locator('form [role=status]'), '204');
  assert.equal(asked.length, 1, 'it asked before it removed');
  await context.close();
});

test('the key is kept nowhere', async () => {
  const { page, context } = await docs();
  const { state } = await tryOut(page, 'models.list', { key: env.SWITCHYARD_KEY });
  await reaches(state, '200 OK');
  const kept = await page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
    await indexedDB.databases(), document.documentElement.outerHTML]));
  assert.ok(!kept.includes(env.SWITCHYARD_KEY));
  assert.deepEqual(await context.cookies(), []);
  await page.reload();
  assert.equal(await page.getByLabel('Key to try things out with').inputValue(), '');
  await page.getByLabel('Key to try things out with').fill('sy-typed');
  await page.getByRole('button', { name: 'Forget' }).click();
  assert.equal(await page.getByLabel('Key to try things out with').inputValue(), '');
  await context.close();
});
