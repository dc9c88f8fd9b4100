"""Sixteen ways in which providers fail, end to end, as a score card.

In each of them: no call hangs, no cut stream looks whole, at most four attempts, a Retry-After is honoured, the first
token comes within 15 s where another provider is well, service is back within 30 s of the fault's end, and model and
usage on the ledger are those of the provider that really served. All times are multiplied by `pace`, the first-token
time of 10 s included.
"""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import scripted_upstream as script
from figures import Figure
from harness import Switchyard
from scripted_upstream import ScriptedUpstream

SMALL = {"pace": 0.1}
FULL = {"pace": 1.0}

ATTEMPTS = 4
FIRST_TOKEN, IDLE, MOST_FIRST_TOKEN, MOST_RECOVERY = 10, 20, 15, 30  # seconds, times pace
SLACK = 3  # seconds for a busy machine, times nothing
USAGE = {"main": (7, 3), "spare": (11, 5)}
WORDS = 60
TEXT = "".join(f"word{n} " for n in range(WORDS))


class Call:
    """What one streamed call came to, as its client sees it."""

    def __init__(self, gw, model):
        begun = time.monotonic()
        self.first_token, self.text, self.done, self.error = None, "", False, None
        body = {"model": model, "messages": [{"role": "user", "content": "hi"}], "stream": True}
        with gw.open_chat(body, timeout=180) as stream:
            self.status = stream.response.status
            self.id = stream.response.headers["x-request-id"]
            if self.status == 200:
                self.read_events(stream, begun)
            else:
                self.error = json.loads(stream.rest())["error"]
        self.retry_after = stream.response.headers.get("retry-after")
        self.ended = time.monotonic()
        self.seconds = self.ended - begun

    def read_events(self, stream, begun):
        while lines := stream.read_event():
            data = lines.removeprefix(b"data:").strip()
            if data == b"[DONE]":
                self.done = True
            elif data:
                self.take(json.loads(data), begun)

    def take(self, event, begun):
        self.error = event.get("error", self.error)
        for choice in event.get("choices", []):
            piece = choice["delta"].get("content")
            if piece and self.first_token is None:
                self.first_token = time.monotonic() - begun
            self.text += piece or ""

    @property
    def good(self):
        return self.status == 200 and self.done and self.error is None and self.text.strip() == TEXT.strip()


def stream_of(who, words=WORDS, ends=True):
    pieces = [script.more(script.delta(f"word{n} ")) for n in range(1, words)]
    steps = [script.begin(script.delta("word0 ")), *pieces]
    if ends:
        steps.append(script.send(script.framed(script.delta(finish="stop") + script.usage_event(*USAGE[who])
                                               + script.DONE) + script.framed(b"")))
    return steps


class Provider(ScriptedUpstream):
    """Answers by a function of each model's; keeps when each request came."""

    def __init__(self, who):
        super().__init__()
        self.who, self.times, self.answers = who, {}, {}
        self.otherwise(self.script_of)

    def script_of(self, received):
        if received.method != "POST":
            return [script.answer(200, b'{"object":"list","data":[]}')]
        came = self.times.setdefault(received.model, [])
        came.append(time.monotonic())
        make = self.answers.get(received.model)
        return (make and make(len(came))) or stream_of(self.who)


class Stage:
    """The gateway between its clients and two providers; each scenario has a model of its own."""

    def __init__(self, pace):
        self.pace, self.count = pace, 0
        self.main, self.spare, self.gw = Provider("main"), Provider("spare"), Switchyard()
        self.remarks = []

    def __enter__(self):
        for part in (self.main, self.spare, self.gw):
            part.__enter__()
        times = {"first_token_ms": int(FIRST_TOKEN * 1000 * self.pace), "idle_ms": int(IDLE * 1000 * self.pace)}
        self.ids = {
            "main": self.gw.add_provider("main", self.main.base_url, "env:E2E_KEY_1", priority=0, timeouts=times),
            "spare": self.gw.add_provider("spare", self.spare.base_url, "env:E2E_KEY_2", priority=1, timeouts=times)}
        return self

    def __exit__(self, *exception):
        for part in (self.gw, self.spare, self.main):
            part.__exit__(*exception)

    def model(self, main, spare=None, alone=False):
        self.count += 1
        name = f"resilience-{self.count}"
        self.main.answers[name], self.spare.answers[name] = main, spare
        for who in ("main",) if alone else ("main", "spare"):
            made = self.gw.admin("POST", f"/providers/{self.ids[who]}/models", {"name": name})
            assert made.status == 201, made.body
        return name

    def call(self, model):
        return Call(self.gw, model)


