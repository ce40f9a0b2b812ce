"""Asks a question that nobody will answer."""
# says: line 3 raises StdinNotImplementedError
name = input("Who is there? ")
