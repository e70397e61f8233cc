"""The open web, politely and within bounds. Needs httpcore, which the extra `net` brings."""
