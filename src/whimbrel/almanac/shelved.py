"""The shipped store with a shelf behind it: a name that both have stands for the actors of both, the shipped first."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from whimbrel.almanac.shelf import Shelf
from whimbrel.almanac.states import States
from whimbrel.almanac.store import Alias, Store
from whimbrel.model import Actor

_REMEMBERED = 65_536  # words and names of the texts at hand


class _Aliases(dict[str, tuple[Alias, ...]]):
    def __init__(self, shipped: dict[str, tuple[Alias, ...]], shelf: Shelf) -> None:
        super().__init__(shipped)
        self._named = lru_cache(_REMEMBERED)(shelf.named)

    def get(self, key: str, default: Any = None) -> Any:
        own = super().get(key)
        had = {alias.actor for alias in own or ()}
        imported = tuple(alias for alias in self._named(key) if alias.actor not in had)
        return (*(own or ()), *imported) if imported else own if own is not None else default


class _Starts(dict[str, int]):
    def __init__(self, shipped: dict[str, int], shelf: Shelf) -> None:
        super().__init__(shipped)
        self._longest = lru_cache(_REMEMBERED)(shelf.longest)

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (isinstance(word, str) and self._longest(word) > 0)

    def get(self, word: str, default: Any = None) -> Any:
        return max(super().get(word, 0), self._longest(word)) or default


class ShelvedStore(Store):
    """A store whose names and actors are those of `store`, and after them those of `shelf`."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        aliases, starts = _Aliases(store.aliases, shelf), _Starts(store.starts, shelf)
        super().__init__(store.groups, store.people, aliases, starts, store.duplicates)
        self._imported = lru_cache(_REMEMBERED)(shelf.actor)

    def actor(self, actor_id: str, states: States) -> Actor | None:
        """The shipped actor of that id with what the shelf adds to it, or the imported one; None for neither."""
        shipped, imported = super().actor(actor_id, states), self._imported(actor_id)
        return imported if shipped is None else with_added(shipped, imported)


def with_added(actor: Actor, added: Actor | None) -> Actor:
    """An actor with the names, roles and source of what another source adds to it."""
    if added is None:
        return actor
    names, roles = (*actor.names, *added.names), (*actor.roles, *added.roles)
    return replace(actor, names=names, roles=roles, source=f"{actor.source}; {added.source}")
