"""Which keys links hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def connected(links: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups that links (each given from both ends) hold together, each in order, in the order of their firsts."""
    groups: list[list[str]] = []
    done: set[str] = set()
    for key in sorted(links):
        if key in done:
            continue
        group, fresh = {key}, [key]
        while fresh:
            met = links[fresh.pop()] - group
            group |= met
            fresh += met
        done |= group
        groups.append(sorted(group))
    return groups


def in_parts(groups: Sequence[Sequence[str]], most: int) -> Iterator[list[str]]:
    """The keys of whole groups, about so many at a time."""
    part: list[str] = []
    for group in groups:
        part += group
        if len(part) >= most:
            yield part
            part = []
    if part:
        yield part
