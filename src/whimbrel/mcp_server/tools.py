"""Which tools are served, and how a method becomes one: typed in, typed out, errors in words.

Arguments that a tool does not have are refused: a filter that is silently dropped would give a wrong answer.
"""

from __future__ import annotations

import inspect
import logging
import os
import re
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ConfigDict, model_validator

from whimbrel.errors import WhimbrelError
from whimbrel.mcp_server.actor_tools import ActorTools
from whimbrel.mcp_server.deciding_tools import DecidingTools
from whimbrel.mcp_server.desk import Desk
from whimbrel.mcp_server.event_tools import EventTools
from whimbrel.mcp_server.quote_tools import QuoteTools
from whimbrel.mcp_server.quoted import Answer, one_line
from whimbrel.mcp_server.report_tools import ReportTools
from whimbrel.mcp_server.why_tools import WhyTools

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
DECIDES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
_IN_ERRORS = (  # what a command line's remedy means here
    (re.compile(r"`whimbrel events`"), "search_events"),
    (re.compile(r"`whimbrel actors`"), "search_actors"),
    (re.compile(r"`(?:whimbrel )?reports`"), "search_reports"),
    (re.compile(r"`whimbrel (?:event|report|actor) ([^`]+)`"), r"opening \1"),
    (re.compile(r"`whimbrel claims`|`claims`"), "get_report"),
    (re.compile(r"`whimbrel (\w+)[^`]*`"), r"`\1`"),
)
_log = logging.getLogger(__name__)


def tools(desk: Desk, *, write: bool) -> list[Tool]:
    """The tools over a chronicle; those that decide only with `write`."""
    events, reports, actors = EventTools(desk), ReportTools(desk), ActorTools(desk)
    reading: tuple[Callable[..., Answer], ...] = (
        events.search_events,
        events.get_event,
        reports.search_reports,
        reports.get_report,
        reports.cite,
        WhyTools(desk).why,
        QuoteTools(desk).list_quotes,
        actors.search_actors,
        actors.get_actor,
        events.list_changes,
    )
    own = DecidingTools(desk)
    deciding: tuple[Callable[..., Answer], ...] = (
        own.same,
        own.different,
        own.split,
        own.right,
        own.wrong,
        own.edit,
        own.undo,
    )
    found = [_tool(method, READS) for method in reading]
    return found + ([_tool(method, DECIDES) for method in deciding] if write else [])


def explained(error: Exception) -> str:
    """An error in one line: what it is about, why, and what to do. Never a trace."""
    if isinstance(error, WhimbrelError):
        said = str(error)
        for pattern, words in _IN_ERRORS:
            said = pattern.sub(words, said)
        return one_line(said, 600)
    if os.environ.get("WHIMBREL_DEBUG"):
        raise error
    _log.error("%s: %s", type(error).__name__, one_line(str(error)))
    return f"this is a fault of Whimbrel: {type(error).__name__}"


def _tool(method: Callable[..., Answer], hints: ToolAnnotations) -> Tool:
    """The tool that a method is: its docstring for description, its answer as typed record and as text."""
    signature = inspect.signature(method, eval_str=True)

    @wraps(method)
    def call(**arguments: Any) -> CallToolResult:
        try:
            answer = method(**arguments)
        except Exception as error:  # the assistant is told in words, whatever it is
            raise ToolError(explained(error)) from None
        record = answer.model_dump(mode="json")
        return CallToolResult(content=[TextContent(type="text", text=answer.said())], structured_content=record)

    given = Annotated[CallToolResult, signature.return_annotation]
    types = {name: one.annotation for name, one in signature.parameters.items()}
    call.__signature__ = signature.replace(return_annotation=given)  # type: ignore[attr-defined]
    call.__annotations__ = {**types, "return": given}
    name = method.__name__
    made = Tool.from_function(
        call,
        name=name,
        title=name.replace("_", " ").capitalize(),
        description=inspect.getdoc(method) or "",
        annotations=hints,
    )
    return _strict(made)


def _strict(tool: Tool) -> Tool:
    """The tool with arguments that it does not know refused, those it knows named."""
    known: type[BaseModel] = tool.fn_metadata.arg_model
    names = tuple(known.model_fields)

    class Strict(known):  # type: ignore[misc, valid-type]
        model_config = ConfigDict(extra="forbid", title=tool.name)

        @model_validator(mode="before")
        @classmethod
        def _only_known(cls, given: dict[str, Any]) -> dict[str, Any]:
            unknown = sorted(given.keys() - set(names))
            if unknown:
                raise ValueError(f"there is no argument {unknown[0][:40]!r} ({tool.name} has {', '.join(names)})")
            return given

    metadata = tool.fn_metadata.model_copy(update={"arg_model": Strict})
    return tool.model_copy(update={"fn_metadata": metadata, "parameters": Strict.model_json_schema(by_alias=True)})
