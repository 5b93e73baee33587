"""`python -m service.cli`: the same as `vru`, for processes that start it."""

from service.cli import main

main()
