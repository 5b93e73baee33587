"""Who is asking: keys, sessions, sign-in, and the one place that decides an audience."""
