"""The words of the field: acronyms mined from the reports, synonyms kept by hand, spellings."""
