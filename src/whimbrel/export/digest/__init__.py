"""A digest: what changed in a chronicle, for people, as Markdown or as one HTML page."""
