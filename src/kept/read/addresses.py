"""Which internet addresses may be asked: public ones, so that a page cannot reach inside."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from kept.errors import FetchError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[IPAddress], bool]
"""Says of an address whether it may be asked."""

_MOST = 4  # addresses of a host that are tried
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolved(host: str, port: int, where: str, allowed: Allowed) -> Sequence[str]:
    """Return the host's addresses, checked: connect to these and to no name.

    Connecting to a checked address, not to the name again, is what keeps a name server from
    answering differently the second time. Raises FetchError for an unknown host, and where
    one of its addresses is not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, OverflowError) as error:
        raise FetchError(
            "this host is not known",
            where=where,
            why=f"{host} has no address",
            remedy="Check the address and the connection",
        ) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allowed(ipaddress.ip_address(address.split("%")[0])):
            raise FetchError(
                "this address may not be asked",
                where=where,
                why=f"{host} is not on the public internet",
                remedy="Save the page and give the file",
            )
    return addresses[:_MOST]


def is_public_or_private(address: IPAddress) -> bool:
    """Return whether the address is public, or of this machine or its own network.

    Link-local addresses are neither: machines in data centres keep their secrets there.
    """
    inner = _wrapped(address)
    if inner is not None:
        return is_public_or_private(inner)
    return not (address.is_link_local or address.is_multicast or address.is_unspecified)


def is_public(address: IPAddress) -> bool:
    """Return whether the address is on the public internet, whatever it is wrapped in.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    False
    """
    inner = _wrapped(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _wrapped(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one carries, or None."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
