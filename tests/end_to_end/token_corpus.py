"""Texts to count tokens of: what is in this tree, and what texts in this tree do not have. The same ones every time."""

import random
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = {".cpp", ".h", ".py", ".mjs", ".md", ".json", ".sql", ".cmake", ".txt", ".svg", ".ts", ".qrc"}
FOLDERS = ("gateway", "ui", "app", "tests", "resources", "translations")
SKIPPED = {"node_modules", "corpus", "golden", "__pycache__"}
FILE_BYTES = 16_000  # of each file; the languages' files are long and alike

EMOJI = ["👩‍👩‍👧‍👦", "🏳️‍🌈", "🧑🏽‍💻", "👍🏿", "🇨🇳🇩🇪", "❤️", "☺︎", "1️⃣", "🫠", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
CHINESE = "今天天气很好，我们去公园散步吧。请把以下文字翻译成英文：路由器会把请求发送到最便宜的模型。价格是￥１２３．４５元！「引用」——他说……龘靐齉"
OTHERS = ["こんにちは、世界！カタカナ・ひらがな", "안녕하세요 세계", "مرحبا بالعالم ١٢٣٤", "שלום עולם", "नमस्ते दुनिया १२३", "สวัสดีชาวโลก",
          "Здравствуй, мир", "ΑΒΓ αβγ Ὀδυσσεύς", "Xin chào thế giới", "ǅungla ǈubav ǲ", "İstanbul ıssız", "ﬁne ﬂow", "Ⅷ ⅷ ² ½ ①", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛"]
SPECIAL = ["<|endoftext|>", "<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>", "<|endofprompt|>", "<|im_start|>user\nhi<|im_end|>",
           "<|start|>assistant<|channel|>final<|message|>"]
CONTRACTIONS = ["I'm you're he'S we'LL they'd I'VE don'T it'ſ", "'s's't", "x'rex 'RE 'Ll", "''s '", "HTTPServer'sURL", "o'clock's",
                "I’m you’re", "rock'n'roll 'd'", "CAN'T'VE", "ABC'dEF"]
BLANKS = [" ", "\t", "\n", "\r", "\r\n", "\u00a0", "\u3000", "\u2028", "\u0085", "\v", "\f"]
BROKEN = [b"\xff\xfe", b"ab\xc3", b"\xe4\xbd", b"\xf0\x9f\x98x", b"\xed\xa0\x80z", b"\xc0\xafq", b"\xf4\x90\x80\x80", b"\x80\x81 a",
          b"\xe4\xbd\xa0\xe5\xa5", b"\xf0\x80\x80\x80\xf8\x88"]


def files():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file() and not SKIPPED & set(path.parts):
                yield path.read_bytes()[:FILE_BYTES]


def repeated():
    """Runs that a careless merge takes its square for."""
    for piece in ("a", "ab", "A", " ", "\n", "0", "!", "=", "字", "́", "é", "-", "👍", "aA", " \n", "\t "):
        for count in (2, 3, 7, 63, 96, 97, 500, 4000):
            yield piece * count
            yield piece * count + "x"


def planes():
    """Every character there is, in rows and beside letters, marks, figures and blanks."""
    points = [chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF]
    for at in range(0, len(points), 64):
        row = points[at:at + 64]
        if at > 0x33000 and at % 0x4000:  # nothing but free places from there on
            continue
        yield "".join(row)
        yield "".join(f"a{one}B{one}{one} {one}'s1{one}\u0301b\n" for one in row[:: 1 if at < 0x3100 else 9])


def drawn(rng):
    def ascii_text():
        return "".join(chr(rng.randrange(32, 127)) for _ in range(rng.randrange(1, 60)))

    def point():
        while True:
            value = rng.randrange(0x110000) if rng.random() < 0.2 else rng.randrange(0x3400)
            if not 0xD800 <= value <= 0xDFFF:
                return chr(value)

    letters = "aZbY\u0301\u02b0\u01c5字ſ'’ \t\n\r/.1٣"
    makers = [
        ascii_text,
        lambda: "".join(point() for _ in range(rng.randrange(1, 30))),
        lambda: "".join(rng.choice(letters) for _ in range(rng.randrange(1, 25))),
        lambda: "".join(rng.choice(BLANKS) for _ in range(rng.randrange(1, 8))) + rng.choice(["x", "字", "!", "", "7"]),
        lambda: "".join(rng.choice("abcdefghijklmnopqrstuvwxyzABC") for _ in range(rng.randrange(1, 200))),
        lambda: "".join(rng.choice(CHINESE) for _ in range(rng.randrange(1, 120))),
        lambda: "".join(rng.choice(EMOJI + OTHERS + SPECIAL + CONTRACTIONS + BLANKS) for _ in range(rng.randrange(1, 9))),
        lambda: str(rng.randrange(10 ** rng.randrange(1, 40))),
    ]
    return rng.choice(makers)()


def texts(seed=7, random_texts=20_000):
    """All of them, as bytes."""
    rng = random.Random(seed)
    for content in files():
        yield content
        yield from content.split(b"\n")
    for group in (EMOJI, [CHINESE], OTHERS, SPECIAL, CONTRACTIONS, BLANKS, repeated(), planes()):
        for text in group:
            yield text.encode()
    for _ in range(random_texts):
        yield drawn(rng).encode()
    for _ in range(random_texts // 10):
        yield b"".join(rng.choice(BROKEN + [b"abc ", "é字".encode(), bytes([rng.randrange(256)])]) for _ in range(rng.randrange(1, 8)))


def write(path):
    """For token_lines. Returns the texts."""
    all_texts = list(dict.fromkeys(texts()))
    with open(path, "wb") as file:
        for text in all_texts:
            file.write(struct.pack("<I", len(text)))
            file.write(text)
    return all_texts
