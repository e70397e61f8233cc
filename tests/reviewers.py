"""Sites with two reviewers, for the tests of what is written through the web."""

from __future__ import annotations

from fastapi.testclient import TestClient
from lxml import html

from whimbrel.api import Chronicle
from whimbrel.web.app import make_app
from whimbrel.web.site import Settings, open_site
from whimbrel.web.tokens import digest

ANA, BEN = "whimbrel_of-ana", "whimbrel_of-ben"  # tokens


def client_of(chronicle: Chronicle, token: str = "", **settings: object) -> TestClient:
    """A client of a site of which Ana and Ben are reviewers; with a token, as one of them."""
    known = Settings(tokens=((digest(ANA), "ana"), (digest(BEN), "ben")), **settings)  # type: ignore[arg-type]
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return TestClient(
        make_app(open_site(chronicle, known)), base_url="http://127.0.0.1", headers=headers, follow_redirects=False
    )


def signed_in(client: TestClient, token: str) -> str:
    """Signs in as a browser does; gives the mark that the forms of the session carry."""
    answer = client.post("/sign-in", data={"token": token, "csrf": mark_of(client, "/sign-in"), "next": "/decisions"})
    assert answer.status_code == 303 and answer.headers["location"] == "/decisions"
    return mark_of(client, "/sign-in")


def mark_of(client: TestClient, address: str) -> str:
    found = html.document_fromstring(client.get(address).text).xpath("//input[@name='csrf']/@value")
    assert found
    return str(found[0])
