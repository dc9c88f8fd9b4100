// The official OpenAI client against a running gateway; test_sdk.py starts what is called here and says where it is:
//   SWITCHYARD_URL, SWITCHYARD_KEY, SWITCHYARD_ADMIN_KEY    a gateway with a scripted provider (and the mock, if there)
//   SANDBOX_URL, SANDBOX_KEY                                a gateway with nothing but its sandbox
//   MOCK_URL, WIRE                                          the mock and its recordings; without them their tests skip
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import OpenAI from 'openai';

const env = process.env;
const client = new OpenAI({ baseURL: `${env.SWITCHYARD_URL}/v1`, apiKey: env.SWITCHYARD_KEY });
const sandbox = new OpenAI({ baseURL: `${env.SANDBOX_URL}/v1`, apiKey: env.SANDBOX_KEY });
const recorded = { skip: env.MOCK_URL ? false : 'the recorded traffic is not here' };

const messages = [{ role: 'user', content: 'Say hello.' }];
const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } }, required: ['city'] },
  },
};

async function until(look, what) {
  for (const end = Date.now() + 5000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) {
    const value = await look();
    if (value) return value;
  }
  throw new Error(`not within 5 s: ${what}`);
}

async function admin(path) {
  const answer = await fetch(`${env.SWITCHYARD_URL}/api/v1${path}`, { headers: { authorization: `Bearer ${env.SWITCHYARD_ADMIN_KEY}` } });
  return answer.ok ? answer.json() : null;
}

const booked = (id) => until(() => admin(`/requests/${id}`), `${id} is on the ledger`);

/// Every row of a model; waits until the ledger has caught up.
async function bookedFor(model) {
  await until(async () => (await admin('/status')).ledger.lag === 0, 'the ledger has caught up');
  return (await admin('/requests?limit=1000')).data.filter((row) => row.requested_model === model);
}

async function failure(promise) {
  return promise.then(() => assert.fail('it should have failed'), (error) => error);
}

/// Mistral's reasoning models send a list of typed parts, and text again in the same stream.
function textOf(content) {
  if (Array.isArray(content)) return content.filter((part) => part.type === 'text').map((part) => part.text).join('');
  return content ?? '';
}

/// What a careful reader makes of a stream.
async function collect(stream) {
  const seen = { text: '', calls: [], finish: null, usage: null, chunks: 0, empty: 0 };
  for await (const chunk of stream) {
    seen.chunks += 1;
    if (chunk.usage) seen.usage = chunk.usage;
    if (chunk.choices.length === 0) seen.empty += 1;
    for (const choice of chunk.choices.filter((one) => one.index === 0)) {
      seen.text += textOf(choice.delta?.content);
      if (choice.finish_reason) seen.finish = choice.finish_reason;
      for (const piece of choice.delta?.tool_calls ?? []) {
        const call = (seen.calls[piece.index ?? seen.calls.length] ??= { name: '', arguments: '' });
        call.name ||= piece.function?.name ?? '';
        call.arguments += piece.function?.arguments ?? '';
      }
    }
  }
  seen.calls = seen.calls.filter(Boolean); // some providers begin counting at 1
  return seen;
}

for (const model of ['sandbox', 'default']) {
  test(`${model}: an answer`, async () => {
    const answer = await sandbox.chat.completions.create({ model, messages });
    assert.match(answer.choices[0].message.content, /Say hello\./);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  });

  test(`${model}: a stream without usage has a choice in every chunk`, async () => {
    let text = '';
    for await (const chunk of await sandbox.chat.completions.create({ model, messages, stream: true })) {
      text += chunk.choices[0].delta.content ?? '';
      assert.ok(!chunk.usage);
    }
    assert.match(text, /Say hello\./);
  });

  test(`${model}: a stream with usage ends with it`, async () => {
    const stream = await sandbox.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } });
    const seen = await collect(stream);
    assert.equal(seen.empty, 1);
    assert.ok(seen.usage.completion_tokens > 0);
  });

  test(`${model}: tools are called and their results taken`, async () => {
    const answer = await sandbox.chat.completions.create({ model, messages, tools: [weather] });
    const [call] = answer.choices[0].message.tool_calls;
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'get_weather');
    assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
    const result = { role: 'tool', tool_call_id: call.id, content: 'sunny' };
    const next = await sandbox.chat.completions.create({ model, messages: [...messages, answer.choices[0].message, result], tools: [weather] });
    assert.equal(next.choices[0].finish_reason, 'stop');
  });

  test(`${model}: streamed tool calls come together`, async () => {
    const runner = sandbox.chat.completions.stream({ model, messages, tools: [weather] });
    const message = await runner.finalMessage();
    assert.equal(message.tool_calls[0].function.name, 'get_weather');
    assert.equal(typeof JSON.parse(message.tool_calls[0].function.arguments).city, 'string');
  });
}

