"""The wire matrix: the faults that look otherwise in V2, met by a POST of three dates.

A line is a cell: as in `posts_v1.py`. V2 answers 201, refuses in JSON:API, counts nothing, and names no location.
"""

POSTS = """
F00 | ok                                 | CREATED AS_ASKED        | abc
F00 | chunked                            | CREATED AS_ASKED        | abc
F00 | unsorted                           | CREATED AS_ASKED        | abc
F05 | hang@before                        | UNKNOWN TIMEOUT         | -
F06 | hang@after                         | UNKNOWN TIMEOUT         | abc
F07 | late-commit:30                     | UNKNOWN TIMEOUT         | - | later abc
F08 | rst@before                         | UNKNOWN BROKEN          | -
F08 | rst@after                          | UNKNOWN BROKEN          | abc
F08 | rst@partial:1                      | UNKNOWN BROKEN          | a
F09 | cut-close@before                   | UNKNOWN MALFORMED       | -
F09 | cut-close@after                    | UNKNOWN MALFORMED       | abc
F09 | cut-close@partial:1                | UNKNOWN MALFORMED       | a
F09 | cut-length@before                  | UNKNOWN BROKEN          | -
F09 | cut-length@after                   | UNKNOWN BROKEN          | abc
F09 | cut-length@partial:1               | UNKNOWN BROKEN          | a
F12 | invalid-json                       | UNKNOWN MALFORMED       | abc
F12 | nan                                | UNKNOWN MALFORMED       | abc
F12 | duplicate-keys                     | UNKNOWN MALFORMED       | abc
F12 | deep:100000                        | UNKNOWN MALFORMED       | abc
F12 | wrong-charset                      | UNKNOWN MALFORMED       | abc
F12 | gzip                               | UNKNOWN ENCODED         | abc
F13 | html@before                        | UNKNOWN NOT_JSON        | -
F13 | html@after                         | UNKNOWN NOT_JSON        | abc
F13 | html@partial:1                     | UNKNOWN NOT_JSON        | a
F13 | 204@before                         | UNKNOWN STATUS          | -
F13 | 204@after                          | UNKNOWN STATUS          | abc
F13 | 204@partial:1                      | UNKNOWN STATUS          | a
F13 | empty                              | UNKNOWN MALFORMED       | abc
F13 | success-false                      | UNKNOWN MALFORMED       | abc
F13 | missing-fields                     | UNKNOWN MALFORMED       | abc
F13 | wrong-types                        | UNKNOWN MALFORMED       | abc
F13 | other-ids                          | UNKNOWN MALFORMED       | abc
F14 | fewer:1                            | UNKNOWN FEWER           | ab
F14 | fewer:3                            | UNKNOWN FEWER           | -
F14 | ok@partial:1                       | UNKNOWN FEWER           | a
F14 | hide:1                             | UNKNOWN FEWER           | abc
F14 | empty-list                         | UNKNOWN FEWER           | abc
F14 | truncate:1                         | UNKNOWN FEWER           | abc
F15 | more:1                             | UNKNOWN MORE            | abc+
F15 | twice                              | UNKNOWN MORE            | aabc
F15 | other                              | UNKNOWN OTHER_DATES     | +++
F15 | shift:3600                         | UNKNOWN OTHER_DATES     | +++
F15 | repeat-rows                        | UNKNOWN OLD_IDS         | abc
F16 | lie                                | CREATED AS_ASKED        | -
F17 | 409                                | REJECTED CONFLICT       | - | named a
F17 | foreign:2027-01-18T10:00:00@before | REJECTED CONFLICT       | b | named b
F18 | 409@partial:1                      | REJECTED CONFLICT       | a | named b
F19 | 400                                | REJECTED INVALID        | -
F19 | 404                                | REJECTED NOT_FOUND      | -
F19 | 422                                | REJECTED INVALID        | -
F20 | 401                                | REJECTED NOT_AUTHORISED | -
F20 | 402                                | REJECTED FORBIDDEN      | -
F20 | 403                                | REJECTED FORBIDDEN      | -
F21 | 429:5                              | REJECTED RATE_LIMITED   | - | wait 5
F22 | 429                                | REJECTED RATE_LIMITED   | - | wait 60
F23 | commit-429                         | REJECTED RATE_LIMITED   | abc | wait 60
F24 | 500@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 500@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 500@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 500-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 500-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 500-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F24 | 503@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 503@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 503@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 503-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 503-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 503-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F25 | 302:{elsewhere}                    | UNKNOWN REDIRECT        | -
F25 | 307:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 308:/api/v2/locations/4564/events/108/duplicate | UNKNOWN REDIRECT        | -
F28 | foreign-rows                       | UNKNOWN MORE            | abc
"""
