"""A wire to a PostgreSQL server that can be cut at the worst moments: while a step is being stored."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

COMMIT = b"COMMIT"


class Cut(Enum):
    """When the wire is cut, once."""

    never = "never"
    before = "the server never hears of the commit"
    after = "the server stores it, and nobody hears of that"


class Wire:
    """Passes on what goes to a port of this machine, from a port of its own."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._open = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._open.getsockname()[1])
        self.cut = Cut.never
        self.cuts = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._open.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._open.accept()
            except OSError:
                return
            server = socket.create_connection(self._to)
            both = (client, server)
            threading.Thread(target=self._pass, args=(client, server, both, self._cuts), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, both, lambda _, __: False), daemon=True).start()

    def _pass(
        self,
        here: socket.socket,
        there: socket.socket,
        both: tuple[socket.socket, socket.socket],
        cuts: Callable[[bytes, socket.socket], bool],
    ) -> None:
        with suppress(OSError):
            while data := here.recv(65536):
                if cuts(data, there):
                    break
                there.sendall(data)
        for one in both:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _cuts(self, data: bytes, server: socket.socket) -> bool:
        if self.cut is Cut.never or COMMIT not in data:
            return False
        how, self.cut = self.cut, Cut.never
        self.cuts += 1
        if how is Cut.after:
            self._clients_deaf(server, data)
        return True

    def _clients_deaf(self, server: socket.socket, data: bytes) -> None:
        """Lets the server store it. Its answer comes to a wire that is cut."""
        server.sendall(data)
        threading.Event().wait(0.5)
