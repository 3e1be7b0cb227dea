"""Other people's formats of the same dates; each module loads its library where it is first used."""
