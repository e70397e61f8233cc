"""Watching a chronicle: saved views, an Atom feed of each, and webhooks that are told what is new or changed."""

from whimbrel.watching.delivery import Manner
from whimbrel.watching.feed import feed_of
from whimbrel.watching.running import Sent, tell_all
from whimbrel.watching.saving import save_view, view_record

__all__ = ["Manner", "Sent", "feed_of", "save_view", "tell_all", "view_record"]
