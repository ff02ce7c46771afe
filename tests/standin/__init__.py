"""A stand-in for Discord over a real socket: REST v10, gateway v10 and a control door for tests, on loopback.

`python -m tests.standin --port 0` starts it alone; tests steer it with `tests.standin.client.StandIn`.
"""
