// What token_lines.cpp prints, by the npm package `tiktoken`: node token_lines.mjs o200k_base texts out
import fs from "node:fs";
import { get_encoding } from "tiktoken";

const encoding = get_encoding(process.argv[2]);
const texts = fs.readFileSync(process.argv[3]);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const out = [];
for (let at = 0; at < texts.length;) {
    const length = texts.readUInt32LE(at);
    const tokens = encoding.encode_ordinary(decoder.decode(texts.subarray(at + 4, at + 4 + length)));
    out.push(tokens.length === 0 ? "" : `${tokens.join(" ")} `);
    at += 4 + length;
}
fs.writeFileSync(process.argv[4], out.map((line) => `${line}\n`).join(""));