class Card:
    """What a scenario found: remarks are what is wrong."""

    def __init__(self, stage):
        self.stage, self.wrong, self.said = stage, [], []

    def check(self, holds, remark):
        if not holds:
            self.wrong.append(remark)

    def judge(self, call, model, healthy_elsewhere=True, served=None, most_seconds=None):
        """What must hold whatever happens; `served`: who must have answered."""
        pace = self.stage.pace
        row = self.stage.gw.wait_for_call(call.id)
        limit = most_seconds if most_seconds is not None else MOST_FIRST_TOKEN + IDLE
        self.check(call.seconds <= limit * pace + SLACK, f"it took {call.seconds:.1f} s")
        self.check(row["attempts"] <= ATTEMPTS, f"{row['attempts']} attempts")
        self.check(call.good or not call.done, "a broken stream ended as if it were whole")
        self.check(call.good or call.error is not None, "it neither went well nor told why not")
        if healthy_elsewhere and call.good:
            self.check(call.first_token <= MOST_FIRST_TOKEN * pace + SLACK, f"first token after {call.first_token:.1f} s")
        if served:
            self.check(call.good, f"{served} should have served it: {call.status} {call.error}")
            self.check(row["provider"] == served, f"booked on {row['provider']}")
            self.check((row["input_tokens"], row["output_tokens"]) == USAGE[served], "another one's usage was booked")
            self.check((row["routed_model"], row["billed_model"]) == (model, "scripted-1"), "another model was booked")
            self.check(row["outcome"] == "done", f"the outcome is {row['outcome']}")
        self.said.append(f"{call.status} {row['provider']} x{row['attempts']}")
        return row

    def figure(self, name, goal):
        value = "; ".join(dict.fromkeys(self.wrong)) if self.wrong else ", ".join(dict.fromkeys(self.said))
        return Figure(name, value[:110], goal, not self.wrong)


def always(steps):
    return lambda nth: steps


def once(steps):
    return lambda nth: steps if nth == 1 else None


def limited(seconds):
    return [script.status(429, ("retry-after-ms", str(int(seconds * 1000))))]


def no_request_before(card, provider, model, seconds):
    """After a refusal the same key is left alone for as long as it asked."""
    came = provider.times.get(model, [])
    for before, after in zip(came, came[1:]):
        card.check(after - before >= seconds * 0.98, f"asked again after {after - before:.2f} s instead of {seconds:.2f}")


def retry_after_once(stage, card):
    wait = 5 * stage.pace
    model = stage.model(once(limited(wait)), alone=True)
    card.judge(stage.call(model), model, healthy_elsewhere=False, served="main")
    no_request_before(card, stage.main, model, wait)
    both = stage.model(once(limited(wait)))
    for _ in range(3):  # while it rests, the other serves at once
        card.judge(stage.call(both), both, served="spare")
    card.check(len(stage.main.times[both]) == 1, "it was asked while it rested")


def retry_after_always(stage, card):
    model = stage.model(always(limited(60)))
    for _ in range(4):
        card.judge(stage.call(model), model, served="spare")
    card.check(len(stage.main.times[model]) == 1, "it was asked while it rested")
    alone = stage.model(always(limited(60)), alone=True)
    first = stage.call(alone)
    card.judge(first, alone, healthy_elsewhere=False)
    second = stage.call(alone)  # is refused here: nothing is booked
    card.check((second.status, second.retry_after) == (429, "60") or second.retry_after == "59",
               f"refused with {second.status}, retry-after {second.retry_after}")
    card.check(len(stage.main.times[alone]) == 1, "it was asked before its time")


def server_error_once(stage, card):
    model = stage.model(once([script.status(500)]))
    card.judge(stage.call(model), model, served="main")


def unavailable_always(stage, card):
    model = stage.model(always([script.status(503)]))
    with ThreadPoolExecutor(8) as pool:
        for call in pool.map(stage.call, [model] * 16):
            card.judge(call, model, served="spare")
    asked = len(stage.main.times[model])
    for _ in range(5):
        card.judge(stage.call(model), model, served="spare")
    card.check(len(stage.main.times[model]) == asked, "the breaker did not open")


def reset_before_headers(stage, card):
    model = stage.model(always([script.rst()]))
    card.judge(stage.call(model), model, served="spare")


def no_answer(stage, card):
    model = stage.model(always([script.stall(120 * stage.pace), *stream_of("main")]))
    card.judge(stage.call(model), model, served="spare")
    alone = stage.model(once([script.stall(120 * stage.pace), *stream_of("main")]), alone=True)
    card.judge(stage.call(alone), alone, healthy_elsewhere=False, served="main")


def late_first_token(stage, card):
    late = [script.begin(), script.stall(20 * stage.pace), script.fin()]
    model = stage.model(always(late))
    card.judge(stage.call(model), model, served="spare")


def cut_in_the_middle(stage, card):
    model = stage.model(always([*stream_of("main", 40, ends=False), script.fin()]))
    call = stage.call(model)
    row = card.judge(call, model)
    card.check(not call.done and call.error["code"] == "upstream_stream_cut", f"it ended with {call.error}")
    card.check((row["provider"], row["outcome"]) == ("main", "partial"), "not booked as partial")
    card.check(row["attempts"] == 1 and row["output_tokens"] >= 40, "what was made is not booked")


def stall_in_the_middle(stage, card):
    model = stage.model(always([*stream_of("main", 40, ends=False), script.stall(30 * stage.pace), script.fin()]))
    call = stage.call(model)
    card.judge(call, model)
    card.check(not call.done and call.error["code"] == "upstream_timeout", f"it ended with {call.error}")


