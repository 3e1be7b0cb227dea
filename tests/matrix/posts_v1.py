"""The wire matrix: every fault of the emulator, met by a POST of three dates in V1.

A line is a cell: row of `reliability.md` §4 | instruction | outcome and reason | the dates that exist afterwards
(| and what else is seen: `later` the dates after another minute, `wait` seconds, `named` dates, `arrivals` of the POST if
not 1). The stage says what the service did meanwhile; that no outcome but that of F16 depends on it is the point.
"""

POSTS = """
F00 | ok                                 | CREATED AS_ASKED        | abc
F00 | chunked                            | CREATED AS_ASKED        | abc
F00 | close-delimited                    | CREATED AS_ASKED        | abc
F00 | unsorted                           | CREATED AS_ASKED        | abc
F00 | same-page                          | CREATED AS_ASKED        | abc
F05 | hang@before                        | UNKNOWN TIMEOUT         | -
F05 | hang-nocommit                      | UNKNOWN TIMEOUT         | -
F05 | hang@partial:1                     | UNKNOWN TIMEOUT         | a
F05 | late-answer:30@before              | UNKNOWN TIMEOUT         | -
F05 | connect: hang                      | UNKNOWN TIMEOUT         | - | arrivals 0
F06 | hang@after                         | UNKNOWN TIMEOUT         | abc
F06 | commit-hang                        | UNKNOWN TIMEOUT         | abc
F06 | late-answer:30                     | UNKNOWN TIMEOUT         | abc
F06 | late-answer:30@partial:1           | UNKNOWN TIMEOUT         | a
F07 | late-commit:30                     | UNKNOWN TIMEOUT         | - | later abc
F07 | late-commit:30@partial:1           | UNKNOWN TIMEOUT         | - | later a
F07 | late-commit:30@before              | UNKNOWN TIMEOUT         | -
F07 | late-commit:30 + fewer:1           | UNKNOWN TIMEOUT         | - | later ab
F08 | rst@before                         | UNKNOWN BROKEN          | -
F08 | rst@after                          | UNKNOWN BROKEN          | abc
F08 | rst@partial:1                      | UNKNOWN BROKEN          | a
F08 | fin@before                         | UNKNOWN BROKEN          | -
F08 | fin@after                          | UNKNOWN BROKEN          | abc
F08 | fin@partial:1                      | UNKNOWN BROKEN          | a
F08 | commit-then-rst                    | UNKNOWN BROKEN          | abc
F08 | commit-then-fin                    | UNKNOWN BROKEN          | abc
F08 | connect: fin                       | UNKNOWN BROKEN          | - | arrivals 0
F09 | rst-body@before                    | UNKNOWN BROKEN          | -
F09 | rst-body@after                     | UNKNOWN BROKEN          | abc
F09 | rst-body@partial:1                 | UNKNOWN BROKEN          | a
F09 | cut-length@before                  | UNKNOWN BROKEN          | -
F09 | cut-length@after                   | UNKNOWN BROKEN          | abc
F09 | cut-length@partial:1               | UNKNOWN BROKEN          | a
F09 | cut-chunked@before                 | UNKNOWN BROKEN          | -
F09 | cut-chunked@after                  | UNKNOWN BROKEN          | abc
F09 | cut-chunked@partial:1              | UNKNOWN BROKEN          | a
F09 | cut-close@before                   | UNKNOWN MALFORMED       | -
F09 | cut-close@after                    | UNKNOWN MALFORMED       | abc
F09 | cut-close@partial:1                | UNKNOWN MALFORMED       | a
F09 | partial-headers@before             | UNKNOWN BROKEN          | -
F09 | partial-headers@after              | UNKNOWN BROKEN          | abc
F09 | partial-headers@partial:1          | UNKNOWN BROKEN          | a
F10 | garbage-status@before              | UNKNOWN BROKEN          | -
F10 | garbage-status@after               | UNKNOWN BROKEN          | abc
F10 | garbage-status@partial:1           | UNKNOWN BROKEN          | a
F10 | fat-headers:300000@before          | UNKNOWN BROKEN          | -
F10 | fat-headers:300000@after           | UNKNOWN BROKEN          | abc
F10 | fat-headers:300000@partial:1       | UNKNOWN BROKEN          | a
F10 | fat-headers:20000                  | CREATED AS_ASKED        | abc
F10 | storm-1xx:1000                     | CREATED AS_ASKED        | abc
F10 | storm-1xx:1000@partial:1           | UNKNOWN FEWER           | a
F10 | storm-1xx:1000 + 503@before        | UNKNOWN SERVER_ERROR    | abc
F11 | drip:0.15@before                   | UNKNOWN TIMEOUT         | -
F11 | drip:0.15@after                    | UNKNOWN TIMEOUT         | abc
F11 | drip:0.15@partial:1                | UNKNOWN TIMEOUT         | a
F11 | drip-headers:0.15@before           | UNKNOWN TIMEOUT         | -
F11 | drip-headers:0.15@after            | UNKNOWN TIMEOUT         | abc
F11 | drip-headers:0.15@partial:1        | UNKNOWN TIMEOUT         | a
F11 | drip:0                             | CREATED AS_ASKED        | abc
F12 | invalid-json@before                | UNKNOWN MALFORMED       | -
F12 | invalid-json@after                 | UNKNOWN MALFORMED       | abc
F12 | invalid-json@partial:1             | UNKNOWN MALFORMED       | a
F12 | nan@before                         | UNKNOWN MALFORMED       | -
F12 | nan@after                          | UNKNOWN MALFORMED       | abc
F12 | nan@partial:1                      | UNKNOWN MALFORMED       | a
F12 | duplicate-keys@before              | UNKNOWN MALFORMED       | -
F12 | duplicate-keys@after               | UNKNOWN MALFORMED       | abc
F12 | duplicate-keys@partial:1           | UNKNOWN MALFORMED       | a
F12 | deep:100000@before                 | UNKNOWN MALFORMED       | -
F12 | deep:100000@after                  | UNKNOWN MALFORMED       | abc
F12 | deep:100000@partial:1              | UNKNOWN MALFORMED       | a
F12 | wrong-charset@before               | UNKNOWN MALFORMED       | -
F12 | wrong-charset@after                | UNKNOWN MALFORMED       | abc
F12 | wrong-charset@partial:1            | UNKNOWN MALFORMED       | a
F12 | huge:200000000@before              | UNKNOWN TOO_LARGE       | -
F12 | huge:200000000@after               | UNKNOWN TOO_LARGE       | abc
F12 | huge:200000000@partial:1           | UNKNOWN TOO_LARGE       | a
F12 | gzip-bomb:50000000@before         | UNKNOWN ENCODED         | -
F12 | gzip-bomb:50000000@after          | UNKNOWN ENCODED         | abc
F12 | gzip-bomb:50000000@partial:1      | UNKNOWN ENCODED         | a
F12 | gzip@before                        | UNKNOWN ENCODED         | -
F12 | gzip@after                         | UNKNOWN ENCODED         | abc
F12 | gzip@partial:1                     | UNKNOWN ENCODED         | a
F12 | bad-gzip@before                    | UNKNOWN ENCODED         | -
F12 | bad-gzip@after                     | UNKNOWN ENCODED         | abc
F12 | bad-gzip@partial:1                 | UNKNOWN ENCODED         | a
F13 | html@before                        | UNKNOWN NOT_JSON        | -
F13 | html@after                         | UNKNOWN NOT_JSON        | abc
F13 | html@partial:1                     | UNKNOWN NOT_JSON        | a
F13 | 204@before                         | UNKNOWN STATUS          | -
F13 | 204@after                          | UNKNOWN STATUS          | abc
F13 | 204@partial:1                      | UNKNOWN STATUS          | a
F13 | empty@before                       | UNKNOWN MALFORMED       | -
F13 | empty@after                        | UNKNOWN MALFORMED       | abc
F13 | empty@partial:1                    | UNKNOWN MALFORMED       | a
F13 | success-false@before               | UNKNOWN MALFORMED       | -
F13 | success-false@after                | UNKNOWN MALFORMED       | abc
F13 | success-false@partial:1            | UNKNOWN MALFORMED       | a
F13 | missing-fields@before              | UNKNOWN MALFORMED       | -
F13 | missing-fields@after               | UNKNOWN MALFORMED       | abc
F13 | missing-fields@partial:1           | UNKNOWN MALFORMED       | a
F13 | wrong-types@before                 | UNKNOWN MALFORMED       | -
F13 | wrong-types@after                  | UNKNOWN MALFORMED       | abc
F13 | wrong-types@partial:1              | UNKNOWN MALFORMED       | a
F13 | other-ids@before                   | UNKNOWN MALFORMED       | -
F13 | other-ids@after                    | UNKNOWN MALFORMED       | abc
F13 | other-ids@partial:1                | UNKNOWN MALFORMED       | a
F14 | fewer:1                            | UNKNOWN FEWER           | ab
F14 | fewer:2                            | UNKNOWN FEWER           | a
F14 | fewer:3                            | UNKNOWN FEWER           | -
F14 | fewer:1@before                     | UNKNOWN FEWER           | -
F14 | ok@partial:1                       | UNKNOWN FEWER           | a
F14 | ok@partial:2                       | UNKNOWN FEWER           | ab
F14 | ok@partial:0                       | UNKNOWN FEWER           | -
F14 | hide:1                             | UNKNOWN FEWER           | abc
F14 | hide:2@before                      | UNKNOWN FEWER           | -
F14 | empty-list                         | UNKNOWN FEWER           | abc
F14 | empty-list@before                  | UNKNOWN FEWER           | -
F14 | empty-list@partial:1               | UNKNOWN FEWER           | a
F14 | truncate:1                         | UNKNOWN FEWER           | abc
F14 | truncate:2@before                  | UNKNOWN FEWER           | -
F14 | chunked@partial:2                  | UNKNOWN FEWER           | ab
F14 | close-delimited@partial:2          | UNKNOWN FEWER           | ab
F14 | unsorted@partial:2                 | UNKNOWN FEWER           | ab
F15 | more:1                             | UNKNOWN MORE            | abc+
F15 | more:2                             | UNKNOWN MORE            | abc++
F15 | more:1@before                      | UNKNOWN MORE            | -
F15 | twice                              | UNKNOWN MORE            | aabc
F15 | twice@before                       | UNKNOWN MORE            | -
F15 | twice@partial:2                    | UNKNOWN OTHER_DATES     | aa
F15 | other                              | UNKNOWN OTHER_DATES     | +++
F15 | other@before                       | UNKNOWN OTHER_DATES     | -
F15 | other@partial:1                    | UNKNOWN OTHER_DATES     | +
F15 | shift:3600                         | UNKNOWN OTHER_DATES     | +++
F15 | shift:3600@before                  | UNKNOWN OTHER_DATES     | -
F15 | shift:3600@partial:1               | UNKNOWN OTHER_DATES     | +
F15 | repeat-rows                        | UNKNOWN OLD_IDS         | abc
F15 | repeat-rows@before                 | UNKNOWN OLD_IDS         | -
F15 | repeat-rows@partial:1              | UNKNOWN OLD_IDS         | a
F16 | lie                                | CREATED AS_ASKED        | -
F16 | ok@before                          | CREATED AS_ASKED        | -
F16 | chunked@before                     | CREATED AS_ASKED        | -
F16 | close-delimited@before             | CREATED AS_ASKED        | -
F16 | storm-1xx:1000@before              | CREATED AS_ASKED        | -
F16 | unsorted@before                    | CREATED AS_ASKED        | -
F16 | lag:30                             | CREATED AS_ASKED        | abc
F16 | lag:30 + commit-then-rst           | UNKNOWN BROKEN          | abc
F17 | 409                                | REJECTED CONFLICT       | - | named a
F17 | foreign:2027-01-18T10:00:00@before | REJECTED CONFLICT       | b | named b
F18 | 409@partial:1                      | REJECTED CONFLICT       | a | named b
F18 | 409@partial:2                      | REJECTED CONFLICT       | ab | named c
F18 | 409@after                          | REJECTED CONFLICT       | abc | named a
F19 | 400@before                         | REJECTED INVALID        | -
F19 | 400@after                          | REJECTED INVALID        | abc
F19 | 400@partial:1                      | REJECTED INVALID        | a
F19 | 404@before                         | REJECTED NOT_FOUND      | -
F19 | 404@after                          | REJECTED NOT_FOUND      | abc
F19 | 404@partial:1                      | REJECTED NOT_FOUND      | a
F19 | 422@before                         | REJECTED INVALID        | -
F19 | 422@after                          | REJECTED INVALID        | abc
F19 | 422@partial:1                      | REJECTED INVALID        | a
F20 | 401@before                         | REJECTED NOT_AUTHORISED | -
F20 | 401@after                          | REJECTED NOT_AUTHORISED | abc
F20 | 401@partial:1                      | REJECTED NOT_AUTHORISED | a
F20 | 402@before                         | REJECTED FORBIDDEN      | -
F20 | 402@after                          | REJECTED FORBIDDEN      | abc
F20 | 402@partial:1                      | REJECTED FORBIDDEN      | a
F20 | 403@before                         | REJECTED FORBIDDEN      | -
F20 | 403@after                          | REJECTED FORBIDDEN      | abc
F20 | 403@partial:1                      | REJECTED FORBIDDEN      | a
F21 | 429:5                              | REJECTED RATE_LIMITED   | - | wait 5
F21 | 429:0                              | REJECTED RATE_LIMITED   | - | wait 1
F21 | 429:-3                             | REJECTED RATE_LIMITED   | - | wait 60
F21 | 429:1000000000                     | REJECTED RATE_LIMITED   | - | wait 300
F21 | 429:1e9                            | REJECTED RATE_LIMITED   | - | wait 60
F21 | 429:Wed, 21 Oct 2037 07:28:00 GMT  | REJECTED RATE_LIMITED   | - | wait 60
F21 | 429:Wed, 21 Oct 2015 07:28:00 GMT  | REJECTED RATE_LIMITED   | - | wait 60
F21 | 429:５                              | REJECTED RATE_LIMITED   | - | wait 60
F21 | 429:soon                           | REJECTED RATE_LIMITED   | - | wait 60
F22 | 429                                | REJECTED RATE_LIMITED   | - | wait 60
F23 | commit-429                         | REJECTED RATE_LIMITED   | abc | wait 60
F23 | 429:5@after                        | REJECTED RATE_LIMITED   | abc | wait 5
F23 | 429:5@partial:1                    | REJECTED RATE_LIMITED   | a | wait 5
F24 | 500@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 500@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 500@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 500-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 500-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 500-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F24 | 502@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 502@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 502@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 502-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 502-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 502-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F24 | 503@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 503@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 503@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 503-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 503-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 503-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F24 | 504@before                         | UNKNOWN SERVER_ERROR    | -
F24 | 504@after                          | UNKNOWN SERVER_ERROR    | abc
F24 | 504@partial:1                      | UNKNOWN SERVER_ERROR    | a
F24 | 504-html@before                    | UNKNOWN SERVER_ERROR    | -
F24 | 504-html@after                     | UNKNOWN SERVER_ERROR    | abc
F24 | 504-html@partial:1                 | UNKNOWN SERVER_ERROR    | a
F25 | 301:{elsewhere}@before             | UNKNOWN REDIRECT        | -
F25 | 301:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 301:{elsewhere}@partial:1          | UNKNOWN REDIRECT        | a
F25 | 301:/api/v1/activity/4564/108/duplicate | UNKNOWN REDIRECT        | -
F25 | 302:{elsewhere}@before             | UNKNOWN REDIRECT        | -
F25 | 302:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 302:{elsewhere}@partial:1          | UNKNOWN REDIRECT        | a
F25 | 302:/api/v1/activity/4564/108/duplicate | UNKNOWN REDIRECT        | -
F25 | 303:{elsewhere}@before             | UNKNOWN REDIRECT        | -
F25 | 303:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 303:{elsewhere}@partial:1          | UNKNOWN REDIRECT        | a
F25 | 303:/api/v1/activity/4564/108/duplicate | UNKNOWN REDIRECT        | -
F25 | 307:{elsewhere}@before             | UNKNOWN REDIRECT        | -
F25 | 307:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 307:{elsewhere}@partial:1          | UNKNOWN REDIRECT        | a
F25 | 307:/api/v1/activity/4564/108/duplicate | UNKNOWN REDIRECT        | -
F25 | 308:{elsewhere}@before             | UNKNOWN REDIRECT        | -
F25 | 308:{elsewhere}@after              | UNKNOWN REDIRECT        | abc
F25 | 308:{elsewhere}@partial:1          | UNKNOWN REDIRECT        | a
F25 | 308:/api/v1/activity/4564/108/duplicate | UNKNOWN REDIRECT        | -
F28 | foreign-rows                       | UNKNOWN OTHER_CLASS     | abc
F28 | foreign-rows@before                | UNKNOWN OTHER_CLASS     | -
F28 | foreign-rows@partial:1             | UNKNOWN OTHER_CLASS     | a
F29 | foreign:2027-01-12T10:00:00@before | CREATED AS_ASKED        | abc+
F29 | foreign:2027-01-18T10:00:00@after  | CREATED AS_ASKED        | abbc
F29 | foreign:2027-01-18T10:00:00 + commit-then-rst | UNKNOWN BROKEN          | abbc
F30 | delete:2027-01-18T10:00:00         | CREATED AS_ASKED        | ac
F30 | delete:2027-01-18T10:00:00 + 503@after | UNKNOWN SERVER_ERROR    | ac
"""
