"""What the page looks like and what its script does: files of this package, read once.

The style stands in each page, since a browser paints nothing before it has it; the policy allows it by its hash (S07).
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

_FOLDER = files("frontdesk.web") / "static"
STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
SCRIPT = (_FOLDER / "page.js").read_bytes()
STYLE_HASH = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
