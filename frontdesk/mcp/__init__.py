"""Tools for assistants: the reading verbs over the Model Context Protocol. Nothing here applies a plan."""
