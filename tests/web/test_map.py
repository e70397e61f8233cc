from __future__ import annotations

from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from whimbrel.web.place_shapes import circle


def test_no_country_is_ever_a_point_and_nothing_is_lost(client: TestClient) -> None:
    drawn = client.get("/map.json").json()["features"]
    assert drawn and {one["properties"]["precision"] for one in drawn} <= {"site", "town", "district", "province"}
    points = [one for one in drawn if one["geometry"]["type"] == "Point"]
    assert len(points) * 2 == len(drawn)
    page = html.document_fromstring(client.get("/map").text)
    rows = page.xpath("//table[@class='places']/tbody/tr")
    counted = sum(int(row.xpath("string(td[3])")) for row in rows)
    without = int(page.xpath("string(//div[@class='halves']//p[@class='note'])").split()[0])
    assert counted + without == client.get("/events.json?limit=1").json()["total"]
    for row in rows[::7]:
        address = row.xpath("string(.//a/@href)").replace("/?", "/events.json?")
        assert client.get(address).json()["total"] == int(row.xpath("string(td[3])"))


def test_the_map_and_the_codebook_are_tables_too(client: TestClient) -> None:
    places = client.get("/map.csv").text.splitlines()
    points = [one for one in client.get("/map.json").json()["features"] if one["geometry"]["type"] == "Point"]
    assert places[0] == "id,name,country,precision,lat,lon,events" and len(places) > len(points)
    words = client.get("/data.csv").text.splitlines()
    assert words[0] == "field,value,meaning" and len(words) - 1 == len(client.get("/data.json").json()["codebook"])


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0.5, 60))
def test_an_area_is_as_wide_as_said(lat: float, lon: float, km: float) -> None:
    ring = circle(lat, lon, km)
    assert ring[0] == ring[-1]
    for x, y in ring:
        a = sin(radians(y - lat) / 2) ** 2 + cos(radians(lat)) * cos(radians(y)) * sin(radians(x - lon) / 2) ** 2
        assert abs(2 * 6371 * asin(sqrt(a)) - km) < 0.05
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert area > 0  # counter-clockwise, as RFC 7946 wants the outer ring
