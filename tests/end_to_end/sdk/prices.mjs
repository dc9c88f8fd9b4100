// What pydantic/genai-prices says that usages cost: reads {"items": [{"provider", "model", "at", "usage", "list"}]} from
// the file named, writes the dollars of each as a JSON list; null where it finds no price. With `list` the price is taken
// from there, and only the sum is its own.
import { readFileSync } from 'node:fs'
import { calcPrice } from '@pydantic/genai-prices'

function priced({ provider, model, at, usage, list }) {
  const timestamp = new Date(at)
  const options = list
    ? { provider: { id: 'list', name: 'list', api_pattern: '', models: [{ id: model, match: { equals: model }, prices: list }] }, timestamp }
    : { providerId: provider, timestamp }
  return calcPrice(usage, model, options)?.total_price ?? null
}

const { items } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
process.stdout.write(JSON.stringify(items.map(priced)))
