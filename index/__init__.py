"""Finding passages: one rebuildable generation of lexical and vector index for each audience."""
