"""Plans: what is observed for them, how they are made of a command line, and their files."""
