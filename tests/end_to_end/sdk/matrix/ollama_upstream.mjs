// A provider of Ollama's own API: lines of JSON, pictures without a type, arguments that are objects.
import { nothingAsked, piecesOf, replyTo, usage } from './script.mjs';
import { vector } from './openai_upstream.mjs';

export function read(body) {
  const asked = nothingAsked();
  asked.stream = body.stream !== false;
  asked.tools = (body.tools ?? []).map((tool) => tool.function.name);
  asked.schema = typeof body.format === 'object';
  asked.thinks = Boolean(body.think);
  for (const message of body.messages) {
    if (message.role === 'assistant') asked.results = [];
    else if (message.role === 'tool') asked.results.push(message.content);
    else if (message.role === 'user') asked.said = message.content;
    for (const image of message.images ?? []) asked.seen.push(`image/png ${Buffer.from(image, 'base64').length}`);
  }
  return asked;
}

const line = (message, more = {}) => ({ model: 'scripted', created_at: '2026-08-04T19:58:15.115854Z', message: { role: 'assistant', content: '', ...message }, done: false, ...more });
const end = { done: true, done_reason: 'stop', prompt_eval_count: usage.input, eval_count: usage.output };
const callsOf = (reply) => reply.calls.map((call) => ({ function: { name: call.name, arguments: call.args } }));

function* stream(reply) {
  const put = (value) => `${JSON.stringify(value)}\n`;
  for (const thinking of piecesOf(reply.thinking)) yield put(line({ thinking }));
  for (const content of piecesOf(reply.text)) yield put(line({ content }));
  for (const call of callsOf(reply)) yield put(line({ tool_calls: [call] }));
  yield put(line({}, end));
}

export function chat(body) {
  const reply = replyTo(read(body));
  if (reply.asked.stream) return { type: 'application/x-ndjson', pieces: stream(reply) };
  return { json: line({ content: reply.text, ...(reply.thinking ? { thinking: reply.thinking } : {}), ...(reply.calls.length ? { tool_calls: callsOf(reply) } : {}) }, end) };
}

export const embed = (body) => ({ json: { model: 'scripted', embeddings: [body.input].flat().map(() => vector), prompt_eval_count: 3 } });
