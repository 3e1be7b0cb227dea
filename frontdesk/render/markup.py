"""Texts made safe for HTML and SVG, and the style of both: one place where escaping is decided.

Everything that is not our own word goes through `safe_text`; nothing here is ever marked as safe by hand.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape

from frontdesk.shell.safe import visible

LONGEST = 2_000


def safe_text(text: str) -> str:
    r"""A text for the content or a quoted attribute of HTML and XML, control characters written as `\uXXXX`.

    >>> safe_text('<b title="x">&\u202e')
    '&lt;b title=&quot;x&quot;&gt;&amp;\\u202e'
    """
    shown = visible(text, LONGEST).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return escape(shown, quote=True)


def style_policy(style: str) -> str:
    """The Content-Security-Policy of a page that may use nothing but this one style."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
