#!/usr/bin/env python3
"""Makes catalogue.json, the prices that travel inside the program, from a price list of pydantic/genai-prices.

    make.py GENAI_PRICES.json 2026-08-21 > catalogue.json

The date is that of the list. Amounts become pico-US-dollars per unit, with six decimals at most. Two things the list does not have are
added, both published by Anthropic: cache writes that last an hour cost twice the input, a web search costs a cent.
"""

import json
import sys
from decimal import ROUND_HALF_EVEN, Decimal

PER_MILLION_TOKENS = 10**6  # dollars per million tokens -> pico-dollars per token
PER_THOUSAND_REQUESTS = 10**9
WEB_SEARCH = 10**10
MILLIONTH = Decimal("0.000001")
NAMES = {
    "input_mtok": "input",
    "cache_read_mtok": "cache_read",
    "cache_write_mtok": "cache_write_5m",
    "output_mtok": "output",
    "input_audio_mtok": "input_audio",
    "cache_audio_read_mtok": "cache_audio_read",
    "output_audio_mtok": "output_audio",
    "requests_kcount": "request",
}
# Our provider types that each of the list's providers stands for.
TYPES = {
    "anthropic": ["anthropic"],
    "aws": ["bedrock"],
    "azure": ["azure"],
    "cerebras": ["cerebras"],
    "cohere": ["cohere"],
    "deepseek": ["deepseek"],
    "fireworks": ["fireworks"],
    "google": ["gemini", "gemini_openai", "vertex"],
    "groq": ["groq"],
    "minimax": ["minimax", "minimax_cn"],
    "mistral": ["mistral"],
    "moonshotai": ["moonshot", "moonshot_cn"],
    "openai": ["openai"],
    "openrouter": ["openrouter"],
    "perplexity": ["perplexity"],
    "together": ["together"],
    "x-ai": ["xai"],
    "zhipuai": ["zhipu", "zhipu_cn"],
}
SIGNS = {"equals": "=", "starts_with": "^", "ends_with": "$", "contains": "~", "regex": "/"}
STATE_COST = {"openrouter", "perplexity", "x-ai"}  # in their answers, as their bill will
OURS = [
    {"id": "sandbox", "name": "Sandbox", "types": ["sandbox"], "alone": True,
     "models": [{"id": "*", "match": ["*"], "prices": [{"input": 0, "output": 0}]}]},
    # What somebody takes for a model says nothing of what it costs to run it here.
    {"id": "local", "name": "Local runtimes", "types": ["ollama", "ollama_native", "lmstudio", "llamacpp", "vllm"],
     "alone": True, "models": []},
]


def picos(name, dollars):
    """Some figures of the list are sums or quotients of doubles: 0.18000000000000002 is 0.18, and a twelfth has no end."""
    per = PER_THOUSAND_REQUESTS if name == "request" else PER_MILLION_TOKENS
    exact = (Decimal(dollars) * per).quantize(MILLIONTH, ROUND_HALF_EVEN)
    return int(exact) if exact == int(exact) else float(exact)


def rule(logic):
    """One condition as a sign and its text; several that must all hold as a list of them."""
    (kind, value), = logic.items()
    return [rule(one) for one in value] if kind == "and" else SIGNS[kind] + value


def rules(logic):
    return [rule(one) for one in logic["or"]] if "or" in logic else [rule(logic)]


def amounts(listed):
    """What holds from the first token, and what holds instead above each number of input tokens."""
    base, above = {}, {}
    for key, value in listed.items():
        name = NAMES[key]
        tiered = isinstance(value, dict)
        base[name] = picos(name, value["base"] if tiered else value)
        for tier in value["tiers"] if tiered else ():
            above.setdefault(tier["start"], {})[name] = picos(name, tier["price"])
    return base, above


def add_published(base, above, claude, searches):
    for prices, given in [(base, base), *((tier, base) for tier in above.values())]:
        if claude and "cache_write_5m" in given and "input" in prices:
            prices["cache_write_1h"] = 2 * prices["input"]
    if searches and base:
        base["tool_use"] = WEB_SEARCH


def price_set(entry, claude, searches):
    base, above = amounts(entry["prices"])
    add_published(base, above, claude, searches)
    out = {}
    constraint = entry.get("constraint", {})
    if "start_date" in constraint:
        out["from"] = constraint["start_date"]
    if "start_time" in constraint:
        out["between"] = [constraint["start_time"], constraint["end_time"]]
    out |= base
    if above:
        out["tiers"] = [{"above": start, **above[start]} for start in sorted(above)]
    return out


def model(provider, listed):
    claude = "claude" in listed["id"] or "claude" in json.dumps(listed["match"])
    entries = listed["prices"] if isinstance(listed["prices"], list) else [{"prices": listed["prices"]}]
    prices = [price_set(entry, claude, claude and provider == "anthropic") for entry in entries]
    out = {"id": listed["id"]}
    match = rules(listed["match"])
    if match != ["=" + listed["id"]]:
        out["match"] = match
    if listed.get("context_window"):
        out["context"] = listed["context_window"]
    if prices == [{}]:  # a model that is known, and free where its name says so; else nobody knows its price
        prices = [{"input": 0, "output": 0}] if listed["id"].endswith(":free") else []
    out["prices"] = prices
    return out


def provider(listed):
    out = {"id": listed["id"], "name": listed["name"]}
    if listed["id"] in TYPES:
        out["types"] = TYPES[listed["id"]]
    if listed["id"] in STATE_COST:
        out["states_cost"] = True
    if "provider_match" in listed:
        out["called"] = rules(listed["provider_match"])
    if "model_match" in listed:
        out["makes"] = rules(listed["model_match"])
    if listed.get("fallback_model_providers"):
        out["fallback"] = listed["fallback_model_providers"]
    out["models"] = [model(listed["id"], one) for one in listed["models"]]
    return out


def write(providers, date):
    """One line a model, so that a difference between two versions can be read."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    print('{"about":"Pico-US-dollars per unit: 1000000 is one dollar per million tokens. Made by make.py. Figures after '
          'pydantic/genai-prices, MIT, Copyright (c) Pydantic Services Inc. 2025 to present.",')
    print(f'"date":"{date}",\n"providers":[')
    for place, one in enumerate(providers):
        head = json.dumps({key: value for key, value in one.items() if key != "models"}, **compact)
        print(head[:-1] + ',"models":[')
        print(",\n".join(json.dumps(row, **compact) for row in one["models"]))
        print("]}" + ("," if place + 1 < len(providers) else ""))
    print("]}")


def main():
    path, date = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        listed = json.load(file, parse_float=Decimal)
    write([*map(provider, listed), *OURS], date)


if __name__ == "__main__":
    main()
