// A provider of Gemini's generateContent and of what counts and embeds beside it.
import { frame, mediaFact, nothingAsked, piecesOf, proof, replyTo, textOf, usage } from './script.mjs';
import { vector } from './openai_upstream.mjs';

const resultText = (response) => String(response.result ?? response.output ?? response.content ?? response.error ?? JSON.stringify(response));

function readPart(part, asked) {
  if (part.inlineData) asked.seen.push(mediaFact(part.inlineData.mimeType, part.inlineData.data));
  else if (part.fileData) asked.seen.push(part.fileData.fileUri);
  else if (part.functionResponse) asked.results.push(resultText(part.functionResponse.response));
  if (part.thoughtSignature) asked.proofs.push(part.thoughtSignature);
}

export function read(body, streamed) {
  const asked = nothingAsked();
  const config = body.generationConfig ?? {};
  asked.stream = streamed;
  asked.tools = (body.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []).map((tool) => tool.name);
  asked.schema = Boolean(config.responseSchema ?? config.responseJsonSchema);
  asked.thinks = Boolean(config.thinkingConfig?.includeThoughts);
  for (const content of body.contents) {
    if (content.role === 'model') asked.results = [];
    else asked.said = textOf(content.parts);
    content.parts.forEach((part) => readPart(part, asked));
  }
  return asked;
}

const told = { promptTokenCount: usage.input, candidatesTokenCount: usage.output, totalTokenCount: usage.input + usage.output };
const chunk = (parts, finish, counts) => ({ candidates: [{ index: 0, content: { role: 'model', parts }, ...(finish ? { finishReason: finish } : {}) }], ...(counts ? { usageMetadata: counts } : {}), modelVersion: 'scripted', responseId: 'resp-1' });

/// Only the first of parallel calls is signed.
const callParts = (reply) => reply.calls.map((call, index) => ({ functionCall: { name: call.name, args: call.args }, ...(index === 0 ? { thoughtSignature: proof } : {}) }));

function* stream(reply) {
  for (const text of piecesOf(reply.thinking)) yield frame(chunk([{ text, thought: true }]));
  for (const text of piecesOf(reply.text)) yield frame(chunk([{ text }], null, { ...told, candidatesTokenCount: 1 }));
  for (const part of callParts(reply)) yield frame(chunk([part]));
  yield frame(chunk([{ text: '' }], 'STOP', told));
}

export function generate(body, streamed) {
  const reply = replyTo(read(body, streamed));
  if (streamed) return { type: 'text/event-stream', pieces: stream(reply) };
  const parts = [...(reply.thinking ? [{ text: reply.thinking, thought: true }] : []), ...(reply.text ? [{ text: reply.text }] : []), ...callParts(reply)];
  return { json: chunk(parts, 'STOP', told) };
}

export const countTokens = () => ({ json: { totalTokens: usage.input } });
export const embed = () => ({ json: { embedding: { values: vector } } });
export const batchEmbed = (body) => ({ json: { embeddings: body.requests.map(() => ({ values: vector })) } });
