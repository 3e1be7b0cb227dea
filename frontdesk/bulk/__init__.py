"""Tables of strategies in files to tables of dates in files, of any size, partition by partition.

    job        what is asked for, and which file is of which kind                     pure
    source     the input: which files, and what they contain by digest
    reading    files to record batches; `json_lines` for one of the kinds
    partitions record batches to partitions of so many rows                           pure
    encoding   a partition to the bytes of its part; `lines` for CSV and JSON lines   pure
    footers    how a Parquet file's footer is moved                                   pure
    joining    parts to one file
    binding    whether parts that were kept may be used                               pure
    parts      the folder beside the output that they are kept in
    engines    partitions to workers: threads here, or Dask
    running    the whole: `bulk` and `count`, for the verb and for programs

Needs the extra `table`, and for Dask the extra `dask`.
"""
