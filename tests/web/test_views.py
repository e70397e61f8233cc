from __future__ import annotations

import feedparser
from fastapi.testclient import TestClient

from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.site import open_site


def test_a_saved_view_is_a_feed_that_leads_to_its_events(copied: Chronicle) -> None:
    copied.watch("attacks", type="ASSAULT")
    client = TestClient(make_app(open_site(copied)), base_url="http://127.0.0.1")
    answer = client.get("/views/attacks.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo and len(feed.entries) == client.get("/events.json?type=ASSAULT").json()["total"]
    for entry in feed.entries[:3]:
        assert client.get(entry.link.removeprefix("http://127.0.0.1")).status_code == 200
    assert client.get("/views/none.atom").status_code == 404
