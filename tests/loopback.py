"""Tests reach this machine and no other, whichever library opens the connection."""

import socket
from ipaddress import ip_address

connect_anywhere = socket.socket.connect


def connect(self, address):
    if self.family != socket.AF_UNIX and not is_loopback(address[0]):
        raise ConnectionRefusedError(f"Tests may not connect to {address[0]}.")
    return connect_anywhere(self, address)


def is_loopback(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback
