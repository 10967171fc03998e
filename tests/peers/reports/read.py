"""Reads a JUnit and a CSV report with libraries that others wrote.

    python read.py RUN.xml RUN.csv    what was read, as one line of JSON
"""

import csv
import json
import sys

from junitparser import Error, Failure, JUnitXml, Skipped

junit, matrix = sys.argv[1:]
results = [result for suite in JUnitXml.fromfile(junit) for case in suite for result in case.result]
suites = JUnitXml.fromfile(junit)
with open(matrix, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file, strict=True))
print(
    json.dumps(
        {
            "failures": sum(isinstance(result, Failure) for result in results),
            "errors": sum(isinstance(result, Error) for result in results),
            "skipped": sum(isinstance(result, Skipped) for result in results),
            "counted": [suites.failures, suites.errors],
            "suites": [suite.name for suite in suites],
            "failure_types": sorted({result.type for result in results if isinstance(result, Failure) and result.type}),
            "columns": list(rows[0]),
            "rows": len(rows),
            "whole": all(None not in row and None not in row.values() for row in rows),
            "inputs": sum(int(row["inputs"]) for row in rows),
        }
    )
)
