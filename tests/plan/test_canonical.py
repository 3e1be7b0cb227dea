"""One byte form for a document, or every reason why it has none, with its place."""

import unicodedata
from enum import IntEnum

import pytest

from sync.canonical import canonical, digest
from sync.errors import BadInput

DECOMPOSED = unicodedata.normalize("NFD", "Йога")


class Number(IntEnum):
    ONE = 1


BAD = {
    "a fraction": 1.5, "no number": float("nan"), "a tuple": (1, 2), "a set": {1}, "bytes": b"1",
    "an integer of another type": Number.ONE, "half a character": "\ud800", "text not in NFC": DECOMPOSED,
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("sound", [[], ["x"] * 50], ids=["alone", "among others"])
def test_what_has_no_canonical_form_is_refused_wherever_it_stands(bad: object, sound: list[str]) -> None:
    places = {
        "": bad,
        ".a": {"a": bad, "b": sound},
        f"[{len(sound)}]": [*sound, bad],
        f".a[{len(sound)}].b.c": {"a": [*sound, {"b": {"c": bad}}]},
    }
    for path, document in places.items():
        with pytest.raises(BadInput) as caught:
            canonical(document)
        assert [problem.field for problem in caught.value.problems] == [path]


@pytest.mark.parametrize("key", [1, None, True, "\ud800", DECOMPOSED, 1.5])
def test_a_key_that_is_no_sound_text_is_refused(key: object) -> None:
    with pytest.raises(BadInput):
        canonical({"a": [{"b": 1}, {key: 1}]})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        canonical({"a": 1.5, "b": [(), "x"]})
    assert [problem.field for problem in caught.value.problems] == [".a", ".b[0]"]


def test_what_is_sound_has_one_form_whatever_the_order_of_its_keys() -> None:
    document = {"b": [1, -1, True, None, "", "Йога"], "a": {"d": {}, "c": []}}
    expected = '{"a":{"c":[],"d":{}},"b":[1,-1,true,null,"","Йога"]}'
    assert canonical(document) == expected.encode()
    assert digest(dict(reversed(document.items()))) == digest(document)
