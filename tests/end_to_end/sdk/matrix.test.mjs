// Every client's features against a provider of every dialect; test_matrix.py starts the gateway:
//   SWITCHYARD_URL, SWITCHYARD_KEY, SWITCHYARD_ADMIN_KEY    a gateway without providers
//   MATRIX_AWS_KEY                                          ACCESS:SECRET:SESSION, as the gateway finds it, too
//   MATRIX_FILE                                             where the table is written
// A cell is `ok`; or `told`: what the provider's dialect cannot say is on the receipt and the rest is answered; or `400`: it
// is refused in words. Which of these it must be, and why, stands in `exceptions`.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { look, sizeOf } from './matrix/asking.mjs';
import { addProviders, last, upstreams } from './matrix/gateway.mjs';
import { rows as openaiRows } from './matrix/openai_features.mjs';
import { rows as otherRows } from './matrix/other_features.mjs';
import { startProvider } from './matrix/provider.mjs';

const told = (why) => ({ cell: 'told', why });
const refused = (why) => ({ cell: '400', why });
const relayedOnly = refused('made, not translated: only providers of the same endpoint have it');

const noEmbeddings = 'nothing embeds in that dialect';
const exceptions = {
  audio: { responses: told('Responses takes no sound'), anthropic: told('Anthropic takes no sound'), cohere: told('Cohere takes no sound'), ollama: told('Ollama takes no sound') },
  document: { cohere: told('Cohere takes documents as text only'), ollama: told('Ollama takes documents as text only') },
  image: {},
  relayed: Object.fromEntries(Object.keys(upstreams).filter((name) => name !== 'openai').map((name) => [name, relayedOnly])),
  embeddings: { responses: refused(noEmbeddings), anthropic: refused(noEmbeddings), bedrock: refused(noEmbeddings) },
};

const table = new Map();
const reasons = new Map();

function note(row, upstream, cell, why) {
  if (why && !reasons.has(why)) reasons.set(why, reasons.size + 1);
  const name = `${row.client}: ${row.feature}`;
  if (!table.has(name)) table.set(name, {});
  table.get(name)[upstream] = why ? `${cell} ${reasons.get(why)}` : cell;
}

function judgeMedium(row, text, wanted) {
  if (wanted?.cell === 'told') {
    assert.ok(text.startsWith('You said: ') && text.includes(look), text);
    assert.match(last.receipt, /dropped=/);
  } else {
    assert.match(text, new RegExp(`^Seen: \\S+ ${sizeOf(row.medium)}$`));
  }
}

async function ask(row, upstream) {
  const wanted = exceptions[row.kind]?.[upstream];
  note(row, upstream, 'FAILED');
  try {
    const text = await row.run(`${upstream}/${upstreams[upstream].model}`);
    if (row.medium) judgeMedium(row, text, wanted);
    if (wanted?.cell === '400') assert.fail('it should have been refused');
  } catch (error) {
    const inWords = last.status === 400 && / takes \S+ calls/.test(last.message);
    if (!inWords || wanted?.cell !== '400') throw error;
    return note(row, upstream, '400', wanted.why);
  }
  return note(row, upstream, wanted?.cell === 'told' ? 'told' : 'ok', wanted?.cell === 'told' ? wanted.why : '');
}

let provider;
before(async () => {
  provider = await startProvider(process.env.MATRIX_AWS_KEY);
  await addProviders(provider.port);
});

const rows = [...openaiRows, ...otherRows];
for (const row of rows)
  for (const upstream of Object.keys(upstreams))
    test(`${row.client}: ${row.feature} at ${upstream}`, async () => {
      provider.trouble.length = 0;
      await ask(row, upstream);
      assert.deepEqual(provider.trouble, []);
    });

after(() => {
  provider.stop();
  const names = Object.keys(upstreams);
  const wide = Math.max(...[...table.keys()].map((name) => name.length));
  const lines = [['client and feature'.padEnd(wide), ...names.map((name) => name.padEnd(9))].join('  ')];
  for (const [name, cells] of table) lines.push([name.padEnd(wide), ...names.map((one) => (cells[one] ?? '').padEnd(9))].join('  ').trimEnd());
  lines.push('', 'ok: answered as asked; told: what cannot be said there is on the receipt; 400: refused in words');
  for (const [why, number] of reasons) lines.push(`${number}  ${why}`);
  writeFileSync(process.env.MATRIX_FILE, `${lines.join('\n')}\n`);
});
