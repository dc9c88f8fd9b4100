// A provider of Cohere's chat, version 2.
import { frame, nothingAsked, piecesOf, replyTo, textOf, urlFact, usage } from './script.mjs';
import { vector } from './openai_upstream.mjs';

export function read(body) {
  const asked = nothingAsked();
  asked.stream = body.stream === true;
  asked.tools = (body.tools ?? []).map((tool) => tool.function.name);
  asked.schema = Boolean(body.response_format?.json_schema);
  asked.thinks = body.thinking?.type === 'enabled';
  for (const message of body.messages) {
    if (message.role === 'assistant') asked.results = [];
    else if (message.role === 'tool') asked.results.push(textOf(message.content));
    else if (message.role === 'user') {
      asked.said = textOf(message.content);
      if (Array.isArray(message.content)) message.content.filter((part) => part.type === 'image_url').forEach((part) => asked.seen.push(urlFact(part.image_url.url)));
    }
  }
  return asked;
}

const told = { billed_units: { input_tokens: usage.input, output_tokens: usage.output }, tokens: { input_tokens: usage.input, output_tokens: usage.output } };
const finishOf = (reply) => (reply.calls.length ? 'TOOL_CALL' : 'COMPLETE');
const callOf = (call, args) => ({ id: call.id, type: 'function', function: { name: call.name, arguments: args } });

function whole(reply) {
  const content = [...(reply.thinking ? [{ type: 'thinking', thinking: reply.thinking }] : []), ...(reply.text ? [{ type: 'text', text: reply.text }] : [])];
  const message = { role: 'assistant', ...(content.length ? { content } : {}) };
  if (reply.calls.length) message.tool_calls = reply.calls.map((call) => callOf(call, JSON.stringify(call.args)));
  return { id: 'c-1', finish_reason: finishOf(reply), message, usage: told };
}

function* contentEvents(kind, text, index) {
  yield ['content-start', { index, delta: { message: { content: { type: kind, [kind]: '' } } } }];
  for (const piece of piecesOf(text)) yield ['content-delta', { index, delta: { message: { content: { [kind]: piece } } } }];
  yield ['content-end', { index }];
}

function* events(reply) {
  let index = 0;
  yield ['message-start', { id: 'c-1', delta: { message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] } } }];
  if (reply.thinking) yield* contentEvents('thinking', reply.thinking, index++);
  if (reply.text) yield* contentEvents('text', reply.text, index++);
  for (const [at, call] of reply.calls.entries()) {
    yield ['tool-call-start', { index: at, delta: { message: { tool_calls: callOf(call, '') } } }];
    for (const piece of piecesOf(JSON.stringify(call.args))) yield ['tool-call-delta', { index: at, delta: { message: { tool_calls: { function: { arguments: piece } } } } }];
    yield ['tool-call-end', { index: at }];
  }
  yield ['message-end', { delta: { finish_reason: finishOf(reply), usage: told } }];
}

function* stream(reply) {
  for (const [type, data] of events(reply)) yield frame({ type, ...data }, type);
  yield frame('[DONE]');
}

export function chat(body) {
  const reply = replyTo(read(body));
  return reply.asked.stream ? { type: 'text/event-stream', pieces: stream(reply) } : { json: whole(reply) };
}

export const embed = (body) => ({ json: { id: 'e-1', embeddings: { float: (body.texts ?? body.inputs).map(() => vector) }, texts: body.texts, meta: { billed_units: { input_tokens: 3 } } } });
