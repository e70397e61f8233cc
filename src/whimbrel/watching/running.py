"""Tells the webhooks of all views what is new. What is not confirmed stays due: nothing is lost, some may come twice.

Before a delivery it is noted which changes it holds, after it that they are known. Whatever stops the program between
the two, the next run sends the same changes under the same key, by which a receiver knows them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whimbrel.chronicle import Chronicle
from whimbrel.chronicle.views import SavedView
from whimbrel.errors import UsageError
from whimbrel.export.lines import as_json
from whimbrel.watching.delivery import Manner, deliver
from whimbrel.watching.news import News, news


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did for a view: events told of, deliveries made, and what went wrong, "" for nothing."""

    view: str
    events: int = 0
    deliveries: int = 0
    fault: str = ""


def tell_all(chronicle: Chronicle, manner: Manner | None = None, *, name: str = "") -> Iterator[Sent]:
    """Tells the webhook of each view, or of the one of this name, what it does not know yet.

    Raises UsageError for a name that no view has, or one without a webhook.
    """
    with chronicle.saved_views(write=False) as views:
        chosen = [views.get(name)] if name else views.all()
    if name and not chosen[0].webhook:
        raise UsageError(f"view {name!r} has no webhook", remedy="add it anew with --webhook, or read its feed")
    for view in chosen:
        if view.webhook:
            yield _tell(chronicle, view, manner or Manner())


def _tell(chronicle: Chronicle, view: SavedView, manner: Manner) -> Sent:
    sent = Sent(view.name)
    try:
        while found := news(chronicle, view):
            if found.items:
                view = replace(view, sending=found.upto)
                with chronicle.saved_views() as views:
                    views.begin(view.name, found.upto)
                fault = deliver(view.webhook, view.secret, found.key, _body(found), manner)
                if fault:
                    return replace(sent, fault=fault)
                sent = replace(sent, events=sent.events + len(found.items), deliveries=sent.deliveries + 1)
            view = replace(view, seen=found.upto, sending=0)
            with chronicle.saved_views() as views:
                views.finish(view.name, found.upto, found.came, found.left)
    except UsageError as error:  # a view that a newer Whimbrel saved does not keep the others waiting
        return replace(sent, fault=str(error))
    return sent


def _body(found: News) -> bytes:
    return as_json(found.record()).encode()
