"""Taking evidence out: references, citation formats, tables, Word, and the evidence pack."""
