// A provider of Bedrock's Converse: the signature of each request is made once more by the AWS SDK's own signer and must be
// the same, and streams are framed by the SDK's own codec.
import assert from 'node:assert/strict';
import { Sha256 } from '@aws-crypto/sha256-js';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import { SignatureV4 } from '@smithy/signature-v4';
import { mediaFact, nothingAsked, piecesOf, proof, replyTo, textOf, usage } from './script.mjs';

const codec = new EventStreamCodec((bytes) => Buffer.from(bytes).toString('utf8'), (text) => new Uint8Array(Buffer.from(text, 'utf8')));

/// Errors: AssertionError when it is not signed as the SDK signs it.
export async function checkSignature(request, body, key) {
  const [accessKeyId, secretAccessKey, sessionToken] = key.split(':');
  const [, region] = /Credential=[^/]+\/\d+\/([^/]+)\/bedrock\/aws4_request/.exec(request.headers.authorization);
  const names = /SignedHeaders=([^,]+)/.exec(request.headers.authorization)[1].split(';');
  assert.ok(['host', 'x-amz-date', 'x-amz-security-token'].every((name) => names.includes(name)), names.join());
  const stamp = request.headers['x-amz-date'];
  const signingDate = new Date(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  assert.ok(Math.abs(Date.now() - signingDate) < 60_000, stamp);
  const signer = new SignatureV4({ credentials: { accessKeyId, secretAccessKey, sessionToken }, region, service: 'bedrock', sha256: Sha256, applyChecksum: false });
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name]]));
  const [path, query = ''] = request.url.split('?');
  const signed = await signer.sign({ method: request.method, protocol: 'http:', hostname: '127.0.0.1', path, query: Object.fromEntries(new URLSearchParams(query)), headers, body }, { signingDate });
  assert.equal(request.headers.authorization, signed.headers.authorization);
  return region;
}

function readBlock(block, asked) {
  for (const [kind, mime] of [['image', 'image'], ['document', 'application'], ['video', 'video'], ['audio', 'audio']])
    if (block[kind]) asked.seen.push(mediaFact(`${mime}/${block[kind].format}`, block[kind].source.bytes));
  if (block.toolResult) asked.results.push(textOf(block.toolResult.content));
  if (block.reasoningContent?.reasoningText) asked.proofs.push(block.reasoningContent.reasoningText.signature);
}

export function read(body, streamed) {
  const asked = nothingAsked();
  asked.stream = streamed;
  asked.tools = (body.toolConfig?.tools ?? []).filter((tool) => tool.toolSpec).map((tool) => tool.toolSpec.name);
  asked.schema = Boolean(body.outputConfig?.textFormat);
  asked.thinks = Boolean(body.additionalModelRequestFields?.thinking);
  for (const message of body.messages) {
    if (message.role === 'assistant') asked.results = [];
    else asked.said = textOf(message.content);
    message.content.forEach((block) => readBlock(block, asked));
  }
  return asked;
}

const told = { inputTokens: usage.input, outputTokens: usage.output, totalTokens: usage.input + usage.output };
const stopOf = (reply) => (reply.calls.length ? 'tool_use' : 'end_turn');

function blocksOf(reply) {
  return [...(reply.thinking ? [{ reasoningContent: { reasoningText: { text: reply.thinking, signature: proof } } }] : []), ...(reply.text ? [{ text: reply.text }] : []),
    ...reply.calls.map((call) => ({ toolUse: { toolUseId: call.id, name: call.name, input: call.args } }))];
}

function event(type, payload) {
  const text = (value) => ({ type: 'string', value });
  return Buffer.from(codec.encode({ headers: { ':event-type': text(type), ':content-type': text('application/json'), ':message-type': text('event') }, body: Buffer.from(JSON.stringify(payload)) }));
}

function* deltasOf(block) {
  if (block.reasoningContent) {
    const { text, signature } = block.reasoningContent.reasoningText;
    for (const piece of piecesOf(text)) yield { reasoningContent: { text: piece } };
    yield { reasoningContent: { signature } };
  } else if (block.toolUse) {
    for (const input of piecesOf(JSON.stringify(block.toolUse.input))) yield { toolUse: { input } };
  } else {
    for (const text of piecesOf(block.text)) yield { text };
  }
}

function* stream(reply) {
  yield event('messageStart', { role: 'assistant' });
  for (const [contentBlockIndex, block] of blocksOf(reply).entries()) {
    if (block.toolUse) yield event('contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId: block.toolUse.toolUseId, name: block.toolUse.name } } });
    for (const delta of deltasOf(block)) yield event('contentBlockDelta', { contentBlockIndex, delta, p: 'abcdefgh' });
    yield event('contentBlockStop', { contentBlockIndex });
  }
  yield event('messageStop', { stopReason: stopOf(reply) });
  yield event('metadata', { usage: told, metrics: { latencyMs: 5 } });
}

export function converse(body, streamed) {
  const reply = replyTo(read(body, streamed));
  if (streamed) return { type: 'application/vnd.amazon.eventstream', pieces: stream(reply) };
  return { json: { output: { message: { role: 'assistant', content: blocksOf(reply) } }, stopReason: stopOf(reply), usage: told, metrics: { latencyMs: 5 } } };
}
