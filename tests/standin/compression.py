"""The gateway's transport compression: what the client asks for in its address."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable


def compressor(name: str) -> Callable[[bytes], bytes] | None:
    """For "zlib-stream" and "zstd-stream" what makes frames of payloads, one a connection; else None."""
    if name == "zlib-stream":
        return _zlib()
    return _zstd() if name == "zstd-stream" else None


def _zlib() -> Callable[[bytes], bytes]:
    stream = zlib.compressobj(level=1)
    return lambda payload: stream.compress(payload) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Callable[[bytes], bytes]:
    # discord.py asks for it where its interpreter has it (package zstandard, or Python 3.14): so has ours.
    try:
        library = importlib.import_module("zstandard")
        stream, flush = library.ZstdCompressor().compressobj(), library.COMPRESSOBJ_FLUSH_BLOCK
    except ImportError:
        library = importlib.import_module("compression.zstd")
        stream, flush = library.ZstdCompressor(), library.ZstdCompressor.FLUSH_BLOCK
    return lambda payload: stream.compress(payload) + stream.flush(flush)
