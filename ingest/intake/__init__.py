"""How files come in: by e-mail, from a resources page, through a watched folder."""
