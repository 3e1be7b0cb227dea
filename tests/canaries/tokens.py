"""The secrets that tests work with: canaries, all of one recognisable form, made here and written out nowhere.

A canary holds `UNIT` twice, so that whatever is cut off, disguised or spelt otherwise, a whole one is left to find.
`search.py` looks for it in everything that `make test` leaves behind.
"""

UNIT = "Zq8v" + "Xw3kT"
"""Nine letters, three base64 groups, that stand in no file: put together from pieces."""


def canary(name: str) -> str:
    """A token that names whose it is.

    >>> canary("partner").replace(UNIT, "…")
    'canary.partner-……'
    """
    return f"canary.{name}-{UNIT}{UNIT}"


def password(name: str) -> str:
    r"""A password, with letters that JSON, URLs and shells would write otherwise.

    >>> print(password("mine").replace(UNIT, "…"))
    canary "mine\ word" 7/……&é
    """
    return f'canary "{name}\\ word" 7/{UNIT}{UNIT}&é'
