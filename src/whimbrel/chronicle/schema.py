"""The tables. Columns are what the filters and joins need; `body` holds the whole noun as JSON (see `codec`).

`REVISIONS` lists the migrations this version knows, oldest first; the last is the schema described here.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    column,
    false,
    table,
)

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
)
APPLICATION_ID = 0x57484D42  # "WHMB" in the file header tells our files from other SQLite databases

EVENTS_DUE = "events due"

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("body", Text, nullable=False),  # the report without its text
    Column("read_at", String, nullable=False, server_default=""),  # UTC, ISO 8601; "" where it was not noted
    Column("page", Text, nullable=False, server_default=""),  # what all addresses of its page share
    Column("original", Text, nullable=False, server_default=""),  # of the page on another site that it is a copy of
    Column("moment", String, nullable=False, server_default=""),  # sorts versions by time (`report_version`)
    Column("text_hash", String, nullable=False, server_default=""),  # SHA-256 of the text, by which a check goes
    Index("reports_by_page", "page"),
    Index("reports_by_original", "original"),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("passage", String, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_by_type", "type", "seq"),
    Index("claims_by_status", "status", "seq"),
)

participants = Table(
    "participants",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("side", String, primary_key=True),  # actor, recipient
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("sector", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),  # name and mention, case-folded, for --actor
    Index("participants_by_actor", "id", "claim"),
)

candidates = Table(  # whom an ambiguous name may stand for; what spoke for each is in the claim's body
    "candidates",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),  # 0 is the likeliest
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index("candidates_by_actor", "id", "claim"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("country", String),
    Column("folded", Text, nullable=False),
    Index("claim_places_by_id", "id"),
    Index("claim_places_by_country", "country"),
)

claim_links = Table(  # what a claim says of others of its report: which events that joins is found when asked
    "claim_links",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("link", String, primary_key=True),  # about, part of
    Column("other", ForeignKey("claims.id"), primary_key=True, index=True),
)

claim_speakers = Table(  # who says so, outermost first, as the actors they are now
    "claim_speakers",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", String, nullable=False),  # "" where nobody knows who that is
    Column("folded", Text, nullable=False),
    Index("claim_speakers_by_actor", "actor", "claim"),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("day", String, nullable=False),  # latest known day, "" when unresolved: the order of listings
    Column("earliest", String),
    Column("latest", String),
    Column("type", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("status", String, nullable=False),
    Column("sources", Integer, nullable=False),  # distinct outlets; a report of no known outlet counts for itself
    Column("conflicts", Integer, nullable=False),
    Column("checked", String, nullable=False, server_default=""),  # right, wrong, or ""
    Column("place", String, nullable=False, server_default=""),  # its id; with the two below, of the place shown
    Column("place_name", Text, nullable=False, server_default=""),
    Column("country", String, nullable=False, server_default=""),
    Column("origins", Integer, nullable=False, server_default="0"),  # independent ones
    Column("differs", Text, nullable=False, server_default=""),  # fields on which sources differ, a blank between
    Column("folded", Text, nullable=False),  # names and words of its claims, case-folded, for --text
    Column("digest", String, nullable=False),  # of the body, so that a re-run touches only what changed
    Column("body", Text, nullable=False),
    Index("events_by_day", "day", "id"),
    Index("events_by_type", "type", "day"),
    Index("events_by_status", "status", "day"),
    Index("events_by_sources", "sources", "day"),
    Index("events_by_place", "place", "id"),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
)

event_participants = Table(
    "event_participants",
    metadata,
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("event_participants_by_actor", "id", "event"),
)

event_numbers = Table(  # the word index knows events by number; one that is used is never used again
    "event_numbers",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("event", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, unique=True),
    sqlite_autoincrement=True,
)

# The word index (SQLite's FTS5, made by its migration): a row goes when its event's number does, by a trigger.
event_words = table("event_words", column("rowid"), column("folded"))

redirects = Table(
    "redirects",
    metadata,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False, index=True),  # it may itself have gone since, and lead on
)

event_changes = Table(  # rows are only added: what became of events, oldest first
    "event_changes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),  # UTC, ISO 8601
    Column("event", String, nullable=False, index=True),
    Column("change", String, nullable=False),  # made, changed, merged, split, gone
    Column("other", String, nullable=False),  # merged: the event it is in now; split: the event it was in
    Column("was", Text),  # what it showed before (see `shown`); "" for the same or nothing, NULL where it was not kept
    sqlite_autoincrement=True,
)

lineages = Table(  # every report that events were made with
    "lineages",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("lineage", String, nullable=False, index=True),  # the smallest id among its copies
    Column("stale", Boolean, nullable=False, index=True),  # its claims were decided about since
    Column("sketch", LargeBinary, nullable=False),
)

sketch_values = Table(
    "sketch_values",
    metadata,
    Column("value", BigInteger, primary_key=True),
    Column("report", Integer, primary_key=True),  # reports.seq
    sqlite_with_rowid=False,
)

tellings = Table(  # what a report tells of one happening: its claims, and what is told within them
    "tellings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),  # the smallest of its claims' ids
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("claims", Text, nullable=False),  # ids, a blank between
    Column("contents", Text, nullable=False),
    Column("of_several", Boolean, nullable=False, server_default=false()),  # may be of any of a few listed days
    sqlite_autoincrement=True,  # a number is never used again, so that marks of tellings that are gone lead nowhere
)

telling_marks = Table(
    "telling_marks",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("moment", Integer, primary_key=True),
    Column("telling", Integer, primary_key=True),  # tellings.seq
    sqlite_with_rowid=False,
)

telling_links = Table(  # tellings that may be one event, by key, the smaller first
    "telling_links",
    metadata,
    Column("low", String, primary_key=True),
    Column("high", String, primary_key=True, index=True),
    Column("weight", Float),  # what the pair adds to the sum over a cluster; nothing where that is to be asked
    sqlite_with_rowid=False,
)

telling_pairs = Table(  # tellings that are not linked but were weighed, for a link of one of them depends on it
    "telling_pairs",
    metadata,
    Column("low", String, primary_key=True),
    Column("high", String, primary_key=True, index=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),  # EVENTS_DUE: reports came in, or a decision, since events were last made
)

knowledge = Table(
    "knowledge",
    metadata,
    Column("kind", String, primary_key=True),  # almanac, places
    Column("path", Text, nullable=False),  # of the user's imports that the reports are read with
)

decisions = Table(  # rows are added, never changed: the migration's triggers see to it
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verb", String, nullable=False),  # as in `identity.VERBS`
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("body", Text, nullable=False),
)

saved_views = Table(  # what somebody watches: a listing of events by name, and where to send what changes in it
    "saved_views",
    metadata,
    Column("name", String, primary_key=True),
    Column("wanted", Text, nullable=False),  # the filter's words, JSON
    Column("made", String, nullable=False),  # UTC, ISO 8601
    Column("webhook", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("seen", Integer, nullable=False),  # event_changes.seq up to which changes were sent
    Column("sending", Integer, nullable=False),  # up to which a delivery was begun; 0 for none
)

view_events = Table(  # the events of a view that its receiver knows of
    "view_events",
    metadata,
    Column("view", ForeignKey("saved_views.name", ondelete="CASCADE"), primary_key=True),
    Column("event", String, primary_key=True),
    sqlite_with_rowid=False,
)

problems = Table(
    "problems",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    UniqueConstraint("file", "position", "code"),
)

sources = Table(  # feeds, sitemaps and lists that are followed, as they were met last
    "sources",
    metadata,
    Column("url", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),  # rss, atom, json, sitemap, index, list; "" before it was first read
    Column("added", String, nullable=False),  # UTC, ISO 8601, as all times here
    Column("tried", String, nullable=False),
    Column("reached", String, nullable=False),  # "" for never
    Column("failing", Integer, nullable=False),  # times in a row that it could not be had
    Column("why", Text, nullable=False),  # the last of them, "" when all is well
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
)

source_visits = Table(  # rows are only added: what each visit came to
    "source_visits",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("listed", Integer, nullable=False),
    Column("fetched", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("aside", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON: code → how often
)

web_pages = Table(  # pages that sources list or somebody asked for: what is known of them, and whether they are due
    "web_pages",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("url", String, nullable=False, unique=True),
    Column("source", String, nullable=False),  # the first that listed it; "" when it was asked for by address
    Column("told", Text, nullable=False),  # JSON: what the source says of it
    Column("state", String, nullable=False),  # due, failed, read, aside, given-up
    Column("tries", Integer, nullable=False),  # that failed since it was last had
    Column("tried", String, nullable=False),
    Column("changed", Text, nullable=False),  # when it changed last, as the source says
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("report", String, nullable=False),  # the last that was read from it
    Index("web_pages_by_source", "source", "state"),
    Index("web_pages_by_state", "state", "seq"),
)

page_copies = Table(  # rows are only added: where a page as it was sent lies, in the WARC files beside the chronicle
    "page_copies",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("url", String, nullable=False, index=True),  # as asked for
    Column("found", Text, nullable=False),  # where it was in the end
    Column("at", String, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("report", String, nullable=False, index=True),  # "" when none was read from it
)
