// The gateway under test: a provider of each dialect in it, clients for it, and the receipt of the call made last.
import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const env = process.env;
const url = env.SWITCHYARD_URL;

export const last = { receipt: '', status: 0, message: '' };

// Below every client: what was answered is noted, whoever asked.
const plainFetch = globalThis.fetch;
globalThis.fetch = async (...parameters) => {
  const answer = await plainFetch(...parameters);
  if (String(parameters[0]?.url ?? parameters[0]).startsWith(url)) {
    Object.assign(last, { receipt: answer.headers.get('x-switchyard-params') ?? '', status: answer.status, message: '' });
    if (answer.status >= 400) last.message = (await answer.clone().json().catch(() => ({}))).error?.message ?? '';
  }
  return answer;
};

const key = env.SWITCHYARD_KEY;
export const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
export const anthropic = new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0 });
export const gemini = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: url } });
export const vercel = {
  openai: createOpenAI({ baseURL: `${url}/v1`, apiKey: key }),
  anthropic: createAnthropic({ baseURL: `${url}/v1`, apiKey: key }),
  google: createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey: key }),
};

/// By the name of each provider: what kind it is, where it is, and a model of its makers, for names tell what a model can.
export const upstreams = {
  openai: { type: 'custom', path: '/openai/v1', model: 'gpt-4.1' },
  responses: { type: 'openai_responses', path: '/responses/v1', model: 'gpt-5' },
  anthropic: { type: 'custom_anthropic', path: '/anthropic/v1', model: 'claude-sonnet-4-5' },
  gemini: { type: 'gemini', path: '/gemini/v1beta', model: 'gemini-2.5-pro' },
  cohere: { type: 'cohere', path: '/cohere/v2', model: 'command-a-reasoning' },
  ollama: { type: 'ollama_native', path: '/ollama', model: 'qwen3:8b' },
  bedrock: { type: 'bedrock', path: '/bedrock', model: 'anthropic.claude-sonnet-4-5-20250929-v1:0', options: { region: 'eu-west-1' }, secret: 'env:MATRIX_AWS_KEY' },
};

async function admin(path, body) {
  const answer = await plainFetch(`${url}/api/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${env.SWITCHYARD_ADMIN_KEY}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

export async function addProviders(port) {
  for (const [name, { type, path, options, secret }] of Object.entries(upstreams)) {
    const { id } = await admin('/providers', { name, type, base_url: `http://127.0.0.1:${port}${path}`, any_model: true, ...(options ? { options } : {}) });
    await admin(`/providers/${id}/keys`, { name: 'key', secret: secret ?? 'env:E2E_KEY_1' });
  }
}