def malformed_chunk(stage, card):
    garbage = b"data: {\"choices\":[\x01\x02\xff not json\n\n"
    early = stage.model(always([script.begin(garbage), script.hang()]))
    card.judge(stage.call(early), early, served="spare")
    late = stage.model(always([*stream_of("main", 40, ends=False), script.more(garbage), script.hang()]))
    call = stage.call(late)
    card.judge(call, late)
    card.check(not call.done and call.error is not None, "garbage was passed on as an answer")


def no_done(stage, card):
    whole = [*stream_of("main", ends=False), script.send(script.framed(script.delta(finish="stop")
             + script.usage_event(*USAGE["main"])) + script.framed(b""))]
    model = stage.model(always(whole))
    call = stage.call(model)
    card.check(call.status == 200 and call.error is None and call.text.strip() == TEXT.strip(), "it was not whole")
    row = stage.gw.wait_for_call(call.id)
    card.check((row["outcome"], row["input_tokens"], row["output_tokens"]) == ("done", *USAGE["main"]), "wrongly booked")
    card.said.append(f"{call.status} {row['provider']} x{row['attempts']}")
    unfinished = stage.model(always([*stream_of("main", ends=False), script.send(script.framed(b""))]))
    card.judge(stage.call(unfinished), unfinished)


def bad_request(code, message):
    def scenario(stage, card):
        model = stage.model(always([script.status(400, message=message, error_code=code)]))
        call = stage.call(model)
        row = card.judge(call, model)
        card.check((call.status, call.error["code"]) == (400, code), f"the client got {call.status} {call.error}")
        card.check(row["attempts"] == 1, "a request that is at fault itself was sent again")
        well = stage.call(stage.model(None))
        card.check(well.good, "the provider was blamed for it")
    return scenario


def fallback_rejects(stage, card):
    model = stage.model(always([script.status(503, message="the first one")]),
                        always([script.status(400, message="not with me")]))
    call = stage.call(model)
    row = card.judge(call, model)
    card.check(call.status == 503 and call.error["message"] == "the first one", f"the client got {call.error}")
    card.check([one["failure"] for one in row["attempt_list"]][-1] == "bad_request", "the rejection is not on the ledger")


def flapping(stage, card):
    """Up and down every three seconds for a minute, with a spare and without."""
    begun, lasts = time.monotonic(), 60 * stage.pace
    period = 3 * stage.pace

    def flap(_):
        since = time.monotonic() - begun
        return [script.status(503)] if since < lasts and int(since / period) % 2 == 0 else None

    both, alone = stage.model(flap), stage.model(flap, alone=True)
    recovered = threading.Event()
    back = []

    def keep_calling(model, on_end):
        while time.monotonic() - begun < lasts:
            on_end(stage.call(model))
            time.sleep(0.5 * stage.pace)

    def recover():
        while not recovered.is_set():
            if stage.call(alone).good:
                back.append(time.monotonic() - begun - lasts)
                recovered.set()

    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(keep_calling, both, lambda call: card.judge(call, both)
                            and card.check(call.good, f"a client saw it: {call.status} {call.error}")),
                pool.submit(keep_calling, alone, lambda call: card.judge(call, alone, healthy_elsewhere=False))]
        for one in work:
            one.result()
        recover()
    card.check(back[0] <= MOST_RECOVERY * stage.pace + SLACK, f"back after {back[0]:.1f} s")
    card.said = [f"no client saw it, back after {max(0, back[0]):.1f} s"]


def accounting(stage, card):
    model = stage.model(always([script.status(503)]))
    call = stage.call(model)
    row = card.judge(call, model, served="spare")
    failed = [one for one in row["attempt_list"] if one["provider"] == "main"]
    card.check(failed and all(one["cost_nanos"] == 0 and one["output_tokens"] == 0 for one in failed),
               "a refusal was charged")


SCENARIOS = {
    "429 with Retry-After once": retry_after_once,
    "429 always": retry_after_always,
    "500 once": server_error_once,
    "503 always": unavailable_always,
    "reset before headers": reset_before_headers,
    "no answer for 120 s": no_answer,
    "first token after 20 s": late_first_token,
    "cut after 40 of 60 tokens": cut_in_the_middle,
    "stall of 30 s in the middle": stall_in_the_middle,
    "malformed chunk": malformed_chunk,
    "no [DONE]": no_done,
    "400 context length": bad_request("context_length_exceeded", "maximum context length is 8192 tokens"),
    "400 content policy": bad_request("content_policy_violation", "your request was rejected by our safety system"),
    "a fallback that rejects it": fallback_rejects,
    "60 s of flapping": flapping,
    "503, then success elsewhere": accounting,
}
GOAL = "one clean end, <= 4 attempts, right books"


def carry_out(stage, name, scenario):
    card = Card(stage)
    try:
        scenario(stage, card)
    except Exception as error:  # the others are still worth knowing
        card.wrong.append(f"{type(error).__name__}: {error}")
    return card.figure(name, GOAL)


def prove(_seed, pace):
    with Stage(pace) as stage:
        return [carry_out(stage, name, scenario) for name, scenario in SCENARIOS.items()]
