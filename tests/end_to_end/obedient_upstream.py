"""A scripted provider in a process of its own that does what each prompt orders: clients decide, and can check.

A prompt reads `mark:00000012 do:{"events":30,"end":"fin"}`. What can be ordered:

    events  how many pieces of content (1), each with the mark and its number
    batch   so many of them in one write (all)
    gap     seconds between two writes (0)
    delay   seconds before the answer's head (0)
    usage   [input, output] tokens to report ([7, 3]); null reports none
    end     whole, fin, rst or stall (whole); a list has one for each attempt, the last one repeats
    cut     after how many pieces an end other than whole comes (half of them); -1 is before the head
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

import scripted_steps as steps
from harness import Child, request, until
from history import mark_in
from scripted_upstream import ScriptedUpstream

ORDER = re.compile(r"do:(\{.*\})", re.DOTALL)


def piece(mark, number):
    return f"mark:{mark}#{number} "


def usage_of(tokens):
    return tokens and {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}


class Answer:
    """One call's answer, whole or as a stream of events."""

    def __init__(self, mark, model, order):
        self.mark = mark
        self.model = model
        self.count = order.get("events", 1)
        self.usage = usage_of(order.get("usage", [7, 3]))
        self.common = f'"id":"chatcmpl-{mark}","created":1700000000,"model":"{model}"'

    def events(self, first, end):
        before = (f'data: {{{self.common},"object":"chat.completion.chunk","choices":[{{"index":0,"delta":'
                  f'{{"content":"mark:{self.mark}#').encode()
        after = b' "},"finish_reason":null}]}\n\n'
        return b"".join([b"%b%d%b" % (before, number, after) for number in range(first, min(end, self.count))])

    def last_events(self):
        finish = (f'data: {{{self.common},"object":"chat.completion.chunk","choices":[{{"index":0,"delta":{{}},'
                  f'"finish_reason":"stop"}}]}}\n\n')
        usage = (f'data: {{{self.common},"object":"chat.completion.chunk","choices":[],'
                 f'"usage":{json.dumps(self.usage)}}}\n\n') if self.usage else ""
        return (finish + usage).encode() + steps.DONE

    def whole(self):
        text = "".join(piece(self.mark, number) for number in range(self.count))
        usage = f',"usage":{json.dumps(self.usage)}' if self.usage else ""
        return (f'{{{self.common},"object":"chat.completion","choices":[{{"index":0,"finish_reason":"stop","message":'
                f'{{"role":"assistant","content":"{text}"}}}}]{usage}}}').encode()


class Obedient:
    """Makes the script of a request out of its prompt."""

    def __init__(self):
        self.attempts = Counter()

    def script_of(self, received):
        asked = received.json()
        prompt = asked["messages"][-1]["content"]
        mark = mark_in(prompt)
        ordered = ORDER.search(prompt)
        order = json.loads(ordered.group(1)) if ordered else {}
        ends = order.get("end", "whole")
        end = ends if isinstance(ends, str) else ends[min(self.attempts[mark], len(ends) - 1)]
        if not isinstance(ends, str):
            self.attempts[mark] += 1
        answer = Answer(mark, asked["model"], order)
        return [lambda exchange: obey(exchange, answer, order, end, bool(asked.get("stream")))]


async def obey(exchange, answer, order, end, stream):
    if order.get("delay"):
        await exchange.pause(order["delay"])
    cut = None if end == "whole" else order.get("cut", answer.count // 2)
    if cut is None or cut >= 0:
        await (send_stream if stream else send_whole)(exchange, answer, order, cut)
    if end != "whole":
        await {"fin": steps.fin, "rst": steps.rst, "stall": steps.hang}[end]()(exchange)


async def send_stream(exchange, answer, order, cut):
    await exchange.write(steps.STREAM_HEAD)
    count = answer.count if cut is None else min(cut, answer.count)
    batch = order.get("batch") or answer.count
    for first in range(0, count, batch):
        if first and order.get("gap"):
            await exchange.pause(order["gap"])
        await exchange.write(steps.framed(answer.events(first, min(first + batch, count))))
        exchange.events = min(first + batch, count)
    if cut is None:
        exchange.usage = order.get("usage", [7, 3])
        await exchange.write(steps.framed(answer.last_events()) + steps.framed(b""))


async def send_whole(exchange, answer, _, cut):
    body = answer.whole()
    sent = body if cut is None else body[:len(body) * cut // max(answer.count, 1)]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    if cut is None:
        exchange.usage = order_usage(answer)
    await exchange.write(head.encode() + sent)
    exchange.events = answer.count if cut is None else 0


def order_usage(answer):
    return answer.usage and [answer.usage["prompt_tokens"], answer.usage["completion_tokens"]]


class ObedientUpstream:
    """Starts the process; ends it with the `with` block. Its history is at `history`."""

    def __init__(self, folder):
        self.history = Path(folder) / "upstream.jsonl"
        self.log = Path(folder) / "upstream.log"

    def __enter__(self):
        self.child = Child([sys.executable, __file__, "--history", self.history], None, self.log)
        try:
            self.port = int(self.child.wait_for_line(r"listening on (\d+)\n").group(1))
        except BaseException:
            self.child.kill()
            raise
        self.base_url = f"http://127.0.0.1:{self.port}/v1"
        return self

    def __exit__(self, *_):
        self.child.kill()

    def open_requests(self):
        """How many it is still answering, without the one that asks."""
        return request(self.port, "GET", "/open").json()["open"] - 1

    def wait_until_idle(self, seconds=10):
        """Then its history is complete."""
        until(lambda: self.open_requests() == 0, "the provider has ended every answer", seconds)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--history", required=True)
    chosen = options.parse_args()
    with ScriptedUpstream(chosen.history, keep=False) as upstream:
        obedient = Obedient()

        def script_of(received):
            if received.method == "GET":
                return [steps.answer(200, json.dumps({"open": upstream.open}).encode())]
            return obedient.script_of(received)
        upstream.otherwise(script_of)
        print(f"listening on {upstream.port}", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
