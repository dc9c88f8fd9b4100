// A provider of Anthropic's Messages.
import { frame, mediaFact, nothingAsked, piecesOf, proof, replyTo, textOf, usage } from './script.mjs';

function readBlock(block, asked) {
  if (block.type === 'tool_result') asked.results.push(textOf(block.content));
  else if (block.type === 'thinking') asked.proofs.push(block.signature);
  else if (block.type === 'image' || block.type === 'document') asked.seen.push(block.source.type === 'base64' ? mediaFact(block.source.media_type, block.source.data) : block.source.url);
}

export function read(body) {
  const asked = nothingAsked();
  asked.stream = body.stream === true;
  asked.tools = (body.tools ?? []).map((tool) => tool.name);
  asked.schema = body.output_config?.format?.type === 'json_schema';
  asked.thinks = ['enabled', 'adaptive'].includes(body.thinking?.type);
  for (const message of body.messages) {
    if (message.role === 'assistant') asked.results = [];
    else asked.said = textOf(message.content);
    if (Array.isArray(message.content)) message.content.forEach((block) => readBlock(block, asked));
  }
  return asked;
}

const told = { input_tokens: usage.input, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: usage.output };
const message = (content, stop, counts) => ({ id: 'msg_1', type: 'message', role: 'assistant', model: 'scripted', content, stop_reason: stop, stop_sequence: null, usage: counts });
const stopOf = (reply) => (reply.calls.length ? 'tool_use' : 'end_turn');

function blocksOf(reply) {
  return [...(reply.thinking ? [{ type: 'thinking', thinking: reply.thinking, signature: proof }] : []), ...(reply.text ? [{ type: 'text', text: reply.text }] : []),
    ...reply.calls.map((call) => ({ type: 'tool_use', id: call.id, name: call.name, input: call.args }))];
}

function* deltasOf(block) {
  if (block.type === 'thinking') {
    for (const thinking of piecesOf(block.thinking)) yield { type: 'thinking_delta', thinking };
    yield { type: 'signature_delta', signature: block.signature };
  } else if (block.type === 'text') {
    for (const text of piecesOf(block.text)) yield { type: 'text_delta', text };
  } else {
    for (const json of piecesOf(JSON.stringify(block.input))) yield { type: 'input_json_delta', partial_json: json };
  }
}

const opened = (block) => ({ thinking: { type: 'thinking', thinking: '', signature: '' }, text: { type: 'text', text: '' }, tool_use: { ...block, input: {} } })[block.type];

function* stream(reply) {
  const event = (type, data = {}) => frame({ type, ...data }, type);
  yield event('message_start', { message: message([], null, { ...told, output_tokens: 1 }) });
  for (const [index, block] of blocksOf(reply).entries()) {
    yield event('content_block_start', { index, content_block: opened(block) });
    yield event('ping');
    for (const delta of deltasOf(block)) yield event('content_block_delta', { index, delta });
    yield event('content_block_stop', { index });
  }
  yield event('message_delta', { delta: { stop_reason: stopOf(reply), stop_sequence: null }, usage: { output_tokens: usage.output } });
  yield event('message_stop');
}

export function messages(body) {
  const reply = replyTo(read(body));
  return reply.asked.stream ? { type: 'text/event-stream', pieces: stream(reply) } : { json: message(blocksOf(reply), stopOf(reply), told) };
}

export const countTokens = () => ({ json: { input_tokens: usage.input } });
