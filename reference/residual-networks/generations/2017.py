"""The first edition: its text has other filters in the last identity blocks."""

LAST_IDENTITY = [256, 256, 2048]
