"""The figures of a run as a table for the terminal, as Markdown and as JSON, with where and when they were measured."""

HEAD = ["scenario", "figure", "value", "goal", "met"]


def rows(outcomes):
    found = []
    for outcome in outcomes:
        found += [[outcome.scenario, figure.name, figure.value, figure.goal, "yes" if figure.met else "NO"]
                  for figure in outcome.figures]
        if outcome.error:
            found.append([outcome.scenario, "carried out", outcome.error.split("\n")[0][:120], "no error", "NO"])
    return found


def lines_about(outcomes, facts):
    """What has to be known to compare two runs."""
    missed = sum(row[-1] == "NO" for row in rows(outcomes))
    verdict = "every goal met" if not missed else "1 goal missed" if missed == 1 else f"{missed} goals missed"
    changed = f" and {facts['changed_files']} changed files" if facts["changed_files"] else ""
    took = ", ".join(f"{outcome.scenario} {outcome.seconds:.0f}" for outcome in outcomes)
    return [f"{verdict}; {facts['scale']} scale, seed {facts['seed']}",
            f"commit {facts['commit']}{changed}",
            f"{facts['date']}; {facts['cpu']}, {facts['cores']} cores, Linux {facts['kernel']}",
            f"{facts['seconds']:.0f} s ({took})"]


def as_text(outcomes, facts):
    every = [HEAD, *rows(outcomes)]
    widths = [max(len(row[column]) for row in every) for column in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in every]
    return "\n".join([shown[0], "-" * (sum(widths) + 2 * (len(HEAD) - 1)), *shown[1:], "",
                      *lines_about(outcomes, facts)])


def as_markdown(outcomes, facts):
    def line(cells):
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    about = [f"- {one}" for one in lines_about(outcomes, facts)]
    return "\n".join([line(HEAD), "|---" * len(HEAD) + "|", *map(line, rows(outcomes)), "", *about, ""])


def as_json(outcomes, facts):
    return {**facts, "scenarios": [
        {"name": outcome.scenario, "seconds": round(outcome.seconds, 1), "error": outcome.error, "held": outcome.held(),
         "figures": [figure._asdict() for figure in outcome.figures]} for outcome in outcomes]}
