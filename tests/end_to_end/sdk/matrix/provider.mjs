// One server that is a provider of every dialect, each below a path of its own.
import { createServer } from 'node:http';
import * as anthropic from './anthropic_upstream.mjs';
import * as bedrock from './bedrock_upstream.mjs';
import * as cohere from './cohere_upstream.mjs';
import * as gemini from './gemini_upstream.mjs';
import * as ollama from './ollama_upstream.mjs';
import * as openai from './openai_upstream.mjs';
import * as responses from './responses_upstream.mjs';

const routes = [
  [/^\/openai\/v1\/chat\/completions$/, openai.chat],
  [/^\/openai\/v1\/embeddings$/, openai.embeddings],
  [/^\/openai\/v1\/images\/generations$/, openai.images],
  [/^\/openai\/v1\/moderations$/, openai.moderations],
  [/^\/openai\/v1\/audio\/speech$/, openai.speech],
  [/^\/openai\/v1\/audio\/transcriptions$/, openai.transcriptions],
  [/^\/responses\/v1\/responses$/, responses.create],
  [/^\/anthropic\/v1\/messages$/, anthropic.messages],
  [/^\/anthropic\/v1\/messages\/count_tokens$/, anthropic.countTokens],
  [/^\/gemini\/v1beta\/models\/[^/]+:generateContent$/, (body) => gemini.generate(body, false)],
  [/^\/gemini\/v1beta\/models\/[^/]+:streamGenerateContent$/, (body) => gemini.generate(body, true)],
  [/^\/gemini\/v1beta\/models\/[^/]+:countTokens$/, gemini.countTokens],
  [/^\/gemini\/v1beta\/models\/[^/]+:embedContent$/, gemini.embed],
  [/^\/gemini\/v1beta\/models\/[^/]+:batchEmbedContents$/, gemini.batchEmbed],
  [/^\/cohere\/v2\/chat$/, cohere.chat],
  [/^\/cohere\/v2\/embed$/, cohere.embed],
  [/^\/ollama\/api\/chat$/, ollama.chat],
  [/^\/ollama\/api\/embed$/, ollama.embed],
  [/^\/bedrock\/model\/[^/]+\/converse$/, (body) => bedrock.converse(body, false)],
  [/^\/bedrock\/model\/[^/]+\/converse-stream$/, (body) => bedrock.converse(body, true)],
];

async function answer(request, body, response, awsKey) {
  const path = request.url.split('?')[0];
  const route = routes.find(([pattern]) => pattern.test(path));
  if (!route) throw new Error(`nothing is served at ${path}`);
  if (path.startsWith('/bedrock/')) await bedrock.checkSignature(request, body, awsKey);
  const isForm = request.headers['content-type']?.startsWith('multipart/');
  const { json, type, pieces } = route[1](isForm ? body.toString('latin1') : JSON.parse(body));
  if (json) return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  response.writeHead(200, { 'content-type': type });
  for (const piece of pieces) response.write(piece);
  return response.end();
}

/// Listens on loopback; `trouble` keeps what it could not answer.
export async function startProvider(awsKey) {
  const trouble = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      await answer(request, Buffer.concat(chunks), response, awsKey);
    } catch (error) {
      trouble.push(`${request.url}: ${error.stack}`);
      if (!response.headersSent) response.writeHead(422, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: error.message } }));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, trouble, stop: () => (server.closeAllConnections(), server.close()) };
}
