"""Try the entry points of pages and feeds with broken input for some minutes; the first case that breaks one is kept.

`python tests/fuzz [html fetched feed robots] --minutes 30 --seed 1`. With `--guided`, and the library
atheris installed, what the code does with a case leads to the next one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.cases import LONGEST, SEEDS, cases


def main() -> int:
    """The program; 1 when a case broke something."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=list(SEEDS), help=f"of {', '.join(SEEDS)}; all by default")
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--guided", action="store_true", help="with atheris, one entry point")
    told = options.parse_args()
    if told.guided:
        return guided(told.names[0], told.minutes, told.seed)
    return blind(told.names, told.minutes, told.seed)


def blind(names: list[str], minutes: float, seed: int) -> int:
    """Case after case, the entry points in turn, in equal shares of the time."""
    from fuzz.targets import hold  # noqa: PLC0415 - imported once it is known whether to be instrumented

    made = {name: cases(name, seed) for name in names}
    tried = dict.fromkeys(names, 0)
    began = time.monotonic()
    spent = dict.fromkeys(names, 0.0)
    for _ in cycle([None]):
        if time.monotonic() - began > minutes * 60:
            break
        name = min(names, key=lambda name: spent[name])
        case = next(made[name])
        start = time.process_time()
        try:
            hold(name, case)
        except Exception:
            kept = Path(tempfile.gettempdir()) / f"broken-{name}-{seed}-{tried[name]}"
            kept.write_bytes(case)
            print(f"{name}: case {tried[name]:,} of seed {seed} breaks it; kept as {kept}", file=sys.stderr)
            raise
        spent[name] += time.process_time() - start
        tried[name] += 1
    told = ", ".join(f"{name} {count:,}" for name, count in tried.items())
    print(f"{(time.monotonic() - began) / 60:.1f} minutes, none broken: {told} cases")
    return 0


def guided(name: str, minutes: float, seed: int) -> int:
    """libFuzzer over the instrumented Python code, from the same seeds."""
    import atheris  # noqa: PLC0415 - not among what tests need

    with atheris.instrument_imports(include=["whimbrel"]):
        from fuzz.targets import hold  # noqa: PLC0415
    with tempfile.TemporaryDirectory() as corpus:
        for number, text in enumerate(SEEDS[name]):
            (Path(corpus) / str(number)).write_text(text, "utf-8")
        flags = [
            f"-artifact_prefix={tempfile.gettempdir()}/broken-{name}-",
            f"-max_total_time={int(minutes * 60)}",
            f"-seed={seed}",
            f"-max_len={LONGEST}",
            "-timeout=30",
        ]
        atheris.Setup([sys.argv[0], *flags, corpus], lambda data: hold(name, data))
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
