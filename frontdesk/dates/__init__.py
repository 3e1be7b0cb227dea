"""From what a command line asks to dates: the request, closed days, edits, and the preview of it all."""
