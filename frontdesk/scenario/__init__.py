"""A scenario file (TOML): what is planned, who and what is busy, and what else could happen."""
