"""The fuzz targets of `tests/fuzz`: no input makes a parser crash, read beyond its bytes or break its word.

Needs clang 19. At full scale the targets are built and each runs for ten minutes of processor time, going on from what
earlier runs have learnt (`build/fuzz/learnt`); an input that breaks one is left in `build/fuzz/findings` and belongs
into the target's corpus once it is mended. The small version gives each target a few seconds, if a full run has built
them from the sources as they are.
"""

import os
import re
import shutil
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from figures import Figure
from harness import bind_to_parent

SMALL = {"seconds": 4, "full": False}
FULL = {"seconds": 600, "full": True}

ROOT = Path(__file__).resolve().parents[2]
FUZZ = ROOT / "tests" / "fuzz"
BUILT = ROOT / "build" / "fuzz"
STAMP = BUILT / "built"
COMPILER = "clang++-19"
SIDE_BY_SIDE = 2
NICE = 10
LONGEST = 1024  # bytes of an input; the targets' limits are set so that this reaches all of them
SLICE = 150  # seconds by the clock
GRACE = 120  # seconds: loading the corpus, writing the last figures
LAST_LINE = re.compile(r"^#\d+\s+\w+\s+cov: (\d+) ft: (\d+)", re.MULTILINE)
EXECUTIONS = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


class Run(NamedTuple):
    """What came of one target. Unit: seconds of processor time."""

    target: str
    executions: int
    coverage: int
    features: int
    cpu: float
    finding: str


def targets():
    return sorted(path.name.removesuffix("_fuzz.cpp") for path in FUZZ.glob("*_fuzz.cpp"))


def program(target):
    return BUILT / f"fuzz_{target}"


def build_targets():
    """Errors: CalledProcessError when it does not configure or compile; the output tells why."""
    if not (BUILT / "build.ninja").is_file():
        subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    began = time.time()
    subprocess.run(["cmake", "--build", "--preset", "fuzz"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    STAMP.touch()
    os.utime(STAMP, (began, began))


def is_current():
    """Whether nothing was changed since the last build. Few programs depend on all of it."""
    if not STAMP.is_file():
        return False
    sources = [path for folder in (ROOT / "gateway", FUZZ) for end in ("cpp", "h") for path in folder.rglob(f"*.{end}")]
    return max(path.stat().st_mtime for path in sources) < STAMP.stat().st_mtime


def dictionary(target):
    """The words of its format, where there are any beside those in its corpus."""
    path = FUZZ / "dictionaries" / f"{target}.dict"
    return [f"-dict={path}"] if path.is_file() else []


def command(target, seed, seconds, learnt, findings):
    return ["nice", "-n", str(NICE), str(program(target)), f"-seed={seed % 1_000_000 + 1}",
            f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10",
            "-rss_limit_mb=1024", "-print_final_stats=1", *dictionary(target),
            f"-artifact_prefix={findings}/{target}-", str(learnt), str(FUZZ / "corpus" / target)]


def what_it_found(log, code, findings, target):
    """Empty when all went well; else what broke, and where the input is."""
    if code == 0:
        return ""
    words = re.search(r"fuzz: broken: .*|ERROR: .*|.*runtime error: .*", log)
    inputs = sorted(path.name for path in findings.glob(f"{target}-*"))
    return f"{words.group(0) if words else f'it ended with {code}'}; {', '.join(inputs) or 'no input was kept'}"


def run_slice(target, seed, seconds, log_path):
    """Its exit status and the processor time it took. Unit: seconds."""
    learnt = BUILT / "learnt" / target
    learnt.mkdir(parents=True, exist_ok=True)
    with log_path.open("wb") as log:
        process = subprocess.Popen(command(target, seed, seconds, learnt, BUILT / "findings"), cwd=BUILT, stdout=log,
                                   stderr=log, preexec_fn=bind_to_parent)
        deadline = threading.Timer(seconds + GRACE, process.kill)
        deadline.start()
        _, status, usage = os.wait4(process.pid, 0)
        deadline.cancel()
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def run(target, seed, seconds):
    """Slices, as many as its processor time takes: on a busy machine ten minutes by the clock are not ten of work."""
    findings = BUILT / "findings"
    findings.mkdir(exist_ok=True)
    log_path = BUILT / f"{target}.log"
    executions, cpu, last, finding = 0, 0.0, (0, 0), ""
    while cpu < seconds and not finding:
        code, spent = run_slice(target, seed, max(2, min(SLICE, round(seconds - cpu))), log_path)
        text = log_path.read_text(errors="replace")
        last = ([tuple(map(int, found)) for found in LAST_LINE.findall(text)] or [last])[-1]
        ran = EXECUTIONS.search(text)
        executions += int(ran.group(1)) if ran else 0
        finding = what_it_found(text, code, findings, target)
        cpu += spent
        seed += 1
    return Run(target, executions, *last, cpu, finding)


def figure(run_, seconds):
    value = (f"{run_.executions / 1000:,.0f} k runs in {run_.cpu:.0f} s of processor time, {run_.coverage} edges, "
             f"{run_.features} features")
    return Figure(f"fuzzing {run_.target}", f"{run_.finding} ({value})" if run_.finding else value,
                  f"no finding in {seconds} s of processor time", not run_.finding and run_.executions > 0)


def skipped(why, full):
    """The small version shows that nothing was measured; the full one must measure."""
    return [Figure("fuzzing", f"skipped: {why}", "no finding" if full else "shown", not full)]


def prove(seed, seconds, full):
    if not shutil.which(COMPILER):
        return skipped(f"there is no {COMPILER}", full)
    if full:
        build_targets()
    elif not is_current():
        return skipped("not built from these sources; `./dev prove fuzz` does", full)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return [figure(one, seconds) for one in pool.map(lambda target: run(target, seed, seconds), targets())]
