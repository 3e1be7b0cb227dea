"""Bytes that are no document, or could be read in two ways, are refused, and never quoted."""

from __future__ import annotations

import pytest

from sync.errors import WireError
from sync.wire.documents import DEEPEST, is_json, parse

BAD = {
    "nothing": b"",
    "white space": b"  \n",
    "HTML": b"<!doctype html><p>hello",
    "cut": b'{"success": tr',
    "two documents": b"{}{}",
    "a comma too many": b"[1,]",
    "single quotes": b"{'a': 1}",
    "NaN": b'{"a": NaN}',
    "Infinity": b"[Infinity]",
    "minus Infinity": b"[-Infinity]",
    "1e999": b"[1e999]",
    "a key twice": b'{"count": 1, "count": 100000}',
    "a key twice, far down": b'[[[{"a": {"b": 1, "b": 1}}]]]',
    "33 deep": b"[" * 33 + b"]" * 33,
    "33 deep in objects": b'{"a":' * 33 + b"1" + b"}" * 33,
    "100,000 deep": b"[" * 100_000 + b"]" * 100_000,
    "100,000 deep, cut": b"[" * 100_000,
    "5,000 digits": b"9" * 5000,
    "101 digits": b"9" * 101,
    "5,000 digits with a fraction": b"0." + b"9" * 5000,
    "Latin-1": '{"a": "é"}'.encode("latin-1"),
    "UTF-16": "{}".encode("utf-16"),
    "UTF-32": "{}".encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a lone surrogate": b'["\\ud800"]',
    "a lone surrogate in a key": b'{"\\uDFFF": 1}',
    "an overlong byte": b'["\xc0\x80"]',
    "a control character": b'["\x00"]',
    "NUL": b"\0",
    "a gzip": b"\x1f\x8b\x08\x00",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_document_is_refused(name: str) -> None:
    with pytest.raises(WireError) as caught:
        parse(BAD[name])
    assert caught.value.path == "body"
    assert caught.value.__cause__ is None


def test_no_byte_of_a_body_is_quoted() -> None:
    for bad in (b'{"user_token": "canary"', b'{"user_token": "canary", "user_token": "canary"}', b"canary"):
        with pytest.raises(WireError) as caught:
            parse(bad)
        assert "canary" not in str(caught.value) + repr(caught.value.problems)


def test_as_deep_as_is_allowed_is_read() -> None:
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST)


def test_ordinary_documents_are_read_as_they_are() -> None:
    assert parse('{"а": ["\\ud83d\\ude00", -1.5e3, true, null, 12]}'.encode()) == {
        "а": ["\U0001f600", -1500.0, True, None, 12]
    }


@pytest.mark.parametrize(
    "kind",
    [
        "application/json", "application/json; charset=utf-8", 'application/json;charset="UTF-8"', "Application/JSON",
        "application/vnd.api+json", "application/vnd.api.v2+json", "application/problem+json; charset=utf8",
        "application/json;",
    ],
)  # fmt: skip
def test_a_type_that_says_json(kind: str) -> None:
    assert is_json(kind)


@pytest.mark.parametrize(
    "kind",
    [
        None, "", "text/html", "text/json", "application/jsonp", "application/json; charset=latin-1", "json",
        "application/json, text/html", "text/html; x=application/json", "application/json\n", "application/json" + " " * 300,
        "application/" + "a" * 100_000 + "+json", "application/xml+jsonx",
    ],
    ids=lambda kind: ascii(kind)[:40],
)  # fmt: skip
def test_a_type_that_does_not(kind: str | None) -> None:
    assert not is_json(kind)
