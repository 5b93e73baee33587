"""Reading PDFs into whole editions, in a process of its own. Never loaded by a web process."""
