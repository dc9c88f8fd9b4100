// A provider of the Responses API and nothing else.
import { frame, mediaFact, nothingAsked, piecesOf, proof, replyTo, textOf, urlFact, usage } from './script.mjs';

function readPart(part, asked) {
  if (part.type === 'input_image') asked.seen.push(urlFact(part.image_url));
  else if (part.type === 'input_file') asked.seen.push(part.file_data ? urlFact(part.file_data) : part.file_url);
  else if (part.type === 'input_audio') asked.seen.push(mediaFact(`audio/${part.input_audio.format}`, part.input_audio.data));
}

export function read(body) {
  const asked = nothingAsked();
  asked.stream = body.stream === true;
  asked.tools = (body.tools ?? []).map((tool) => tool.name);
  asked.schema = body.text?.format?.type === 'json_schema';
  asked.thinks = Boolean(body.reasoning?.effort && body.reasoning.effort !== 'none');
  const items = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input;
  for (const item of items) {
    if (item.type === 'reasoning' && item.encrypted_content) asked.proofs.push(item.encrypted_content);
    if (item.type === 'function_call' || item.role === 'assistant') Object.assign(asked, { results: [], said: '' });
    else if (item.type === 'function_call_output') asked.results.push(textOf(item.output));
    else if (item.role === 'user') {
      asked.said = textOf(item.content);
      if (Array.isArray(item.content)) item.content.forEach((part) => readPart(part, asked));
    }
  }
  return asked;
}

const message = (text, status = 'completed') => ({ id: 'msg_1', type: 'message', role: 'assistant', status, content: text ? [{ type: 'output_text', text, annotations: [], logprobs: [] }] : [] });
const callItem = (call, index, args, status = 'completed') => ({ id: `fc_${index}`, type: 'function_call', status, call_id: call.id, name: call.name, arguments: args });
const thoughtItem = (text) => ({ id: 'rs_1', type: 'reasoning', summary: text ? [{ type: 'summary_text', text }] : [], encrypted_content: proof });

function itemsOf(reply) {
  return [...(reply.thinking ? [thoughtItem(reply.thinking)] : []), ...(reply.text ? [message(reply.text)] : []),
    ...reply.calls.map((call, index) => callItem(call, index, JSON.stringify(call.args)))];
}

const told = { input_tokens: usage.input, input_tokens_details: { cached_tokens: 0 }, output_tokens: usage.output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: usage.input + usage.output };
const response = (status, output, counts) => ({ id: 'resp_1', object: 'response', created_at: 1700000000, status, model: 'scripted', output, usage: counts, error: null, incomplete_details: null, store: false, parallel_tool_calls: true, tools: [], tool_choice: 'auto', instructions: null, metadata: {}, temperature: 1, top_p: 1 });

function* thoughtEvents(reply, at) {
  const item = { item_id: 'rs_1', output_index: at, summary_index: 0 };
  yield ['response.output_item.added', { output_index: at, item: thoughtItem('') }];
  yield ['response.reasoning_summary_part.added', { ...item, part: { type: 'summary_text', text: '' } }];
  for (const delta of piecesOf(reply.thinking)) yield ['response.reasoning_summary_text.delta', { ...item, delta }];
  yield ['response.reasoning_summary_text.done', { ...item, text: reply.thinking }];
  yield ['response.reasoning_summary_part.done', { ...item, part: { type: 'summary_text', text: reply.thinking } }];
  yield ['response.output_item.done', { output_index: at, item: thoughtItem(reply.thinking) }];
}

function* textEvents(reply, at) {
  const part = { item_id: 'msg_1', output_index: at, content_index: 0 };
  yield ['response.output_item.added', { output_index: at, item: message('', 'in_progress') }];
  yield ['response.content_part.added', { ...part, part: { type: 'output_text', text: '', annotations: [] } }];
  for (const delta of piecesOf(reply.text)) yield ['response.output_text.delta', { ...part, delta, logprobs: [] }];
  yield ['response.output_text.done', { ...part, text: reply.text, logprobs: [] }];
  yield ['response.content_part.done', { ...part, part: message(reply.text).content[0] }];
  yield ['response.output_item.done', { output_index: at, item: message(reply.text) }];
}

function* callEvents(call, index, at) {
  const args = JSON.stringify(call.args);
  const item = { item_id: `fc_${index}`, output_index: at };
  yield ['response.output_item.added', { output_index: at, item: callItem(call, index, '', 'in_progress') }];
  for (const delta of piecesOf(args)) yield ['response.function_call_arguments.delta', { ...item, delta }];
  yield ['response.function_call_arguments.done', { ...item, name: call.name, arguments: args }];
  yield ['response.output_item.done', { output_index: at, item: callItem(call, index, args) }];
}

function* events(reply) {
  let at = 0;
  yield ['response.created', { response: response('in_progress', [], null) }];
  if (reply.thinking) yield* thoughtEvents(reply, at++);
  if (reply.text) yield* textEvents(reply, at++);
  for (const [index, call] of reply.calls.entries()) yield* callEvents(call, index, at++);
  yield ['response.completed', { response: response('completed', itemsOf(reply), told) }];
}

function* stream(reply) {
  let number = 0;
  for (const [type, data] of events(reply)) yield frame({ type, sequence_number: number++, ...data }, type);
}

export function create(body) {
  const reply = replyTo(read(body));
  return reply.asked.stream ? { type: 'text/event-stream', pieces: stream(reply) } : { json: response('completed', itemsOf(reply), told) };
}
