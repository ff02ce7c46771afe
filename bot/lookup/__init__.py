"""A question in words -> an Answer. Pure: no await, no clock, no I/O; the only room that imports
rapidfuzz.
"""
