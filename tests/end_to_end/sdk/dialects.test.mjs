// The official clients of three companies, each against providers of every dialect; test_dialects.py starts the gateway:
//   SWITCHYARD_URL, SWITCHYARD_KEY    a gateway with a provider per dialect that replays recordings, named in UPSTREAMS
//   WIRE                              the recordings
// Every answer must say what `expected.json` of its recording says. At the end one line per client tells what was seen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const env = process.env;
const key = env.SWITCHYARD_KEY;
const openai = new OpenAI({ baseURL: `${env.SWITCHYARD_URL}/v1`, apiKey: key, maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: env.SWITCHYARD_URL, apiKey: key, maxRetries: 0 });
const gemini = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: env.SWITCHYARD_URL } });

// What providers of each dialect answered: a whole text, a streamed one, and streamed calls of tools.
const recordings = {
  openai: {
    whole: 'openai/chat-json', stream: 'openai/chat-sse', tools: 'openai/chat-sse-multi-tool-streaming',
  },
  anthropic: {
    whole: 'anthropic/messages-json', stream: 'anthropic/messages-sse',
    tools: 'anthropic/messages-sse-test-instrumentor-anthropic-instrumentation-multiple-too',
  },
  gemini: { whole: 'gemini/generate-json', stream: 'gemini/stream-generate-sse', tools: 'gemini/stream-generate-sse-thinking-streaming' },
  responses: { whole: 'openai/responses-json', stream: 'openai/responses-sse', tools: 'openai/responses-sse-reasoning-session-two-tool-calls-streaming' },
  cohere: { whole: 'cohere/v2chat-json', stream: 'cohere/v2chat-sse', tools: 'cohere/v2chat-sse-required-tool-choice-streams-tool-call' },
  ollama: { whole: 'ollama/chat-native', stream: 'ollama/chat-native-ndjson', tools: 'ollama/chat-native-ndjson-streaming-structured-output-with-tools' },
};

const index = JSON.parse(readFileSync(join(env.WIRE, 'cases', 'index.json'), 'utf8')).cases;
const expectedOf = (name) => JSON.parse(readFileSync(join(env.WIRE, 'cases', name, 'expected.json'), 'utf8'));
const unusual = ['refusal', 'n_gt_1', 'safety_block', 'content_filtered', 'mid_stream_error', 'error', 'finish_length', 'cumulative'];

/// The recording itself, or the first plain one that begins so.
function pick(start, kind) {
  const fits = (one) => {
    if (one.status !== 200 || !one.case.startsWith(start) || one.streaming !== (kind !== 'whole')) return false;
    if (kind === 'tools') return true;
    const expected = expectedOf(one.case);
    return expected.text && !expected.tool_calls?.length && !one.features.some((word) => unusual.includes(word));
  };
  return index.find(fits)?.case;
}

const tool = { name: 'get_weather', description: 'Tells the weather.', schema: { type: 'object', properties: { city: { type: 'string' } } } };

const callsOf = (list) => list.map(({ name, args }) => ({ name, arguments: typeof args === 'string' ? JSON.parse(args || '{}') : args ?? {} }));

/// How each client asks, and what it understands: text and calls.
const clients = {
  async openai(model, stream) {
    const ask = { model, messages: [{ role: 'user', content: 'Hello' }], tools: [{ type: 'function', function: { name: tool.name, description: tool.description, parameters: tool.schema } }] };
    if (!stream) {
      const { message } = (await openai.chat.completions.create(ask)).choices[0];
      return { text: message.content ?? '', calls: callsOf((message.tool_calls ?? []).map((call) => ({ name: call.function.name, args: call.function.arguments }))) };
    }
    const final = await openai.chat.completions.stream(ask).finalChatCompletion();
    const { message } = final.choices[0];
    return { text: message.content ?? '', calls: callsOf((message.tool_calls ?? []).map((call) => ({ name: call.function.name, args: call.function.arguments }))) };
  },
  async responses(model, stream) {
    const ask = { model, input: 'Hello', tools: [{ type: 'function', name: tool.name, description: tool.description, parameters: tool.schema, strict: false }] };
    const answer = stream ? await openai.responses.stream(ask).finalResponse() : await openai.responses.create(ask);
    assert.equal(answer.status, 'completed');
    return { text: answer.output_text, calls: callsOf(answer.output.filter((item) => item.type === 'function_call').map((item) => ({ name: item.name, args: item.arguments }))) };
  },
  async anthropic(model, stream) {
    const ask = { model, max_tokens: 500, messages: [{ role: 'user', content: 'Hello' }], tools: [{ name: tool.name, description: tool.description, input_schema: tool.schema }] };
    const answer = stream ? await anthropic.messages.stream(ask).finalMessage() : await anthropic.messages.create(ask);
    assert.ok(answer.stop_reason);
    return {
      text: answer.content.filter((block) => block.type === 'text').map((block) => block.text).join(''),
      calls: callsOf(answer.content.filter((block) => block.type === 'tool_use').map((block) => ({ name: block.name, args: block.input }))),
    };
  },
  async gemini(model, stream) {
    const ask = { model: model.replaceAll('/', '~'), contents: 'Hello', config: { tools: [{ functionDeclarations: [{ name: tool.name, description: tool.description, parametersJsonSchema: tool.schema }] }] } };
    const chunks = [];
    if (stream) for await (const chunk of await gemini.models.generateContentStream(ask)) chunks.push(chunk);
    else chunks.push(await gemini.models.generateContent(ask));
    const parts = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
    return {
      text: parts.filter((part) => part.text && !part.thought).map((part) => part.text).join(''),
      calls: callsOf(parts.filter((part) => part.functionCall).map((part) => ({ name: part.functionCall.name, args: part.functionCall.args }))),
    };
  },
};

const matrix = {};
for (const [client, call] of Object.entries(clients)) {
  for (const [upstream, kinds] of Object.entries(recordings)) {
    if (upstream === 'responses' && client !== 'responses') continue; // others are sent to such a provider's chat completions
    for (const [kind, start] of Object.entries(kinds)) {
      const name = pick(start, kind);
      test(`${client} asks ${upstream}: ${kind}`, { skip: name ? false : `no recording begins with ${start}` }, async () => {
        const expected = expectedOf(name);
        const cell = ((matrix[client] ??= {})[upstream] ??= {});
        cell[kind] = 'FAILED';
        const seen = await call(`${upstream}/case:${name}`, kind !== 'whole');
        assert.equal(seen.text, expected.text ?? '');
        assert.deepEqual(seen.calls, (expected.tool_calls ?? []).map(({ name: called, arguments: args }) => ({ name: called, arguments: args ?? {} })));
        cell[kind] = 'ok';
      });
    }
  }
}

after(() => {
  for (const [client, row] of Object.entries(matrix)) {
    const cells = Object.entries(row).map(([upstream, cell]) => `${upstream} ${Object.entries(cell).map(([kind, word]) => `${kind} ${word}`).join(', ')}`);
    console.log(`# matrix ${client}: ${cells.join('; ')}`);
  }
});
