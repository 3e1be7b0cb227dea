"""Where people are served: the command line, its words, its views and its files.

Decides how things are asked for and shown. Dates are decided in `recurrence`, the API's names in `sync.wire`.
"""
