"""What a scenario of `./dev prove` hands back: figures, each held against a goal."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table. Value and goal are written with their units; a missed goal is `met=False`."""

    name: str
    value: str
    goal: str
    met: bool
