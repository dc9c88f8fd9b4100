"""Request bodies of an exact size."""

import json

CALL_BYTES = 991

SENTENCE = 'The build says "no rule to make target", so look at\n\tthe first line that differs; 42 % are caf\u00e9s. '


def _tool(number):
    return {"type": "function", "function": {
        "name": f"edit_file_{number}", "description": "Replaces one passage of a file by another one.",
        "parameters": {"type": "object", "required": ["path", "old", "new"], "properties": {
            name: {"type": "string", "description": f"what {name} is"} for name in ("path", "old", "new")}}}}


def chat_body(model, size=CALL_BYTES):
    """A small body is one question; a large one is an agent's: tools, and turns of text full of escapes."""
    plan = {"model": model, "temperature": 0.2, "messages": [{"role": "system", "content": "You are brief."}]}
    if size > 20_000:
        plan["tools"] = [_tool(number) for number in range(12)]
        turn = SENTENCE * 15
        while len(json.dumps(plan)) + 2 * len(turn) < size:
            role = "assistant" if len(plan["messages"]) % 2 == 0 else "user"
            plan["messages"].append({"role": role, "content": turn})
    last = {"role": "user", "content": ""}
    plan["messages"].append(last)
    last["content"] = "x" * (size - len(json.dumps(plan)))
    body = json.dumps(plan).encode()
    assert len(body) == size, (len(body), size)
    return body
