// What people do with the clients of Anthropic and Google, and with the Vercel AI SDK.
import assert from 'node:assert/strict';
import { generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { answerShape, hello, helloBack, judgeCalls, judgeResults, judgeShape, judgeThought, judgeUsage, look, pdf, png, question, warmth, wav, weather } from './asking.mjs';
import { anthropic, gemini, vercel } from './gateway.mjs';
import { vector } from './openai_upstream.mjs';
import { usage } from './script.mjs';

const tools = [{ name: weather.name, description: weather.description, input_schema: weather.schema }];
const words = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');
const asked = async (model, ...blocks) => words(await anthropic.messages.create({ model, max_tokens: 500, messages: [{ role: 'user', content: [...blocks, { type: 'text', text: look }] }] }));

async function messages(model) {
  const answer = await anthropic.messages.create({ model, max_tokens: 500, system: 'Be brief.', messages: [{ role: 'user', content: hello }] });
  assert.deepEqual([words(answer), answer.stop_reason], [helloBack, 'end_turn']);
  judgeUsage(answer.usage.input_tokens, answer.usage.output_tokens);
}

async function messagesStream(model) {
  const runner = anthropic.messages.stream({ model, max_tokens: 500, messages: [{ role: 'user', content: hello }] });
  let pieces = 0;
  runner.on('text', () => { pieces += 1; });
  const answer = await runner.finalMessage();
  assert.equal(words(answer), helloBack);
  assert.ok(pieces > 1, 'it came in one piece');
  assert.equal(answer.usage.output_tokens, usage.output);
}

/// Two turns; with thinking, what was thought goes back as it came.
async function anthropicTools(model, more = {}) {
  const turns = [{ role: 'user', content: question }];
  const first = await anthropic.messages.stream({ model, max_tokens: 4000, messages: turns, tools, ...more }).finalMessage();
  assert.equal(first.stop_reason, 'tool_use');
  const calls = first.content.filter((block) => block.type === 'tool_use');
  judgeCalls(calls.map((call) => ({ name: call.name, args: call.input })));
  const results = calls.map((call) => ({ type: 'tool_result', tool_use_id: call.id, content: warmth[call.input.city] }));
  const second = await anthropic.messages.create({ model, max_tokens: 4000, messages: [...turns, { role: 'assistant', content: first.content }, { role: 'user', content: results }], tools, ...more });
  judgeResults(words(second));
  return first;
}

async function thinking(model) {
  const first = await anthropicTools(model, { thinking: { type: 'enabled', budget_tokens: 2000 } });
  judgeThought(first.content.filter((block) => block.type === 'thinking').map((block) => block.thinking).join(''));
}

/// Two dialects have an endpoint that counts; elsewhere the gateway does, which knows each family's layout more or less.
function judgeCount(model, tokens) {
  if (/^(anthropic|gemini)\//.test(model)) assert.equal(tokens, usage.input);
  else assert.ok(Number.isInteger(tokens) && tokens >= 5 && tokens <= 20, `${tokens} tokens`);
}

async function countTokens(model) {
  judgeCount(model, (await anthropic.messages.countTokens({ model, messages: [{ role: 'user', content: hello }] })).input_tokens);
}

const google = (model) => model.replaceAll('/', '~');
const functionDeclarations = [{ name: weather.name, description: weather.description, parametersJsonSchema: weather.schema }];
const generated = async (model, part) => (await gemini.models.generateContent({ model: google(model), contents: [{ role: 'user', parts: [{ text: look }, part] }] })).text;

async function generate(model) {
  const answer = await gemini.models.generateContent({ model: google(model), contents: hello, config: { systemInstruction: 'Be brief.' } });
  assert.deepEqual([answer.text, answer.candidates[0].finishReason], [helloBack, 'STOP']);
  judgeUsage(answer.usageMetadata.promptTokenCount, answer.usageMetadata.candidatesTokenCount);
}

async function generateStream(model) {
  let text = '';
  let chunks = 0;
  for await (const chunk of await gemini.models.generateContentStream({ model: google(model), contents: hello })) {
    text += chunk.text ?? '';
    chunks += 1;
  }
  assert.equal(text, helloBack);
  assert.ok(chunks > 1, 'it came in one piece');
}

async function functionCalling(model) {
  const config = { tools: [{ functionDeclarations }] };
  const first = await gemini.models.generateContent({ model: google(model), contents: question, config });
  judgeCalls(first.functionCalls);
  const parts = first.functionCalls.map((call) => ({ functionResponse: { id: call.id, name: call.name, response: { output: warmth[call.args.city] } } }));
  const contents = [{ role: 'user', parts: [{ text: question }] }, first.candidates[0].content, { role: 'user', parts }];
  judgeResults((await gemini.models.generateContent({ model: google(model), contents, config })).text);
}

async function structured(model) {
  const config = { responseMimeType: 'application/json', responseJsonSchema: answerShape };
  judgeShape(JSON.parse((await gemini.models.generateContent({ model: google(model), contents: question, config })).text));
}

async function embed(model) {
  const answer = await gemini.models.embedContent({ model: google(model), contents: ['a', 'b'] });
  assert.deepEqual(answer.embeddings.map((one) => one.values), [vector, vector]);
}

async function geminiCount(model) {
  judgeCount(model, (await gemini.models.countTokens({ model: google(model), contents: hello })).totalTokens);
}

/// The four things the Vercel AI SDK is used for, through one of its providers.
function vercelRows(client, modelOf, providerOptions) {
  const options = (model) => ({ model: modelOf(model), maxRetries: 0, ...(providerOptions ? { providerOptions } : {}) });
  const get_weather = tool({ description: weather.description, inputSchema: jsonSchema(weather.schema), execute: async ({ city }) => warmth[city] });
  const text = async (model) => {
    const answer = await generateText({ ...options(model), instructions: 'Be brief.', prompt: hello });
    assert.deepEqual([answer.text, answer.finishReason], [helloBack, 'stop']);
    judgeUsage(answer.usage.inputTokens, answer.usage.outputTokens);
  };
  const stream = async (model) => {
    let said = '';
    for await (const piece of streamText({ ...options(model), prompt: hello }).textStream) said += piece;
    assert.equal(said, helloBack);
  };
  const loop = async (model) => {
    const answer = await generateText({ ...options(model), prompt: question, tools: { get_weather }, stopWhen: stepCountIs(3) });
    judgeCalls(answer.steps[0].toolCalls.map((call) => ({ name: call.toolName, args: call.input })));
    judgeResults(answer.text);
  };
  const object = async (model) => judgeShape((await generateObject({ ...options(model), prompt: question, schema: jsonSchema(answerShape) })).object);
  return [['generateText', text], ['streamText', stream], ['tools', loop], ['generateObject', object]].map(([feature, run]) => ({ client, feature, run }));
}

export const rows = [
  { client: 'anthropic', feature: 'messages', run: messages },
  { client: 'anthropic', feature: 'messages streamed', run: messagesStream },
  { client: 'anthropic', feature: 'tools in two turns', run: (model) => anthropicTools(model) },
  { client: 'anthropic', feature: 'thinking', run: thinking },
  { client: 'anthropic', feature: 'picture', kind: 'image', medium: png, run: (model) => asked(model, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } }) },
  { client: 'anthropic', feature: 'document', kind: 'document', medium: pdf, run: (model) => asked(model, { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf } }) },
  { client: 'anthropic', feature: 'count_tokens', kind: 'count', run: countTokens },
  { client: 'gemini', feature: 'generateContent', run: generate },
  { client: 'gemini', feature: 'generateContent streamed', run: generateStream },
  { client: 'gemini', feature: 'functions in two turns', run: functionCalling },
  { client: 'gemini', feature: 'picture', kind: 'image', medium: png, run: (model) => generated(model, { inlineData: { mimeType: 'image/png', data: png } }) },
  { client: 'gemini', feature: 'sound', kind: 'audio', medium: wav, run: (model) => generated(model, { inlineData: { mimeType: 'audio/wav', data: wav } }) },
  { client: 'gemini', feature: 'structured output', run: structured },
  { client: 'gemini', feature: 'embedContent', kind: 'embeddings', run: embed },
  { client: 'gemini', feature: 'countTokens', kind: 'count', run: geminiCount },
  ...vercelRows('ai + openai, chat', (model) => vercel.openai.chat(model)),
  ...vercelRows('ai + openai', (model) => vercel.openai.responses(model), { openai: { store: false } }),
  ...vercelRows('ai + anthropic', (model) => vercel.anthropic(model)),
  ...vercelRows('ai + google', (model) => vercel.google(google(model))),
];
