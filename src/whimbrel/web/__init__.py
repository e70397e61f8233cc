"""The chronicle in a browser, and the same as an HTTP API. Needs the extra `web`."""
