from __future__ import annotations

import socket

import pytest


def test_tests_reach_no_network():
    """A connection beyond this machine is refused before it is tried."""
    with socket.socket() as plain, pytest.raises(RuntimeError, match="no network"):
        plain.connect(("192.0.2.1", 80))


def test_loopback_is_open():
    """A test may serve a page to a browser on this machine."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        with socket.create_connection(server.getsockname()) as client:
            assert client.getpeername() == server.getsockname()
