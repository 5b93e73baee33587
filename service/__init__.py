"""The faces: web pages, JSON API, command line and answering."""
