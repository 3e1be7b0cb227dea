"""Other people's formats of the same dates. A module may load its library at its top: it is itself loaded on demand."""
