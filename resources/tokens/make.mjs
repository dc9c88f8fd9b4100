// Writes the token tables from the npm package `tiktoken`: resources/tokens/*.tokens, in the format that
// gateway/pricing/tokens/vocabulary.h describes, and gateway/pricing/tokens/char_class_table.cpp.
//
//   (cd tests/end_to_end/tokens && npm ci) && node resources/tokens/make.mjs
//
// Classes of characters are asked of the package's own regular expressions, so that both know the same Unicode.

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");
const require = createRequire(path.join(root, "tests", "end_to_end", "tokens", "package.json"));
const { Tiktoken } = require("tiktoken");

const SPLITTINGS = { cl100k_base: 1, o200k_base: 2 };

function tokensOf(ranks) {
    const tokens = [];
    for (const line of ranks.split("\n").filter(Boolean)) {
        const [, offset, ...encoded] = line.split(" ");
        encoded.forEach((one, i) => { tokens[Number(offset) + i] = Buffer.from(one, "base64"); });
    }
    for (let rank = 0; rank < tokens.length; ++rank)
        if (!tokens[rank] || tokens[rank].length === 0 || tokens[rank].length > 255) throw new Error(`rank ${rank} does not fit`);
    return tokens;
}

function writeTokens(name) {
    const tokens = tokensOf(require(`tiktoken/encoders/${name}.json`).bpe_ranks);
    const head = Buffer.alloc(13);
    head.write("tokens1\n", 0, "latin1");
    head.writeUInt8(SPLITTINGS[name], 8);
    head.writeUInt32LE(tokens.length, 9);
    fs.writeFileSync(path.join(here, `${name}.tokens`),
        Buffer.concat([head, ...tokens.flatMap((token) => [Buffer.from([token.length]), token])]));
    console.log(`${name}: ${tokens.length} tokens`);
}

// The characters that a pattern matches, as a set of code points: an encoding whose tokens are single bytes gives back
// just what its pattern found.
const bytes = "! 0 " + Array.from({ length: 256 }, (_, i) => Buffer.from([i]).toString("base64")).join(" ");
const everything = (() => {
    const parts = [];
    for (let point = 0; point < 0x110000; ++point)
        if (point < 0xd800 || point > 0xdfff) parts.push(String.fromCodePoint(point));
    return parts.join("");
})();

function matching(pattern) {
    const encoding = new Tiktoken(bytes, {}, pattern);
    const found = Buffer.from(encoding.encode_ordinary(everything)).toString("utf8");
    encoding.free();
    return [...found].map((one) => one.codePointAt(0));
}

// In the order of CharClass.
const CLASSES = [null, "[\\p{Lu}\\p{Lt}]", "\\p{Ll}", "[\\p{Lm}\\p{Lo}]", "\\p{M}", "\\p{N}", "[^\\S\\r\\n]", "[\\r\\n]"];

function classify() {
    const classes = new Uint8Array(0x110000);
    CLASSES.forEach((pattern, cls) => {
        if (!pattern) return;
        const points = matching(pattern);
        console.log(`${pattern}: ${points.length} characters`);
        for (const point of points) {
            if (classes[point] !== 0) throw new Error(`U+${point.toString(16)} is in two classes`);
            classes[point] = cls;
        }
    });
    return classes;
}


function writeClasses() {
    const classes = classify();
    const blocks = new Map();
    const blockOf = [];
    for (let at = 0; at < classes.length; at += 256) {
        const block = Array.from(classes.subarray(at, at + 256)).join("");
        if (!blocks.has(block)) blocks.set(block, blocks.size);
        blockOf.push(blocks.get(block));
    }
    const numbers = [];
    let line = "";
    for (const number of blockOf) {
        if (line.length + `${number},`.length > 114) { numbers.push(line); line = ""; }
        line += `${number},`;
    }
    numbers.push(line);
    const digits = [...blocks.keys()];
    fs.writeFileSync(path.join(root, "gateway", "pricing", "tokens", "char_class_table.cpp"), `// Made by resources/tokens/make.mjs: do not edit.
// clang-format off
#include "pricing/tokens/char_class.h"

namespace pricing {

constinit const std::array<std::uint8_t, kClassBlocks> kClassBlockOf{
${numbers.map((one) => `    ${one}`).join("\n")}
};

constinit const std::string_view kClassesOfBlocks =
${digits.map((one) => `    "${one}"`).join("\n")};

} // namespace pricing
`);
    console.log(`${blocks.size} blocks of characters`);
}

Object.keys(SPLITTINGS).forEach(writeTokens);
writeClasses();
