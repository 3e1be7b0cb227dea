"""The wire matrix: every fault of the emulator, met by a search and by the reading of one event.

A line is a cell: row of `reliability.md` §4 | operation | instructions, joined by ` ; `, or one and ` xN` | the ids that are read, by
start, or the error and its reason | arrivals (| `wait` seconds, or `page`: the size of a page). Three tries at most.
"""

READS_V1 = """
F00 | search | ok                                       | 108 110 109                  | 1
F00 | search | chunked                                  | 108 110 109                  | 1
F00 | search | close-delimited                          | 108 110 109                  | 1
F00 | search | late-commit:0                            | 108 110 109                  | 1
F00 | search | late-answer:0                            | 108 110 109                  | 1
F00 | event  | ok                                       | 108                          | 1
F00 | event  | chunked                                  | 108                          | 1
F00 | event  | close-delimited                          | 108                          | 1
F00 | event  | late-commit:0                            | 108                          | 1
F00 | event  | late-answer:0                            | 108                          | 1
F05 | search | hang x3                                  | ApiUnavailable TIMEOUT       | 3
F05 | event  | hang x3                                  | ApiUnavailable TIMEOUT       | 3
F05 | search | hang                                     | 108 110 109                  | 2
F05 | event  | hang                                     | 108                          | 2
F05 | search | late-commit:30 x3                        | ApiUnavailable TIMEOUT       | 3
F06 | search | late-answer:30                           | 108 110 109                  | 2
F05 | event  | connect: hang x3                         | ApiUnavailable TIMEOUT       | 3
F08 | search | rst x3                                   | ApiUnavailable BROKEN        | 3
F08 | event  | rst x3                                   | ApiUnavailable BROKEN        | 3
F08 | search | rst x2                                   | 108 110 109                  | 3
F08 | event  | rst                                      | 108                          | 2
F08 | search | fin x3                                   | ApiUnavailable BROKEN        | 3
F08 | event  | fin x3                                   | ApiUnavailable BROKEN        | 3
F08 | search | fin x2                                   | 108 110 109                  | 3
F08 | event  | fin                                      | 108                          | 2
F08 | search | connect: fin x3                          | ApiUnavailable BROKEN        | 3
F08 | event  | connect: fin x2                          | 108                          | 3
F09 | search | rst-body x3                              | ApiUnavailable BROKEN        | 3
F09 | event  | rst-body x3                              | ApiUnavailable BROKEN        | 3
F09 | search | rst-body                                 | 108 110 109                  | 2
F09 | search | cut-length x3                            | ApiUnavailable BROKEN        | 3
F09 | event  | cut-length x3                            | ApiUnavailable BROKEN        | 3
F09 | search | cut-length                               | 108 110 109                  | 2
F09 | search | cut-chunked x3                           | ApiUnavailable BROKEN        | 3
F09 | event  | cut-chunked x3                           | ApiUnavailable BROKEN        | 3
F09 | search | cut-chunked                              | 108 110 109                  | 2
F09 | search | partial-headers x3                       | ApiUnavailable BROKEN        | 3
F09 | event  | partial-headers x3                       | ApiUnavailable BROKEN        | 3
F09 | search | partial-headers                          | 108 110 109                  | 2
F09 | search | cut-close x3                             | ApiUnavailable MALFORMED     | 3
F09 | event  | cut-close x3                             | ApiUnavailable MALFORMED     | 3
F09 | search | cut-close x2                             | 108 110 109                  | 3
F10 | search | garbage-status x3                        | ApiUnavailable BROKEN        | 3
F10 | event  | garbage-status x3                        | ApiUnavailable BROKEN        | 3
F10 | search | fat-headers:300000 x3                    | ApiUnavailable BROKEN        | 3
F10 | event  | fat-headers:300000 x3                    | ApiUnavailable BROKEN        | 3
F10 | search | garbage-status x2                        | 108 110 109                  | 3
F10 | search | storm-1xx:1000                           | 108 110 109                  | 1
F10 | search | fat-headers:20000                        | 108 110 109                  | 1
F10 | event  | storm-1xx:1000                           | 108                          | 1
F10 | event  | fat-headers:20000                        | 108                          | 1
F11 | search | drip:0.15 x3                             | ApiUnavailable TIMEOUT       | 3
F11 | event  | drip:0.15 x3                             | ApiUnavailable TIMEOUT       | 3
F11 | event  | drip-headers:0.15 x3                     | ApiUnavailable TIMEOUT       | 3
F11 | search | drip-headers:0.15                        | 108 110 109                  | 2
F11 | search | drip:0                                   | 108 110 109                  | 1
F12 | search | invalid-json x3                          | ApiUnavailable MALFORMED     | 3
F12 | event  | invalid-json x3                          | ApiUnavailable MALFORMED     | 3
F12 | search | nan x3                                   | ApiUnavailable MALFORMED     | 3
F12 | event  | nan x3                                   | ApiUnavailable MALFORMED     | 3
F12 | search | duplicate-keys x3                        | ApiUnavailable MALFORMED     | 3
F12 | event  | duplicate-keys x3                        | ApiUnavailable MALFORMED     | 3
F12 | search | deep:100000 x3                           | ApiUnavailable MALFORMED     | 3
F12 | event  | deep:100000 x3                           | ApiUnavailable MALFORMED     | 3
F12 | search | wrong-charset x3                         | ApiUnavailable MALFORMED     | 3
F12 | event  | wrong-charset x3                         | ApiUnavailable MALFORMED     | 3
F12 | search | huge:200000000 x3                        | ApiUnavailable TOO_LARGE     | 3
F12 | event  | huge:200000000 x3                        | ApiUnavailable TOO_LARGE     | 3
F12 | search | gzip-bomb:50000000 x3                   | ApiUnavailable ENCODED       | 3
F12 | event  | gzip-bomb:50000000 x3                   | ApiUnavailable ENCODED       | 3
F12 | search | gzip x3                                  | ApiUnavailable ENCODED       | 3
F12 | event  | gzip x3                                  | ApiUnavailable ENCODED       | 3
F12 | search | bad-gzip x3                              | ApiUnavailable ENCODED       | 3
F12 | event  | bad-gzip x3                              | ApiUnavailable ENCODED       | 3
F12 | search | deep:100000 x2                           | 108 110 109                  | 3
F12 | event  | gzip-bomb:50000000                      | 108                          | 2
F13 | search | html x3                                  | ApiUnavailable NOT_JSON      | 3
F13 | event  | html x3                                  | ApiUnavailable NOT_JSON      | 3
F13 | search | 204 x3                                   | ApiUnavailable STATUS        | 3
F13 | event  | 204 x3                                   | ApiUnavailable STATUS        | 3
F13 | search | empty x3                                 | ApiUnavailable MALFORMED     | 3
F13 | event  | empty x3                                 | ApiUnavailable MALFORMED     | 3
F13 | search | success-false x3                         | ApiUnavailable MALFORMED     | 3
F13 | event  | success-false x3                         | ApiUnavailable MALFORMED     | 3
F13 | search | missing-fields x3                        | ApiUnavailable MALFORMED     | 3
F13 | event  | missing-fields x3                        | ApiUnavailable MALFORMED     | 3
F13 | search | wrong-types x3                           | ApiUnavailable MALFORMED     | 3
F13 | event  | wrong-types x3                           | ApiUnavailable MALFORMED     | 3
F13 | search | other-ids x3                             | ApiUnavailable MALFORMED     | 3
F13 | event  | other-ids x3                             | ApiUnavailable MALFORMED     | 3
F13 | search | html                                     | 108 110 109                  | 2
F13 | event  | 204 x2                                   | 108                          | 3
F19 | search | 400                                      | Refused INVALID              | 1
F19 | search | 404                                      | NotFound NOT_FOUND           | 1
F19 | search | 409                                      | Refused CONFLICT             | 1
F19 | search | 422                                      | Refused INVALID              | 1
F20 | search | 401                                      | NotAuthorised NOT_AUTHORISED | 1
F20 | search | 402                                      | Forbidden FORBIDDEN          | 1
F20 | search | 403                                      | Forbidden FORBIDDEN          | 1
F19 | event  | 400                                      | Refused INVALID              | 1
F19 | event  | 404                                      | NotFound NOT_FOUND           | 1
F19 | event  | 409                                      | Refused CONFLICT             | 1
F19 | event  | 422                                      | Refused INVALID              | 1
F20 | event  | 401                                      | NotAuthorised NOT_AUTHORISED | 1
F20 | event  | 402                                      | Forbidden FORBIDDEN          | 1
F20 | event  | 403                                      | Forbidden FORBIDDEN          | 1
F21 | search | 429:5                                    | RateLimited RATE_LIMITED     | 1 | wait 5
F21 | event  | 429:0                                    | RateLimited RATE_LIMITED     | 1 | wait 1
F21 | search | 429:-3                                   | RateLimited RATE_LIMITED     | 1 | wait 60
F21 | event  | 429:1000000000                           | RateLimited RATE_LIMITED     | 1 | wait 300
F21 | search | 429:５                                    | RateLimited RATE_LIMITED     | 1 | wait 60
F21 | event  | 429:soon                                 | RateLimited RATE_LIMITED     | 1 | wait 60
F21 | search | 429:Wed, 21 Oct 2037 07:28:00 GMT        | RateLimited RATE_LIMITED     | 1 | wait 60
F22 | event  | 429                                      | RateLimited RATE_LIMITED     | 1 | wait 60
F22 | search | 429                                      | RateLimited RATE_LIMITED     | 1 | wait 60
F24 | search | 500 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | event  | 500 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 500-html x3                              | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 502 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | event  | 502 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 502-html x3                              | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 503 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | event  | 503 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 503-html x3                              | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 504 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | event  | 504 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 504-html x3                              | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 503 x2                                   | 108 110 109                  | 3
F24 | event  | 502-html x2                              | 108                          | 3
F25 | search | 301:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | event  | 301:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | search | 302:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | event  | 302:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | search | 303:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | event  | 303:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | search | 307:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | event  | 307:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | search | 308:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | event  | 308:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F25 | search | 302:/api/v1/activity/4564/search         | ApiUnavailable REDIRECT      | 1
F26 | search | 503 ; rst                                | 108 110 109                  | 3
F26 | search | cut-close ; html                         | 108 110 109                  | 3
F26 | search | rst ; hang ; 500                         | ApiUnavailable SERVER_ERROR  | 3
F26 | event  | invalid-json ; 401                       | NotAuthorised NOT_AUTHORISED | 2
F26 | search | 503 ; 429:5                              | RateLimited RATE_LIMITED     | 2 | wait 5
F27 | search | empty-list                               | -                            | 1
F28 | search | repeat-rows                              | 108 110 109                  | 1
F28 | search | unsorted                                 | 108 110 109                  | 1
F28 | search | foreign-rows                             | 108 110 109                  | 1
F28 | search | truncate:1                               | ApiUnavailable MALFORMED     | 1
F28 | search | truncate:3                               | ApiUnavailable MALFORMED     | 1
F28 | search | hide:1                                   | 108 110                      | 1
F28 | search | ok x4                                    | 108 110 109                  | 4 | page 1
F28 | search | ok ; same-page                           | ApiUnavailable MALFORMED     | 2 | page 1
F28 | search | ok ; ok ; truncate:1                     | ApiUnavailable MALFORMED     | 3 | page 1
F28 | search | ok ; 503 ; ok ; rst ; ok ; ok            | 108 110 109                  | 6 | page 1
F28 | search | ok ; repeat-rows ; ok ; ok               | 108 110 109                  | 4 | page 1
F28 | search | same-page                                | 108 110 109                  | 1
F29 | search | foreign:2027-01-12T10:00:00@before       | 108 110 503 109              | 1
F30 | search | delete:2027-01-20T10:30:00@before        | 108 110                      | 1
F30 | event  | delete:2027-01-04T10:00:00@before        | 108 deleted                  | 1
F16 | search | lag:30                                   | 108 110 109                  | 1
"""

