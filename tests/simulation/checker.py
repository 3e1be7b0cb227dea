"""The promises, checked from outside: what was kept, sent and read, in this order and at these times.

Shares no code with the core: a start's history is kept here once more, by other means. Raises `Broken` at the step
that breaks a promise.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

Seen = frozenset[tuple[int, datetime]]
MAY_BE_ASKED_AGAIN = {"CONFLICT", "RATE_LIMITED", "NOT_AUTHORISED", "FORBIDDEN"}


class Broken(AssertionError):
    """A promise was broken."""


class Post:
    """A request as it was seen from outside; `outcome` stays None when the process died waiting for the answer."""

    def __init__(self, starts: tuple[datetime, ...], process: int, at: float) -> None:
        self.starts, self.process, self.ended = starts, process, at
        self.outcome: str | None = None
        self.reason = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing is proved of it."""
        return self.outcome in {None, "UNKNOWN"}


class Read(NamedTuple):
    """A complete search of the planned days: when it began, after how many requests, what it showed."""

    began: float
    after: int
    seen: Seen
    at: dict[datetime, set[int]]
    """The events that it showed at each start."""


class Checker:
    """Watches one plan through all its processes. `once`: whether a start may be executed by one request only."""

    def __init__(self, baseline: frozenset[int], settle: float) -> None:
        self.baseline, self.settle = baseline, settle
        self.once = True
        self.posts: list[Post] = []
        self.of: defaultdict[datetime, list[tuple[int, Post]]] = defaultdict(list)
        self._open: set[datetime] = set()  # asked for, and perhaps not dealt with
        self.reads: list[Read] = []
        self.found: set[datetime] = set()
        self.intent: tuple[datetime, ...] | None = None
        self.process = 0
        self.began = 0.0
        self.resend = False
        self.stopped_by = ""
        self.heard = ("", "")

    def start(self, now: float, *, resend: bool) -> None:
        """A process begins."""
        self.process, self.began, self.resend = self.process + 1, now, resend
        self.reads, self.intent, self.stopped_by = [], None, ""

    def intended(self, attempt: int, starts: tuple[datetime, ...]) -> None:
        """An intent is on disk."""
        expect(attempt == len(self.posts) + 1 or self._gap(attempt), f"attempt {attempt} is out of order")
        self.intent = starts

    def _gap(self, attempt: int) -> bool:
        """An intent whose request never left counts as an attempt, unseen from here."""
        return attempt > len(self.posts)

    def read(self, began: float, seen: Seen) -> None:
        """A complete search was answered."""
        at = defaultdict[datetime, set[int]](set)
        for event, start in seen:
            at[start].add(event)
        self.reads.append(Read(began, len(self.posts), seen, at))
        self.found |= {start for event, start in seen if event not in self.baseline and self.of[start]}

    def post(self, starts: tuple[datetime, ...], now: float) -> None:
        """A request leaves."""
        expect(self.intent == starts, f"I3: no intent is on disk for {starts}")
        expect(bool(self.reads), "D6: a request leaves before anything was looked at")
        expect(not self.stopped_by, f"F20: a request leaves after {self.stopped_by}")
        self.intent = None
        for start in starts:
            self._may_be_asked(start)
        self._nothing_else_is_open(starts)
        entry = Post(starts, self.process, now)
        for start in starts:
            self.of[start].append((len(self.posts), entry))
        self._open.update(starts)
        self.posts.append(entry)

    def answered(self, outcome: str, reason: str, now: float) -> None:
        """The answer is back at the client, which does not yet mean that it will be remembered."""
        self.posts[-1].ended, self.heard = now, (outcome, reason)

    def recorded(self) -> None:
        """The answer is on disk."""
        last = self.posts[-1]
        last.outcome, last.reason = self.heard
        reason = last.reason
        if reason in {"NOT_AUTHORISED", "FORBIDDEN"}:
            self.stopped_by = reason

    def commit(self, start: datetime, requests: list[int]) -> None:
        """The server executes a request for this start."""
        expect(not self.once or len(set(requests)) <= 1, f"I1: {start} was executed by requests {requests}")

    def _may_be_asked(self, start: datetime) -> None:
        shown = self.reads[-1].at.get(start, set()) - self.baseline
        expect(not shown, f"I4: {start} is asked for although {shown} were just seen there")
        for number, post in self.of[start]:
            expect(post.outcome != "CREATED", f"I4: {start} is asked for again after it was created")
            if post.is_open:
                self._is_settled(start, number, post)
            elif post.outcome == "REJECTED":
                self._may_follow_a_refusal(start, number, post)

    def _is_settled(self, start: datetime, number: int, post: Post) -> None:
        expect(self.resend, f"D3: {start} is asked for again without --resend")
        since = (post.ended if post.process == self.process else self.began) + self.settle
        absent = [
            read
            for read in self.reads
            if read.after > number and start not in {when for _, when in read.seen - self._theirs(read)}
        ]
        pairs = itertools.pairwise(absent)
        proved = any(one.began >= since and one.seen == other.seen for one, other in pairs)
        expect(
            proved,
            f"I4: {start} is asked for again, and two equal looks after {since} did not prove it absent",
        )

    def _theirs(self, read: Read) -> Seen:
        return frozenset(pair for pair in read.seen if pair[0] in self.baseline)

    def _may_follow_a_refusal(self, start: datetime, number: int, post: Post) -> None:
        expect(post.reason in MAY_BE_ASKED_AGAIN, f"{start} is asked for again after {post.reason}")
        looked = any(read.after > number for read in self.reads)
        expect(looked, f"I4: {start} is asked for again after {post.reason} without a look")

    def _nothing_else_is_open(self, starts: tuple[datetime, ...]) -> None:
        """What may still come into being is dealt with before anything else is asked for."""
        self._open = {start for start in self._open if not self._is_dealt_with(start)}
        for start in () if self.resend else self._open:
            expect(start in starts, f"D3: other dates are asked for while {start} is unresolved")

    def _is_dealt_with(self, start: datetime) -> bool:
        """Whether nothing more can come of what asked for a start; that stays so until it is asked for again."""
        posts = [post for _, post in self.of[start]]
        closed = any(
            post.outcome == "CREATED" or post.reason in {"CONFLICT", "INVALID", "NOT_FOUND"} for post in posts
        )
        return closed or start in self.found or not any(post.is_open for post in posts)


def expect(holds: bool, words: str) -> None:  # noqa: FBT001  a fact, not a switch
    """Raises `Broken` with these words unless it holds."""
    if not holds:
        raise Broken(words)