test('models are listed and shown', async () => {
  const names = [];
  for await (const model of sandbox.models.list()) names.push(model.id);
  assert.deepEqual(names.sort(), ['default', 'sandbox']);
  const one = await sandbox.models.retrieve('sandbox');
  assert.deepEqual([one.id, one.object, one.owned_by], ['sandbox', 'model', 'sandbox']);
  assert.ok(Number.isInteger(one.created));
  const error = await failure(sandbox.models.retrieve('nothing'));
  assert.ok(error instanceof OpenAI.NotFoundError);
});

test('a model with a slash in its name is shown', async () => {
  assert.equal((await client.models.retrieve('vendor/model')).id, 'vendor/model');
});

test('a wrong key is an AuthenticationError', async () => {
  const error = await failure(client.withOptions({ apiKey: 'sy-wrong' }).chat.completions.create({ model: 'sandbox', messages }));
  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.deepEqual([error.status, error.code, error.type], [401, 'invalid_api_key', 'invalid_request_error']);
  assert.match(error.requestID, /^req_/);
});

test('an unknown model is a NotFoundError', async () => {
  const error = await failure(sandbox.chat.completions.create({ model: 'nothing', messages }));
  assert.ok(error instanceof OpenAI.NotFoundError);
  assert.deepEqual([error.code, error.param], ['model_not_found', 'model']);
});

test('a wrong field is a BadRequestError that names it', async () => {
  const error = await failure(client.chat.completions.create({ model: 'sandbox', messages, max_tokens: -1 }));
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.param, 'max_tokens');
});

test('a rate limit is told once, with its retry-after', async () => {
  const model = 'sandbox|status:429|retry-after:30';
  const begun = Date.now();
  const error = await failure(client.chat.completions.create({ model, messages }));
  assert.ok(error instanceof OpenAI.RateLimitError);
  assert.equal(error.headers.get('retry-after'), '30');
  assert.ok(Date.now() - begun < 5000, 'the client does not wait to try again');
  const rows = await bookedFor(model);
  assert.deepEqual(rows.map((row) => [row.status, row.attempts]), [[429, 1]]);
});

test('a provider that recovers is not noticed', async () => {
  const answer = await client.chat.completions.create({ model: 'recovers', messages });
  assert.equal(answer.choices[0].message.content, 'back again');
  assert.deepEqual((await bookedFor('recovers')).map((row) => row.attempts), [3]);
});

test('attempts do not multiply', async () => {
  const error = await failure(client.chat.completions.create({ model: 'down', messages }));
  assert.ok(error instanceof OpenAI.InternalServerError);
  assert.equal(error.status, 503);
  assert.deepEqual((await bookedFor('down')).map((row) => row.attempts), [4]);
});

test('a stream that breaks is an error, not an end', async () => {
  const seen = [];
  const error = await failure((async () => {
    for await (const chunk of await client.chat.completions.create({ model: 'breaks', messages, stream: true })) seen.push(chunk);
  })());
  assert.ok(error instanceof OpenAI.APIError);
  assert.equal(error.code, 'upstream_stream_cut');
  assert.equal(seen.at(-1).choices[0].delta.content, 'Once');
});

async function abortAfterFirstContent(model) {
  const { data: stream, response } = await client.chat.completions.create({ model, messages, stream: true }).withResponse();
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content || chunk.choices[0]?.delta.tool_calls) break;
  }
  stream.controller.abort();
  return booked(response.headers.get('x-request-id'));
}

