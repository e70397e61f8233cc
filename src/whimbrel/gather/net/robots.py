"""robots.txt after RFC 9309: the group of our name, the longest rule that fits, `*` and `$` in paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

LARGEST: Final = 512 * 1024
_MOST_RULES: Final = 10_000
_LONGEST: Final = 2000
_SAFE: Final = "/*$?&=:;@+,!'()~%"


@dataclass(frozen=True, slots=True)
class Rule:
    allows: bool
    path: str


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host says to us. `pause` is its Crawl-delay, which the RFC does not know but many hosts write."""

    rules: tuple[Rule, ...] = ()
    pause: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether we may ask for an address: the longest rule decides, an allowing one of two as long."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [rule for rule in self.rules if _fits(rule.path, path)]
        return max(fitting, key=lambda rule: (len(rule.path), rule.allows)).allows if fitting else True


EVERYTHING: Final = Robots()
NOTHING: Final = Robots((Rule(False, "/"),))


def read_robots(text: str, name: str = "whimbrel") -> Robots:
    """The rules for whoever is called `name`: those of its own groups, else those for everybody. Never raises."""
    own: list[Rule] = []
    all_others: list[Rule] = []
    pauses = {"own": 0.0, "all": 0.0}
    sitemaps: list[str] = []
    named = False
    agents: list[str] = []
    in_rules = False
    for line in text[:LARGEST].lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()[:_LONGEST]
        if not colon:
            continue
        if key == "user-agent":
            agents = [*([] if in_rules else agents), value.lower()]
            in_rules = False
            named = named or _is_me(value.lower(), name)
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for whose, rules, fits in (
                ("own", own, any(_is_me(agent, name) for agent in agents)),
                ("all", all_others, "*" in agents),
            ):
                if not fits:
                    continue
                if key == "crawl-delay":
                    pauses[whose] = _seconds(value)
                elif value and len(rules) < _MOST_RULES:
                    rules.append(Rule(key == "allow", _normal(value)))
        elif key == "sitemap" and len(sitemaps) < 100:
            sitemaps.append(value)
    whose, rules = ("own", own) if named else ("all", all_others)
    return Robots(tuple(rules), pauses[whose], tuple(sitemaps))


def _is_me(agent: str, name: str) -> bool:
    found = re.match(r"[a-z_-]+", agent)
    return found is not None and found[0] == name


def _seconds(value: str) -> float:
    try:
        return min(max(0.0, float(value)), 3600.0)
    except ValueError:
        return 0.0


def _normal(path: str) -> str:
    """Percent signs in one way of writing, so that `%7Efoo` and `~foo` are the same."""
    kept = re.sub(r"%2f", "%252F", path, flags=re.IGNORECASE)
    return quote(unquote(kept), safe=_SAFE)


def _fits(rule: str, path: str) -> bool:
    """Whether a rule's path, with its `*` and `$`, fits. Walks once, so that no rule can be made to take long."""
    to_end = rule.endswith("$")
    pieces = (rule[:-1] if to_end else rule).split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    if len(pieces) == 1:
        return not to_end or at == len(path)
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    if to_end:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
