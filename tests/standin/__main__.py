"""Starts the stand-in: prints its addresses as one line of JSON, then serves until told to stop."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import time

from aiohttp import web

from tests.standin.acting import Acts
from tests.standin.clock import Clock
from tests.standin.control import Control
from tests.standin.faults import Faults
from tests.standin.gateway import Gateway
from tests.standin.journal import Journal
from tests.standin.limits import Limits
from tests.standin.rest import PREFIX, Rest
from tests.standin.state import World

HOST = "127.0.0.1"


def build(token: str, stop: asyncio.Event) -> web.Application:
    """The whole of it as one application, on the real clock."""
    world, journal = World(Clock(time.time), token), Journal()
    gateway, limits, faults = Gateway(world, journal), Limits(time.monotonic, time.time), Faults()
    rest = Rest(world, journal, gateway, limits, faults, checked=[])
    control = Control(
        world, journal, gateway, limits, faults, Acts(world, journal), rest.checked, stop_server=stop.set
    )
    app = web.Application(client_max_size=30 * 1024 * 1024)
    for path in ("/", "/gateway", "/gateway/"):
        app.router.add_get(path, gateway.connect)
    control.add_to(app)
    rest.add_to(app)
    return app


async def serve(port: int, token: str, until_stdin_closes: bool) -> None:
    """Serves until SIGTERM, SIGINT, the command `stop` or, so that no orphan stays, the end of stdin."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    if until_stdin_closes:
        loop.add_reader(sys.stdin.fileno(), stop.set)
    runner = web.AppRunner(build(token, stop), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    address = f"{HOST}:{runner.addresses[0][1]}"
    addresses = {"api_url": f"http://{address}{PREFIX}", "gateway_url": f"ws://{address}/gateway"}
    print(json.dumps({"address": f"http://{address}", **addresses, "token": token}), flush=True)
    await stop.wait()
    await runner.cleanup()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--token", default="stand-in-token", help="the only token that is right")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="stop with the program that started it"
    )
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token, given.until_stdin_closes))


if __name__ == "__main__":
    main()
