"""Reads the files for schedulers in docs/ as their engines do. Prints their faults, and the scripts that call docproof."""
import json
import subprocess
import sys

import kubernetes_validate
import yaml

WORKFLOW, CRONJOB = "docs/nightly-github-actions.yml", "docs/nightly-cronjob.yaml"


def workflow_faults():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, "--output-format", "json", WORKFLOW], capture_output=True, text=True)
    told = json.loads(done.stdout)
    return told.get("errors", []) + told.get("parse_errors", [])


def cronjob_faults(cronjob):
    try:
        kubernetes_validate.validate(cronjob, kubernetes_validate.latest_version(), strict=True)
        return []
    except kubernetes_validate.ValidationError as error:
        return [error.message]


def scripts(workflow, cronjob):
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    pod = cronjob["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    found = [step["run"] for step in steps if "docproof " in step.get("run", "") and "install" not in step["run"]]
    return found + ["\n".join(container["args"]) for container in pod["containers"]]


def main():
    with open(WORKFLOW) as one, open(CRONJOB) as other:
        workflow, cronjob = yaml.safe_load(one), yaml.safe_load(other)
    told = {
        "workflow_faults": workflow_faults(),
        "cronjob_faults": cronjob_faults(cronjob),
        "scripts": scripts(workflow, cronjob),
    }
    print(json.dumps(told))


main()
