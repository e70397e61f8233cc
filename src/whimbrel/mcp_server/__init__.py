"""The chronicle for an assistant: a server of the Model Context Protocol, over standard input or HTTP.

Read-only unless told otherwise. What it quotes of reports is bounded, marked as quoted, and free of characters that are
not seen. `server.build` puts it together, `tools` says which tools there are.
"""
