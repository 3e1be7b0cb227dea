"""How a command line meets this machine: options and their texts, streams, files read and written, a wish to stop."""
