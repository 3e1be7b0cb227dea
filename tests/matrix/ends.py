"""End states: a fault meets the first or the middle POST of a real apply, and what must be so when it is over.

A line is a run: row of `reliability.md` §4 | which duplicate it meets (1, 2 or 3), or `search`: the
searches after the first duplicate, whose own fault stands before the `/` | instruction | mode | ending | POSTs | the dates
that exist at the end (six are planned, a to f, two a request) | what `resume --resend` makes of it, if it is tried.

The emulator gives the ids of a lie away once more, so that the second answer to F16 shows an id of the first.
"""

ENDS = """
F05 | 1 | hang@before              | strict | UNRESOLVED     | 1 | -       | DONE 4
F05 | 2 | hang@before              | resend | DONE           | 4 | abcdef  |
F05 | 1 | hang@partial:1           | strict | UNRESOLVED     | 1 | a       | DONE 4
F05 | 2 | hang@partial:1           | resend | DONE           | 4 | abcdef  |
F06 | 1 | hang@after               | strict | DONE           | 3 | abcdef  |
F06 | 2 | hang@after               | resend | DONE           | 3 | abcdef  |
F06 | 1 | late-answer:30           | strict | DONE           | 3 | abcdef  |
F07 | 1 | late-commit:0.7          | strict | DONE           | 3 | abcdef  |
F07 | 2 | late-commit:0.7          | resend | DONE           | 3 | abcdef  |
F07 | 1 | late-commit:30           | strict | UNRESOLVED     | 1 | ab      |
F07 | 1 | late-commit:30           | resend | DONE           | 4 | abcdef  |
F08 | 1 | rst@before               | strict | UNRESOLVED     | 1 | -       | DONE 4
F08 | 2 | rst@before               | resend | DONE           | 4 | abcdef  |
F08 | 1 | rst@after                | strict | DONE           | 3 | abcdef  |
F08 | 2 | rst@partial:1            | strict | UNRESOLVED     | 2 | abc     | DONE 4
F08 | 1 | fin@before               | resend | DONE           | 4 | abcdef  |
F08 | 2 | fin@after                | resend | DONE           | 3 | abcdef  |
F08 | 1 | fin@partial:1            | resend | DONE           | 4 | abcdef  |
F09 | 1 | rst-body                 | strict | DONE           | 3 | abcdef  |
F09 | 2 | cut-length@partial:1     | resend | DONE           | 4 | abcdef  |
F09 | 1 | cut-chunked              | strict | DONE           | 3 | abcdef  |
F09 | 2 | cut-close@before         | resend | DONE           | 4 | abcdef  |
F10 | 1 | garbage-status           | strict | DONE           | 3 | abcdef  |
F10 | 2 | fat-headers:300000@before| strict | UNRESOLVED     | 2 | ab      | DONE 4
F11 | 1 | drip:0.15                | strict | DONE           | 3 | abcdef  |
F12 | 1 | invalid-json@partial:1   | resend | DONE           | 4 | abcdef  |
F12 | 2 | huge:200000000           | strict | DONE           | 3 | abcdef  |
F12 | 1 | deep:100000@before       | strict | UNRESOLVED     | 1 | -       | DONE 4
F12 | 2 | gzip-bomb:50000000       | resend | DONE           | 3 | abcdef  |
F13 | 1 | html@before              | resend | DONE           | 4 | abcdef  |
F13 | 2 | 204                      | strict | DONE           | 3 | abcdef  |
F13 | 1 | success-false@partial:1  | strict | UNRESOLVED     | 1 | a       | DONE 4
F14 | 1 | fewer:1                  | strict | UNRESOLVED     | 1 | a       | DONE 4
F14 | 2 | fewer:1                  | resend | DONE           | 4 | abcdef  |
F14 | 1 | hide:1                   | strict | DONE           | 3 | abcdef  |
F14 | 2 | ok@partial:1             | resend | DONE           | 4 | abcdef  |
F15 | 1 | more:1                   | resend | DRIFT          | 1 | abc     |
F15 | 2 | other                    | resend | DRIFT          | 2 | abde    |
F15 | 1 | shift:3600               | strict | DRIFT          | 1 | ++      |
F15 | 2 | twice                    | resend | DRIFT          | 2 | abccd   |
F16 | 1 | lie                      | resend | DRIFT          | 2 | cd      |
F16 | 3 | lie                      | resend | DRIFT          | 3 | abcd    |
F16 | 2 | lag:0.2                  | strict | DONE           | 3 | abcdef  |
F16 | 1 | lag:60                   | resend | DRIFT          | 3 | abcdef  |
F17 | 1 | 409                      | strict | CONFLICT       | 1 | -       |
F17 | 2 | 409                      | resend | CONFLICT       | 2 | ab      |
F17 | 1 | 409                      | continue | CONFLICT     | 3 | cdef    |
F17 | 1 | 409                      | isolate | CONFLICT      | 4 | bcdef   |
F18 | 1 | 409@partial:1            | strict | CONFLICT       | 1 | a       |
F18 | 2 | 409@partial:1            | isolate | CONFLICT      | 3 | abcef   |
F19 | 1 | 400                      | resend | REJECTED       | 1 | -       |
F19 | 2 | 404                      | resend | REJECTED       | 2 | ab      |
F19 | 1 | 422                      | strict | REJECTED       | 1 | -       |
F20 | 1 | 401                      | strict | NOT_AUTHORISED | 1 | -       | DONE 4
F20 | 2 | 403                      | resend | NOT_AUTHORISED | 2 | ab      | DONE 4
F21 | 2 | 429:1                    | strict | DONE           | 4 | abcdef  |
F22 | 2 | 429:0 x5                 | strict | RATE_LIMITED   | 6 | ab      | DONE 8
F23 | 1 | 429:1@after              | strict | DONE           | 3 | abcdef  |
F24 | 1 | 500@before               | strict | UNRESOLVED     | 1 | -       | DONE 4
F24 | 2 | 502-html@before          | resend | DONE           | 4 | abcdef  |
F24 | 1 | 503@after                | strict | DONE           | 3 | abcdef  |
F24 | 2 | 504-html@partial:1       | resend | DONE           | 4 | abcdef  |
F25 | 1 | 307:{elsewhere}          | strict | UNRESOLVED     | 1 | -       | DONE 4
F25 | 2 | 302:{elsewhere}@after    | strict | DONE           | 3 | abcdef  |
F25 | 1 | 308:{elsewhere}          | resend | DONE           | 4 | abcdef  |
F26 | search | rst@after / 503 x3        | strict | UNAVAILABLE  | 1 | ab     | DONE 3
F26 | search | rst@before / cut-close x3 | resend | UNAVAILABLE  | 1 | -      | DONE 4
F26 | search | 503@after / rst x2        | strict | DONE         | 3 | abcdef |
F27 | search | rst@after / empty-list    | resend | SUSPICIOUS   | 1 | ab     | DONE 3
F28 | search | rst@after / repeat-rows   | strict | DONE         | 3 | abcdef |
F28 | search | 503@before / unsorted     | resend | DONE         | 4 | abcdef |
F28 | search | rst@after / foreign-rows  | strict | DONE         | 3 | abcdef |
F28 | search | rst@after / truncate:1    | strict | UNAVAILABLE  | 1 | ab     | DONE 3
"""
