"""Validates an OpenAPI document and loads it for testing; prints what was found as JSON."""

import json
import sys

import schemathesis
from openapi_spec_validator import OpenAPIV31SpecValidator

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
faults = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()]
loaded = schemathesis.openapi.from_dict(document)
operations = [operation.ok() for operation in loaded.get_all_operations()]
print(json.dumps({"faults": faults[:20], "operations": sorted(f"{o.method} {o.path}" for o in operations)}))
