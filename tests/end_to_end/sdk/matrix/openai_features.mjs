// What people do with the `openai` client.
import assert from 'node:assert/strict';
import { toFile } from 'openai';
import { answerShape, hello, helloBack, judgeCalls, judgeResults, judgeShape, judgeUsage, look, pdf, png, question, warmth, wav, weather } from './asking.mjs';
import { openai } from './gateway.mjs';
import { vector } from './openai_upstream.mjs';

const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];
const asks = (...parts) => [{ role: 'user', content: [{ type: 'text', text: look }, ...parts] }];
const said = async (model, messages) => (await openai.chat.completions.create({ model, messages })).choices[0].message.content;

async function chat(model) {
  const answer = await openai.chat.completions.create({ model, messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: hello }] });
  assert.equal(answer.choices[0].message.content, helloBack);
  assert.equal(answer.choices[0].finish_reason, 'stop');
  judgeUsage(answer.usage.prompt_tokens, answer.usage.completion_tokens);
}

async function stream(model) {
  const runner = openai.chat.completions.stream({ model, messages: [{ role: 'user', content: hello }], stream_options: { include_usage: true } });
  let pieces = 0;
  runner.on('content', () => { pieces += 1; });
  const answer = await runner.finalChatCompletion();
  assert.equal(answer.choices[0].message.content, helloBack);
  assert.ok(pieces > 1, 'it came in one piece');
  judgeUsage(answer.usage.prompt_tokens, answer.usage.completion_tokens);
}

async function toolsLoop(model) {
  const messages = [{ role: 'user', content: question }];
  const { message, finish_reason: finish } = (await openai.chat.completions.stream({ model, messages, tools }).finalChatCompletion()).choices[0];
  assert.equal(finish, 'tool_calls');
  judgeCalls(message.tool_calls.map((call) => ({ name: call.function.name, args: JSON.parse(call.function.arguments) })));
  const results = message.tool_calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: warmth[JSON.parse(call.function.arguments).city] }));
  judgeResults(await said(model, [...messages, message, ...results]));
}

async function structured(model) {
  const format = { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema: answerShape } };
  const answer = await openai.chat.completions.parse({ model, messages: [{ role: 'user', content: question }], response_format: format });
  judgeShape(JSON.parse(answer.choices[0].message.content));
}

async function responses(model) {
  const answer = await openai.responses.create({ model, instructions: 'Be brief.', input: hello });
  assert.equal(answer.output_text, helloBack);
  assert.equal(answer.status, 'completed');
  judgeUsage(answer.usage.input_tokens, answer.usage.output_tokens);
}

async function responsesStream(model) {
  const runner = openai.responses.stream({ model, input: hello });
  let text = '';
  runner.on('response.output_text.delta', ({ delta }) => { text += delta; });
  const answer = await runner.finalResponse();
  assert.deepEqual([text, answer.output_text], [helloBack, helloBack]);
}

async function responsesTools(model) {
  const flat = [{ type: 'function', name: weather.name, description: weather.description, parameters: weather.schema, strict: true }];
  const first = await openai.responses.stream({ model, input: question, tools: flat, store: false }).finalResponse();
  const calls = first.output.filter((item) => item.type === 'function_call');
  judgeCalls(calls.map((call) => ({ name: call.name, args: JSON.parse(call.arguments) })));
  const results = calls.map((call) => ({ type: 'function_call_output', call_id: call.call_id, output: warmth[JSON.parse(call.arguments).city] }));
  const second = await openai.responses.create({ model, input: [{ role: 'user', content: question }, ...first.output, ...results], tools: flat, store: false });
  judgeResults(second.output_text);
}

async function embeddings(model) {
  const answer = await openai.embeddings.create({ model, input: ['a', 'b'] }); // as base64, which it asks for unasked
  assert.deepEqual(answer.data.map((one) => [...one.embedding]), [vector, vector]);
  const plain = await openai.embeddings.create({ model, input: 'a', encoding_format: 'float' });
  assert.deepEqual(plain.data[0].embedding, vector);
}

async function transcription(model) {
  const file = await toFile(Buffer.from('RIFF-sound'), 'talk.wav');
  assert.equal((await openai.audio.transcriptions.create({ model, file })).text, 'heard talk.wav of RIFF-sound');
}

async function images(model) {
  const answer = await openai.images.generate({ model, prompt: 'a cat' });
  assert.equal(Buffer.from(answer.data[0].b64_json, 'base64').toString(), 'a cat');
}

async function moderations(model) {
  assert.equal((await openai.moderations.create({ model, input: 'how rude' })).results[0].flagged, true);
}

async function speech(model) {
  const answer = await openai.audio.speech.create({ model, input: 'hi', voice: 'alloy' });
  assert.equal(Buffer.from(await answer.arrayBuffer()).toString(), 'spoken: hi');
}

export const rows = [
  { client: 'openai', feature: 'chat', run: chat },
  { client: 'openai', feature: 'chat streamed', run: stream },
  { client: 'openai', feature: 'tools in two turns', run: toolsLoop },
  { client: 'openai', feature: 'picture', kind: 'image', medium: png, run: (model) => said(model, asks({ type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } })) },
  { client: 'openai', feature: 'document', kind: 'document', medium: pdf, run: (model) => said(model, asks({ type: 'file', file: { filename: 'page.pdf', file_data: `data:application/pdf;base64,${pdf}` } })) },
  { client: 'openai', feature: 'sound', kind: 'audio', medium: wav, run: (model) => said(model, asks({ type: 'input_audio', input_audio: { data: wav, format: 'wav' } })) },
  { client: 'openai', feature: 'structured output', run: structured },
  { client: 'openai', feature: 'responses', run: responses },
  { client: 'openai', feature: 'responses streamed', run: responsesStream },
  { client: 'openai', feature: 'responses, tools', run: responsesTools },
  { client: 'openai', feature: 'embeddings', kind: 'embeddings', run: embeddings },
  { client: 'openai', feature: 'transcription', kind: 'relayed', run: transcription },
  { client: 'openai', feature: 'pictures made', kind: 'relayed', run: images },
  { client: 'openai', feature: 'moderation', kind: 'relayed', run: moderations },
  { client: 'openai', feature: 'speech', kind: 'relayed', run: speech },
];
