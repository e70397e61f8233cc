"""What tests of the second coder share. Without httpx they are skipped: it is the extra `llm`."""

from __future__ import annotations

import pytest

pytest.importorskip("httpx", reason="httpx is not installed: pip install 'whimbrel[llm]'")
