"""Verbs, roles, status, speakers, when and where: reports to claims."""

from __future__ import annotations

from whimbrel.coder.code import Knowledge, code, code_all

__all__ = ["Knowledge", "code", "code_all"]