READS_V2 = """
F00 | search | ok                                       | 108 110 109                  | 1
F00 | event  | ok                                       | 108                          | 1
F08 | search | rst x3                                   | ApiUnavailable BROKEN        | 3
F08 | event  | rst x3                                   | ApiUnavailable BROKEN        | 3
F09 | search | cut-close x3                             | ApiUnavailable MALFORMED     | 3
F09 | event  | cut-close x3                             | ApiUnavailable MALFORMED     | 3
F12 | search | invalid-json x3                          | ApiUnavailable MALFORMED     | 3
F12 | event  | invalid-json x3                          | ApiUnavailable MALFORMED     | 3
F12 | search | nan x3                                   | ApiUnavailable MALFORMED     | 3
F12 | event  | nan x3                                   | ApiUnavailable MALFORMED     | 3
F12 | search | duplicate-keys x3                        | ApiUnavailable MALFORMED     | 3
F12 | event  | duplicate-keys x3                        | ApiUnavailable MALFORMED     | 3
F13 | search | html x3                                  | ApiUnavailable NOT_JSON      | 3
F13 | event  | html x3                                  | ApiUnavailable NOT_JSON      | 3
F13 | search | 204 x3                                   | ApiUnavailable STATUS        | 3
F13 | event  | 204 x3                                   | ApiUnavailable STATUS        | 3
F13 | search | empty x3                                 | ApiUnavailable MALFORMED     | 3
F13 | event  | empty x3                                 | ApiUnavailable MALFORMED     | 3
F13 | search | success-false x3                         | ApiUnavailable MALFORMED     | 3
F13 | event  | success-false x3                         | ApiUnavailable MALFORMED     | 3
F13 | search | missing-fields x3                        | ApiUnavailable MALFORMED     | 3
F13 | event  | missing-fields x3                        | ApiUnavailable MALFORMED     | 3
F13 | search | wrong-types x3                           | ApiUnavailable MALFORMED     | 3
F13 | event  | wrong-types x3                           | ApiUnavailable MALFORMED     | 3
F13 | search | other-ids x3                             | ApiUnavailable MALFORMED     | 3
F13 | event  | other-ids x3                             | ApiUnavailable MALFORMED     | 3
F19 | search | 404                                      | NotFound NOT_FOUND           | 1
F19 | search | 422                                      | Refused INVALID              | 1
F20 | search | 401                                      | NotAuthorised NOT_AUTHORISED | 1
F20 | search | 403                                      | Forbidden FORBIDDEN          | 1
F19 | event  | 404                                      | NotFound NOT_FOUND           | 1
F19 | event  | 422                                      | Refused INVALID              | 1
F20 | event  | 401                                      | NotAuthorised NOT_AUTHORISED | 1
F20 | event  | 403                                      | Forbidden FORBIDDEN          | 1
F21 | search | 429:5                                    | RateLimited RATE_LIMITED     | 1 | wait 5
F24 | search | 503 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | event  | 503 x3                                   | ApiUnavailable SERVER_ERROR  | 3
F24 | search | 503 x2                                   | 108 110 109                  | 3
F25 | search | 307:{elsewhere}                          | ApiUnavailable REDIRECT      | 1
F27 | search | empty-list                               | -                            | 1
F28 | search | repeat-rows                              | 108 110 109                  | 1
F28 | search | unsorted                                 | 108 110 109                  | 1
F30 | event  | delete:2027-01-04T10:00:00@before        | 108 deleted                  | 1
"""
