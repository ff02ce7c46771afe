"""The program that people start, `python -m bot run`, as a process against the stand-in for Discord."""
