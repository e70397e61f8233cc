"""WARC files (ISO 28500): read record by record, and written so that a quote never loses its page."""
