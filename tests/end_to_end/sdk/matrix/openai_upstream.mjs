// A provider of Chat Completions and of the endpoints beside it.
import { frame, mediaFact, nothingAsked, piecesOf, replyTo, textOf, urlFact, usage } from './script.mjs';

const told = { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output };
const head = { id: 'chatcmpl-1', created: 1700000000, model: 'scripted' };

function readPart(part, asked) {
  if (part.type === 'image_url') asked.seen.push(urlFact(part.image_url.url));
  else if (part.type === 'input_audio') asked.seen.push(mediaFact(`audio/${part.input_audio.format}`, part.input_audio.data));
  else if (part.type === 'file') asked.seen.push(urlFact(part.file.file_data));
}

export function readChat(body) {
  const asked = nothingAsked();
  asked.stream = body.stream === true;
  asked.tools = (body.tools ?? []).map((tool) => tool.function.name);
  asked.schema = Boolean(body.response_format?.json_schema?.schema);
  asked.thinks = Boolean(body.reasoning_effort && body.reasoning_effort !== 'none');
  for (const message of body.messages) {
    if (message.role === 'assistant') Object.assign(asked, { results: [], said: '' });
    else if (message.role === 'tool') asked.results.push(textOf(message.content));
    else if (message.role === 'user') {
      asked.said = textOf(message.content);
      if (Array.isArray(message.content)) message.content.forEach((part) => readPart(part, asked));
    }
  }
  return asked;
}

const callOf = (call, index) => ({ ...(index === undefined ? {} : { index }), id: call.id, type: 'function', function: { name: call.name, arguments: JSON.stringify(call.args) } });

export function wholeChat(reply) {
  const message = { role: 'assistant', content: reply.text || null, refusal: null };
  if (reply.thinking) message.reasoning_content = reply.thinking;
  if (reply.calls.length) message.tool_calls = reply.calls.map((call) => callOf(call));
  return { ...head, object: 'chat.completion', choices: [{ index: 0, message, logprobs: null, finish_reason: reply.calls.length ? 'tool_calls' : 'stop' }], usage: told };
}

export function* streamChat(reply, wantsUsage) {
  const chunk = (delta, finish = null) => frame({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], ...(wantsUsage ? { usage: null } : {}) });
  yield chunk({ role: 'assistant', content: '' });
  for (const piece of piecesOf(reply.thinking)) yield chunk({ reasoning_content: piece });
  for (const piece of piecesOf(reply.text)) yield chunk({ content: piece });
  for (const [index, call] of reply.calls.entries()) {
    const { function: { name, arguments: args }, ...rest } = callOf(call, index);
    yield chunk({ tool_calls: [{ ...rest, function: { name, arguments: '' } }] });
    for (const piece of piecesOf(args)) yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] });
  }
  yield chunk({}, reply.calls.length ? 'tool_calls' : 'stop');
  if (wantsUsage) yield frame({ ...head, object: 'chat.completion.chunk', choices: [], usage: told });
  yield frame('[DONE]');
}

export function chat(body) {
  const reply = replyTo(readChat(body));
  return reply.asked.stream ? { type: 'text/event-stream', pieces: streamChat(reply, body.stream_options?.include_usage) } : { json: wholeChat(reply) };
}

export const vector = [0.5, -0.25, 1];

export function embeddings(body) {
  const inputs = Array.isArray(body.input) ? body.input : [body.input];
  const base64 = Buffer.from(new Float32Array(vector).buffer).toString('base64');
  return { json: { object: 'list', model: body.model, data: inputs.map((_, index) => ({ object: 'embedding', index, embedding: body.encoding_format === 'base64' ? base64 : vector })), usage: { prompt_tokens: 3, total_tokens: 3 } } };
}

export const images = (body) => ({ json: { created: 1700000000, data: [{ b64_json: Buffer.from(body.prompt).toString('base64') }], usage: { input_tokens: 3, output_tokens: 5, total_tokens: 8 } } });
export const moderations = (body) => ({ json: { id: 'modr-1', model: body.model, results: [{ flagged: body.input.includes('rude'), categories: {}, category_scores: {} }] } });
export const speech = (body) => ({ type: 'audio/mpeg', pieces: [Buffer.from(`spoken: ${body.input}`)] });

/// `form` is the body as it came: the file's bytes must be in it.
export const transcriptions = (form) => ({ json: { text: `heard ${/filename="([^"]+)"/.exec(form)[1]} of ${form.includes('RIFF-sound') ? 'RIFF-sound' : 'nothing'}` } });
