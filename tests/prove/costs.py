"""Cost pages and reports over a year of ten million calls: as quick as over ten thousand, and equal to the calls' sums.

The rows are written by SQL while no gateway runs: 50 keys, 12 models of 5 providers, sums as the ledger adds them up.
"""

import http.client
import json
import sqlite3
import statistics
import time
from pathlib import Path

from figures import Figure
from harness import Switchyard, until

SMALL = {"rows": 20_000, "rounds": 3, "goal_ms": 3_000}  # other tests run beside it: only that it adds up counts
FULL = {"rows": 10_000_000, "rounds": 9, "goal_ms": 100}

BATCH = 250_000
BLOCK_ROWS = 512
DAY_MS = 24 * 3600 * 1000
SPAN_MS = 365 * DAY_MS
MIGRATION = (Path(__file__).resolve().parents[2] / "gateway/storage/migrations/usage/0008_cost_rollups.sql")

CALLS_SQL = """
WITH RECURSIVE numbers (i) AS (SELECT :first UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :last)
INSERT INTO requests (no, id, started_ms, overhead_us, first_token_us, duration_us, client_key_id, client_key_name, endpoint,
    stream, requested_model, routed_model, billed_model, provider_id, provider_name, status, outcome, error_code,
    input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens,
    usage_reported, cost_nanos, confidence, attempts)
SELECT i + 1, printf('req_%018x', i), :begin + i * :span / :rows, 60, 300000 + i % 7919, 900000 + i % 104729,
       'key_' || (i * 7919 % 50), 'key ' || (i * 7919 % 50), 'chat.completions', i % 2,
       'model-' || (i * 31 % 12), 'model-' || (i * 31 % 12), 'model-' || (i * 31 % 12),
       'prov_' || (i * 31 % 12 % 5), 'provider ' || (i * 31 % 12 % 5), iif(i % 50 = 0, 502, 200),
       iif(i % 50 = 0, 'failed', 'done'), iif(i % 50 = 0, 'all_attempts_failed', ''),
       500 + i % 1009, i % 251, 0, 0, 100 + i % 503, 0, 1,
       iif(i * 31 % 12 = 11, 0, 1000 * (i * 48271 % 100003)),
       iif(i * 31 % 12 = 11, 'unpriced', iif(i % 97 = 0, 'estimated', 'measured')), 1
FROM numbers
"""
ATTEMPTS_SQL = """
INSERT INTO cost_records (request_id, attempt, provider_id, provider_name, key_id, model, billed_model, started_ms,
    first_byte_us, duration_us, status, failure, error, input_tokens, cache_read_tokens, cache_write_5m_tokens,
    cache_write_1h_tokens, output_tokens, reasoning_tokens, usage_reported, cost_nanos, confidence)
SELECT id, 0, provider_id, provider_name, 'pkey', routed_model, billed_model, started_ms, first_token_us, duration_us, status,
       iif(outcome = 'done', 'none', 'server_error'), '', input_tokens, cache_read_tokens, 0, 0, output_tokens, 0, 1,
       cost_nanos, confidence
FROM requests WHERE no > :first AND no <= :last
"""
QUARTERS_SQL = """
INSERT INTO usage_rollups (bucket_ms, provider_id, client_key_id, model, outcome, provider_name, client_key_name, calls, errors,
    attempts, failed_attempts, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
    cost_nanos, unpriced_calls, estimated_calls, duration_us, first_token_us, first_token_calls, unpriced_input_tokens,
    unpriced_output_tokens, estimated_nanos)
SELECT started_ms - started_ms % 900000, provider_id, client_key_id, billed_model, iif(outcome = 'done', 'ok', 'error'),
       max(provider_name), max(client_key_name), count(*), sum(outcome <> 'done'), count(*), sum(outcome <> 'done'),
       sum(input_tokens), sum(cache_read_tokens), 0, sum(output_tokens), 0, sum(cost_nanos), sum(confidence = 'unpriced'),
       sum(confidence = 'estimated'), sum(duration_us), sum(first_token_us), count(*),
       sum(iif(confidence = 'unpriced', input_tokens, 0)), sum(iif(confidence = 'unpriced', output_tokens, 0)),
       sum(iif(confidence = 'estimated', cost_nanos, 0))
FROM requests GROUP BY 1, 2, 3, 4, 5
"""
SUMS = ("calls", "errors", "attempts", "failed_attempts", "input_tokens", "cache_read_tokens", "cache_write_tokens",
        "output_tokens", "reasoning_tokens", "cost_nanos", "unpriced_calls", "estimated_calls", "duration_us", "first_token_us",
        "first_token_calls", "unpriced_input_tokens", "unpriced_output_tokens", "estimated_nanos")
