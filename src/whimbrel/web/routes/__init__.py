"""One module a page, with its twins."""
