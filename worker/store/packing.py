"""Numbers as bytes: of 40 bits (terms, and the stories on their lists), or of 64."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Collection, Iterable, Sequence

BYTES = 5


def pack(numbers: Collection[int]) -> bytes:
    """Numbers below 2^40 in their order, little-endian: the lower 4 bytes of all, then their upper bytes."""
    size = len(numbers)
    try:  # so it is with stories: some µs less for each list
        return struct.pack(f"<{size}I{size}x", *numbers)
    except struct.error:
        pass
    low, high = (it & 0xFFFFFFFF for it in numbers), (it >> 32 for it in numbers)
    return struct.pack(f"<{size}I{size}B", *low, *high)


def unpack(packed: bytes) -> tuple[int, ...]:
    """The inverse of ``pack``."""
    size = len(packed) // BYTES
    if packed.count(0, 4 * size) == size:
        return struct.unpack_from(f"<{size}I", packed)
    values = struct.unpack(f"<{size}I{size}B", packed)
    return tuple([high << 32 | low for low, high in zip(values[:size], values[size:], strict=True)])


def pack_long(numbers: Iterable[int]) -> bytes:
    """Numbers below 2^64 in their order, little-endian."""
    packed = array("Q", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_long(packed: bytes) -> Sequence[int]:
    """The inverse of ``pack_long``."""
    numbers = array("Q", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
