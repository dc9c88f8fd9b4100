// What all clients ask in the same words, and how their answers are judged.
import assert from 'node:assert/strict';
import { shape, thought, usage } from './script.mjs';

export const hello = 'Say hello.';
export const helloBack = `You said: ${hello}`;
export const look = 'What is this?';
export const question = 'How warm is it in Paris and in Oslo?';
export const warmth = { Paris: '21 C', Oslo: '9 C' };
export const weather = {
  name: 'get_weather', description: 'Tells how warm it is.',
  schema: { type: 'object', properties: { city: { type: 'string', description: 'Where' } }, required: ['city'], additionalProperties: false },
};
export const answerShape = { type: 'object', properties: { city: { type: 'string' }, degrees: { type: 'integer' } }, required: ['city', 'degrees'], additionalProperties: false };

export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const wav = Buffer.from('RIFF\x04\0\0\0WAVE', 'latin1').toString('base64');
export const pdf = Buffer.from('%PDF-1.4 a page').toString('base64');
export const sizeOf = (base64) => Buffer.from(base64, 'base64').length;

export function judgeUsage(input, output) {
  assert.deepEqual([input, output], [usage.input, usage.output], 'usage');
}

/// Both calls, in order, arguments and all: `[{ name, args, id }]`.
export function judgeCalls(calls) {
  assert.deepEqual(calls.map(({ name, args }) => [name, args]), [['get_weather', { city: 'Paris' }], ['get_weather', { city: 'Oslo' }]]);
}

export const judgeResults = (text) => assert.match(text, /^Results: .*21 C.* and .*9 C/);
export const judgeShape = (value) => assert.deepEqual(value, shape);
export const judgeThought = (text) => assert.equal(text, thought);
