"""What a query means: its language, and the places and years it wishes for."""
