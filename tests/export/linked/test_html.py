from __future__ import annotations

import io

import made_dossiers as made

from whimbrel.export.page import write_page


def test_it_is_the_page_of_the_chronicle_and_leaves_the_file_open() -> None:
    told = made.of_samples()
    out, page = io.BytesIO(), io.StringIO()
    made.find_format("html").write(iter(told), out, made.EDITION)
    write_page(page, iter(told), title=made.EDITION.title)
    assert not out.closed
    assert out.getvalue().decode() == page.getvalue()
    assert "Chronicle &amp; &lt;tests&gt;" in page.getvalue()
