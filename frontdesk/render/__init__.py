"""The views of a preview, one format a file; each gives its text in parts."""