BUCKETS_SQL = f"""
INSERT INTO usage_buckets (bucket_ms, {', '.join(SUMS)}, ok_calls, first_choice_calls)
SELECT bucket_ms, {', '.join(f'sum({name})' for name in SUMS)}, sum(iif(outcome = 'ok', calls, 0)),
       sum(iif(outcome = 'ok', calls, 0))
FROM usage_rollups GROUP BY bucket_ms
"""


def await_summaries(gw, rows):
    """Rows are summarised as they come; these came all at once, and nothing else is to run beside what is measured."""
    def done():
        with sqlite3.connect(f"file:{gw.data_dir / 'usage.db'}?mode=ro", uri=True) as database:
            return database.execute("SELECT count(*) FROM request_blocks").fetchone()[0] >= rows // BLOCK_ROWS
    until(done, "all rows are summarised", 3600)


def rollup_sql():
    """How the step that made them added up what was there."""
    text = MIGRATION.read_text(encoding="utf-8")
    begin = text.index("WITH spans")
    end = text.index(";", begin)
    names = text[text.index("INSERT INTO seen_names"):text.index("-- Sessions")]
    return text[begin:end], names


def fill(path, rows, begin):
    """The sum of all calls' costs."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    for table in ("requests", "cost_records", "usage_rollups", "usage_buckets", "cost_rollups", "seen_names"):
        database.execute(f"DELETE FROM {table}")
    indexes = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
                               "AND tbl_name IN ('requests', 'cost_records')").fetchall()
    for name, _ in indexes:  # made in one go afterwards: row by row they take most of the time
        database.execute(f"DROP INDEX {name}")
    for first in range(0, rows, BATCH):
        last = min(rows, first + BATCH)
        database.execute("BEGIN")
        database.execute(CALLS_SQL, {"first": first, "last": last, "begin": begin, "span": SPAN_MS, "rows": rows})
        database.execute(ATTEMPTS_SQL, {"first": first, "last": last})
        database.execute("COMMIT")
    for _, sql in indexes:
        database.execute(sql)
    sums, names = rollup_sql()
    database.executescript(f"BEGIN; {QUARTERS_SQL}; {BUCKETS_SQL}; {sums}; {names}; COMMIT;")
    total = database.execute("SELECT sum(cost_nanos) FROM requests").fetchone()[0]
    counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("usage_rollups", "cost_rollups")]
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return total, counts


def paths(begin):
    """What is asked, each over the whole year; the zone's days begin at a quarter past."""
    span = "zone=Asia/Kathmandu&from=" + time.strftime("%Y-%m-%d", time.gmtime(begin / 1000 - 86400)) + "&to=2100-01-01"
    yield "now", "/cost/current?zone=Asia/Kathmandu"
    yield "30 days", "/cost/daily?zone=Asia/Kathmandu"
    yield "summary", f"/cost/summary?{span}"
    for name in ("provider", "key", "model", "tag", "session"):
        yield f"by {name}", f"/cost/by-{name}?{span}"
    yield "by day", f"/reports/billing?{span}&period=day"
    yield "by month and model", f"/reports/billing?{span}&period=month&group_by=model"
    yield "by key and model", f"/reports/billing?{span}&group_by=key,model"
    yield "by week and provider", f"/reports/usage?{span}&period=week&group_by=provider"
    yield "by day and model", f"/reports/billing?{span}&period=day&group_by=model"
    yield "of one key, by model", f"/cost/by-model?{span}&key=key_7"


def timed(gw, path):
    connection = http.client.HTTPConnection("127.0.0.1", gw.port, timeout=300)
    began = time.monotonic()
    connection.request("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {gw.admin_key}"})
    response = connection.getresponse()
    body = response.read()
    spent = (time.monotonic() - began) * 1000
    connection.close()
    assert response.status == 200, body[:300]
    return json.loads(body), spent


def prove(seed, rows, rounds, goal_ms):
    del seed  # the same calls every time: their sums are known
    figures = []
    with Switchyard() as gw:
        gw.stop()
        begin = (int(time.time() * 1000) // DAY_MS - 364) * DAY_MS
        total, (quarters, spans) = fill(gw.data_dir / "usage.db", rows, begin)
        size = (gw.data_dir / "usage.db").stat().st_size
        figures.append(Figure("size", f"{size / 2**20:,.0f} MiB, {size / rows:,.0f} B a call; {quarters:,} and {spans:,} sums",
                              "stated", True))
        gw.start()
        await_summaries(gw, rows)
        for name, path in paths(begin):
            answers = [timed(gw, path) for _ in range(rounds)]
            spent = statistics.median(spent for _, spent in answers)
            answer = answers[0][0]
            exact = True
            if "data" in answer and name not in ("by session", "30 days", "of one key, by model"):
                exact = sum(row["cost_nanos"] for row in answer["data"]) == answer["total"]["cost_nanos"] == total
            figures.append(Figure(name, f"{spent:.1f} ms" + ("" if exact else ", not the sum of the calls"),
                                  f"<= {goal_ms} ms, to the nano", exact and spent <= goal_ms))
    return figures
