"""The straight line through samples, robust against moments: one value a span of time, least squares through those."""

import statistics
from typing import NamedTuple


class Line(NamedTuple):
    """Unit: of the values, per second. `error` is the standard error of the slope."""

    slope: float
    error: float
    points: int


def of_each(seconds, samples):
    """Through the medians of each whole span of `seconds`; a span that is cut short does not count."""
    spans = {}
    first = samples[0][0]
    for at, value in samples:
        spans.setdefault(int((at - first) // seconds), []).append((at, value))
    last = max(spans)
    if samples[-1][0] - first < (last + 0.9) * seconds:
        spans.pop(last)
    return least_squares([(statistics.median(at for at, _ in span), statistics.median(value for _, value in span))
                          for span in spans.values()])


def least_squares(points):
    if len(points) < 3:
        raise AssertionError("a slope needs three points")
    mean_x = statistics.fmean(x for x, _ in points)
    mean_y = statistics.fmean(y for _, y in points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    residual = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return Line(slope, (residual / (len(points) - 2) / spread) ** 0.5, len(points))
