// What every provider of the matrix says, whatever its dialect: the answer follows from what it was asked, so that a client
// can tell from the answer whether its question arrived.
//   asked: { stream, said, seen: ['image/png 68'], tools: [name], results: [text], schema, thinks, proofs: [signature] }
export const usage = { input: 11, output: 7 };
export const thought = 'Two cities, two calls.';
export const proof = 'c2lnbmVkIGJ5IHRoZSBtb2RlbA==';
export const shape = { city: 'Paris', degrees: 21 };

const calls = [{ id: 'call_a1', name: 'get_weather', args: { city: 'Paris' } }, { id: 'call_b2', name: 'get_weather', args: { city: 'Oslo' } }];

export function replyTo(asked) {
  const thinking = asked.thinks ? thought : '';
  if (asked.results.length) return { thinking: '', text: `Results: ${asked.results.join(' and ')}.`, calls: [], asked };
  if (asked.tools.includes('json')) return { thinking, text: '', calls: [{ id: 'call_j', name: 'json', args: shape }], asked }; // the Vercel AI SDK's way to an object
  if (asked.tools.length) return { thinking, text: '', calls: structuredClone(calls), asked };
  if (asked.schema) return { thinking, text: JSON.stringify(shape), calls: [], asked };
  if (asked.seen.length) return { thinking, text: `Seen: ${asked.seen.join(', ')}`, calls: [], asked };
  return { thinking, text: `You said: ${asked.said}`, calls: [], asked };
}

export const nothingAsked = () => ({ stream: false, said: '', seen: [], tools: [], results: [], schema: false, thinks: false, proofs: [] });

/// The type and size of what came as base64, so that a byte lost on the way shows.
export const mediaFact = (mimeType, base64) => `${mimeType} ${Buffer.from(base64, 'base64').length}`;

/// `data:image/png;base64,...`, or an address as it is.
export function urlFact(url) {
  const parts = /^data:([^;]+);base64,(.*)$/.exec(url);
  return parts ? mediaFact(parts[1], parts[2]) : url;
}

export const textOf = (content) => (typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join(''));

/// In pieces, as models speak.
export const piecesOf = (text) => text.match(/[\s\S]{1,7}/g) ?? [];

export const frame = (data, event = '') => `${event ? `event: ${event}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