test('an aborted sandbox stream is booked as cancelled, with what it made', async () => {
  const row = await abortAfterFirstContent('sandbox|chunks:500|interval:20');
  assert.deepEqual([row.outcome, row.attempts], ['cancelled', 1]);
  assert.ok(row.input_tokens > 0 && row.output_tokens > 0 && row.output_tokens < 100);
  assert.notEqual(row.confidence, 'measured');
});

test('an aborted stream is hung up on at the provider', async () => {
  assert.equal((await abortAfterFirstContent('endless')).outcome, 'cancelled'); // test_sdk.py looks at the other side
});

test('an aborted recording is hung up on at the mock', recorded, async () => {
  const before = (await (await fetch(`${env.MOCK_URL}/__stats`)).json()).total.aborted;
  const row = await abortAfterFirstContent('case:openai/chat-sse-completion-stream-prompt-caching-cache-read|delay:100');
  assert.equal(row.outcome, 'cancelled');
  assert.ok(row.input_tokens > 0);
  await until(async () => (await (await fetch(`${env.MOCK_URL}/__stats`)).json()).total.aborted > before, 'the mock is hung up on');
});

// What the client cannot read as it was meant, with or without a gateway in between.
const NOT_FOR_THE_CLIENT = {
  'openrouter/chat-sse-openrouter-stream-error': 'an error event in the middle',
  'openai/chat-sse-mid-stream-server-error': 'an error event in the middle',
  'openai-compatible/chat-sse-anthropic-fallback-tool-call': 'its last blank line is missing; test_wire.py has it',
  'vllm/chat-json-error-with-status-200': 'an error under 200',
  'perplexity/chat-sse-streaming-responses-perplexity-sonar-supports-streaming': 'repeats the whole message at its end',
};

function recordings() {
  return ['cases', 'extras'].flatMap((folder) => {
    const home = join(env.WIRE, folder);
    const rows = JSON.parse(readFileSync(join(home, 'index.json'), 'utf8')).cases;
    return rows.filter((row) => row.endpoint === 'chat.completions' && row.status === 200 && !NOT_FOR_THE_CLIENT[row.case])
      .map((row) => ({ ...row, expected: JSON.parse(readFileSync(join(home, row.case, 'expected.json'), 'utf8')) }));
  });
}

const callsOf = (expected) => expected.tool_calls.map((call) => [call.name, call.arguments]);
const readable = (text) => {
  try { return JSON.parse(text); } catch { return null; } // cut off by a length limit
};

for (const asked of [true, false]) {
  test(`every recorded stream is understood, usage ${asked ? 'asked' : 'not asked'} for`, recorded, async () => {
    for (const row of recordings().filter((one) => one.streaming)) {
      const options = asked ? { stream_options: { include_usage: true } } : {};
      const seen = await collect(await client.chat.completions.create({ model: `case:${row.case}`, messages, stream: true, ...options }));
      assert.equal(seen.text, row.expected.text, row.case);
      assert.deepEqual(seen.calls.map((call) => call.name), callsOf(row.expected).map(([name]) => name), row.case);
      if (row.provider === 'openai') {
        assert.equal(seen.empty, asked && row.features.includes('empty_choices_chunk') ? 1 : 0, row.case);
      }
    }
  });
}

test('every recorded answer is understood', recorded, async () => {
  for (const row of recordings().filter((one) => !one.streaming)) {
    const answer = await client.chat.completions.create({ model: `case:${row.case}`, messages });
    const message = answer.choices[0].message ?? {}; // Azure leaves it out when its filter strikes
    assert.equal(textOf(message.content), row.expected.text, row.case);
    const calls = (message.tool_calls ?? []).map((call) => [call.function.name, readable(call.function.arguments)]);
    assert.deepEqual(calls, callsOf(row.expected), row.case);
  }
});

test('parallel tool calls come whole and streamed', recorded, async () => {
  const whole = await client.chat.completions.create({ model: 'case:openai/chat-json-multi-tool', messages });
  assert.ok(whole.choices[0].message.tool_calls.length > 1);
  const runner = client.chat.completions.stream({ model: 'case:openai/chat-sse-multi-tool-streaming', messages });
  const streamed = await runner.finalMessage();
  assert.ok(streamed.tool_calls.length > 1);
  for (const call of streamed.tool_calls) assert.equal(typeof JSON.parse(call.function.arguments), 'object');
});
