#!/usr/bin/env python3
"""Drives deskfleet against moto_server, an emulator of AWS that nobody here wrote, and holds it against boto3's reading.

    drive_moto.py BINARY WORKDIR

Starts moto on a free port, fills it with boto3, and stops it again whatever happens. moto answers a listing on one page
whatever Limit says, closes every connection, leaves members out, and answers an operation that it lacks (migrate,
reboot, connections, volume snapshots, bundles) with HTTP 500 and a web page. What it has must be read as boto3 reads
it; what it lacks must be said, with the exit code of the design, and no change is sent twice.

Asserts on results, prints every difference, and exits 1 on any.
"""
import concurrent.futures
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import boto3
from botocore.config import Config

REGION = "us-east-1"
DESKTOPS = 60  # more than two pages, if moto had pages
BUNDLE = "wsb-0a1b2c3d4"
WAIT_S_MAX = 60
# A read that gets HTTP 500 is repeated for about a minute before it counts as one that can't be had.
COMMAND_S_MAX = 300
LACKS = "(HTTP 500) is a web page"


class Check:
    """Counts what was held against expectation and keeps the differences."""

    def __init__(self):
        self.done = 0
        self.differences = []

    def equal(self, what, got, wanted):
        self.done += 1
        if got != wanted:
            self.differences.append(f"{what}: got {got!r}, wanted {wanted!r}")

    def has(self, what, text, *parts):
        for part in parts:
            self.done += 1
            if part not in text:
                self.differences.append(f"{what}: no {part!r} in {text!r}")


class Ran:
    """A command that has ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def document(self):
        return json.loads(self.out)


class Deskfleet:
    """The binary, each command with a state directory of its own: what one learns of moto's pace slows no other."""

    started = []  # by all of them
    ends = False

    def __init__(self, binary, work, endpoint):
        self.binary, self.work, self.endpoint = binary, work, endpoint

    def start(self, name, *arguments):
        if Deskfleet.ends:
            sys.exit(143)
        state = os.path.join(self.work, "moto-state", name)
        os.makedirs(state, mode=0o700, exist_ok=True)
        command = [self.binary, "--state-dir", state, "--endpoint-url", self.endpoint, "--rate", "0", *arguments]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)
        self.started.append(process)
        return process

    def stop(self, *_):
        """Ends everything at once, when somebody ends this."""
        Deskfleet.ends = True
        for process in self.started:
            process.kill()
        sys.exit(143)

    def run(self, *arguments, name="all"):
        process = self.start(name, *arguments)
        out, err = process.communicate(timeout=COMMAND_S_MAX)
        return Ran(process.returncode, out, err)


@contextlib.contextmanager
def moto(log_path):
    """Runs moto_server on a port that the system chooses; yields its endpoint."""
    with open(log_path, "w") as log:
        process = subprocess.Popen(["moto_server", "-p", "0"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield endpoint_of(process, log_path)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def endpoint_of(process, log_path):
    deadline = time.monotonic() + WAIT_S_MAX
    while time.monotonic() < deadline and process.poll() is None:
        with open(log_path) as log:
            found = re.search(r"Running on (http://127\.0\.0\.1:\d+)", log.read())
        if found:
            return found[1]
        time.sleep(0.1)
    with open(log_path) as log:
        raise SystemExit(f"drive_moto: moto_server did not come up: {log.read()[-2000:]}")


def clients(endpoint):
    config = Config(region_name=REGION, retries={"total_max_attempts": 1, "mode": "standard"})
    return [boto3.client(name, config=config, endpoint_url=endpoint) for name in ("ec2", "ds", "workspaces")]


def directories_of(ec2, ds, workspaces):
    """Makes two directories of two kinds; returns their ids."""
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{n}.0/24", AvailabilityZone=f"{REGION}{'ab'[n]}")["Subnet"]["SubnetId"]
        for n in range(2)
    ]
    network = {"VpcId": vpc, "SubnetIds": subnets}
    connect = {**network, "CustomerDnsIps": ["10.9.0.5"], "CustomerUserName": "Admin"}
    password = "Passw0rd!"
    directories = [
        ds.create_directory(Name="corp.example.com", Password=password, Size="Small", VpcSettings=network),
        ds.connect_directory(Name="old.example.com", Password=password, Size="Small", ConnectSettings=connect),
    ]
    ids = [directory["DirectoryId"] for directory in directories]
    for directory in ids:
        workspaces.register_workspace_directory(DirectoryId=directory, SubnetIds=subnets, EnableSelfService=False)
    return ids


def fill(ec2, ds, workspaces):
    """Makes the directories, and desktops; returns the directories' ids."""
    ids = directories_of(ec2, ds, workspaces)
    requests = [desktop(ids[number % 10 == 9], number) for number in range(DESKTOPS)]
    requests.append({**desktop(ids[1], 0), "Tags": []})  # a second desktop of user000, in the other directory
    for start in range(0, len(requests), 25):
        answer = workspaces.create_workspaces(Workspaces=requests[start:start + 25])
        assert not answer["FailedRequests"], answer
    return ids


def desktop(directory, number):
    wanted = {
        "DirectoryId": directory,
        "UserName": f"user{number:03}",
        "BundleId": BUNDLE,
        "Tags": [{"Key": "team", "Value": "red" if number % 3 == 0 else "blue"}, {"Key": "Größe", "Value": "=1+1"}],
    }
    if number % 2:
        wanted["WorkspaceProperties"] = {"RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 60}
    return wanted  # without properties moto says no more than the running mode


def fleet_of(workspaces):
    return {record["WorkspaceId"]: record for record in workspaces.describe_workspaces()["Workspaces"]}


def formats(check, deskfleet, fleet):
    """Every format shows the same desktops, with what moto says of them and nothing more."""
    ids = sorted(fleet)
    listed = deskfleet.run("list", "-o", "json")
    check.equal("list", listed.code, 0)
    check.equal("list says nothing else", listed.err, "")
    document = listed.document()
    check.equal("gaps", document["Gaps"], [])
    check.equal("records as boto3 reads them", {item["WorkspaceId"]: item for item in document["Workspaces"]}, fleet)
    lines = deskfleet.run("list", "-o", "ndjson").out.splitlines()
    check.equal("ndjson", sorted(json.loads(line)["WorkspaceId"] for line in lines if "WorkspaceId" in json.loads(line)), ids)
    check.equal("ids", sorted(deskfleet.run("list", "-o", "ids").out.split()), ids)
    for form in ([], ["-o", "table"], ["-o", "csv"]):
        shown = deskfleet.run("list", *form)
        check.equal(f"list {form}", (shown.code, sorted(re.findall(r"\bws-[0-9a-z]+", shown.out))), (0, ids))
    modes = deskfleet.run("list", "-o", "json", "--query", "Workspaces[?WorkspaceProperties.RunningMode=='AUTO_STOP'].UserName")
    wanted = [item["UserName"] for item in fleet.values() if item["WorkspaceProperties"]["RunningMode"] == "AUTO_STOP"]
    check.equal("a query of the AWS CLI", sorted(modes.document()), sorted(wanted))


def selections(check, deskfleet, fleet, directories, tags, work):
    def selects(words, holds, code=0):
        ran = deskfleet.run("list", "-o", "ids", *words)
        check.equal(f"list {words}: {ran.err}", (ran.code, sorted(ran.out.split())), (code, sorted(filter(holds, fleet))))

    first, second = directories
    some = sorted(fleet)[:30]
    of = lambda member, value: lambda key: fleet[key][member] == value
    mode = lambda value: lambda key: fleet[key]["WorkspaceProperties"]["RunningMode"] == value
    selects(["--directory", first], of("DirectoryId", first))
    selects(["--directory", "old.example.com"], of("DirectoryId", second))
    selects(["--directory", first, "--directory", second], lambda key: True)
    selects(["--running-mode", "auto-stop"], mode("AUTO_STOP"))
    selects(["--state", "available"], lambda key: True)
    selects(["--state", "stopped"], lambda key: False)
    selects(["--bundle", BUNDLE], lambda key: True)
    selects(["--encrypted"], lambda key: False)
    selects(["user:user000"], of("UserName", "user000"))
    selects([f"user:{second}/user000"], lambda key: fleet[key]["UserName"] == "user000" and fleet[key]["DirectoryId"] == second)
    selects(some, lambda key: key in some)  # 30 ids: moto answers more than 25, the API does not
    path = os.path.join(work, "moto-some.txt")
    with open(path, "w") as file:
        file.write("# some\n" + "\n".join(some))
    selects([f"@{path}", "--running-mode", "always-on"], lambda key: key in some and mode("ALWAYS_ON")(key))
    team = lambda value: lambda key: {"Key": "team", "Value": value} in tags[key]
    selects(["--tag", "team=red"], team("red"))
    selects(["--not-tag", "team"], lambda key: not tags[key])
    gone = deskfleet.run("list", "-o", "ids", "ws-000000000")
    check.equal("an unknown id", (gone.code, gone.out), (3, ""))
    check.has("an unknown id", gone.err, "ws-000000000")


def members(check, deskfleet, fleet, tags):
    document = deskfleet.run("list", "--with", "tags", "-o", "json").document()
    by_key = lambda found: sorted(found, key=lambda tag: tag["Key"])
    read = {item["WorkspaceId"]: by_key(item["Deskfleet"]["Tags"]) for item in document["Workspaces"]}
    check.equal("tags", read, {key: by_key(found) for key, found in tags.items()})
    check.equal("tags have no gap", document["Gaps"], [])
    ran = deskfleet.run("list", "--with", "interface", "-o", "json")
    document = ran.document()
    check.equal("interfaces without addresses", (ran.code, sorted(gap["Of"] for gap in document["Gaps"])), (0, sorted(fleet)))
    check.equal("no interface is made up", [item for item in document["Workspaces"] if "Deskfleet" in item], [])
    check.equal("one line says so", len(ran.err.splitlines()), 1)
    check.has("one line says so", ran.err, f"and {len(fleet) - 3} more: the service shows no address")


def lacking_reads(check, deskfleet, fleet, one):
    """What moto lacks is a gap that says why; the desktops are there all the same."""
    def read(name, what):
        ran = deskfleet.run("list", "--with", name, "-o", "json", name=name)
        document = ran.document()
        check.equal(f"{name}: exit code and desktops", (ran.code, len(document["Workspaces"])), (0, len(fleet)))
        check.equal(f"{name}: one gap, for all", [(gap["What"], gap.get("Of")) for gap in document["Gaps"]], [(what, None)])
        check.has(name, document["Gaps"][0]["Reason"], LACKS)
        check.has(name, ran.err, f"warning: could not read {what}: ", LACKS)

    def show():
        ran = deskfleet.run("show", one["WorkspaceId"], "-o", "json", name="show")
        document = ran.document()
        shown = document["Workspaces"][0]
        shown.pop("Deskfleet", None)
        check.equal("show", (ran.code, shown), (0, one))
        found = {gap["What"] for gap in document["Gaps"]}
        check.equal("show: gaps", found, {"Connection", "VolumeSnapshots", "Interface"})

    return [lambda: read("connection", "Connection"), lambda: read("snapshots", "VolumeSnapshots"), show]


def lacking_changes(check, deskfleet, fleet, log_path):
    """A change that moto lacks ends with its error and its exit code; what was sent is sent once and never called done."""
    by_name = {item["UserName"]: key for key, item in fleet.items() if item["UserName"] != "user000"}

    def migrate(bundle):
        ran = deskfleet.run("migrate", by_name["user001"], "--to", bundle, "-n", name="migrate" + bundle)
        check.equal(f"migrate --to {bundle}: nothing to plan with", (ran.code, ran.out), (1, ""))
        check.has("migrate", ran.err, f"error: `{bundle}` of `--to` can't be looked up: could not read Bundles: ", LACKS)

    def plan():
        ran = deskfleet.run("reboot", "--tag", "team=red", "-n", "-o", "json", name="plan")
        document = ran.document()
        check.equal("reboot -n", (ran.code, document["steps"]), (0, []))
        check.equal("nobody is rebooted unseen", {item["rule"] for item in document["skipped"]}, {"CONN-01"})
        check.equal("reboot -n: selected", len(document["skipped"]), sum(number % 3 == 0 for number in range(DESKTOPS)))

    def named():
        ran = deskfleet.run("reboot", by_name["user002"], "--yes", name="named")
        check.equal(f"named and skipped: {ran.err}", ran.code, 3)
        check.has("named and skipped", ran.err, "0 done, 0 unchanged, 0 failed, 1 skipped", "123456789012 us-east-1")

    def reboot():
        process = deskfleet.start("reboot", "reboot", by_name["user003"], "--connected", "ignore", "--yes")
        deadline = time.monotonic() + COMMAND_S_MAX
        while process.poll() is None and not reboots(log_path) and time.monotonic() < deadline:
            time.sleep(0.1)
        first = ""
        for first in process.stderr:
            if "`RebootWorkspaces`" in first:
                break
        process.send_signal(signal.SIGINT)  # moto will never show a reboot: it would be looked for until it is certain
        _, err = process.communicate(timeout=COMMAND_S_MAX)
        check.has("a change without an answer", first, f"the answer to `RebootWorkspaces` {LACKS}", "it is being observed")
        check.equal(f"a change without an answer: {err}", process.returncode, 6)
        check.has("a change without an answer", err, "0 done", "1 unknown", "resume with: deskfleet")
        check.equal("sent once", reboots(log_path), 1)
        runs = deskfleet.run("runs", "list", "-o", "json", name="reboot").document()["runs"]
        check.equal("the run is there to go on", [(run["verb"], run["status"]) for run in runs], [("reboot", "stopped")])

    return [lambda: migrate("win11-standard"), lambda: migrate(BUNDLE), plan, named, reboot]


def reboots(log_path):
    """How many reboots reached moto: it logs why it could not carry one out."""
    with open(log_path) as log:
        return log.read().count("NotImplementedError: The reboot_workspaces action")


def life(binary, work, check):
    """Desktops from the manifest to the end, on a service of their own: 60 are made, tagged, and terminated.

    moto has no bundles to list: one that is named by its id is taken at its word, and that is said.
    """
    with moto(os.path.join(work, "moto-life.log")) as endpoint:
        ec2, ds, workspaces = clients(endpoint)
        directory = directories_of(ec2, ds, workspaces)[0]
        deskfleet = Deskfleet(binary, work, endpoint)
        manifest = os.path.join(work, "moto-life.csv")
        with open(manifest, "w") as file:
            file.write("user,directory,bundle,running_mode,tag:batch\n")
            file.writelines(f"new{number:03},{directory},{BUNDLE},auto-stop,one\n" for number in range(DESKTOPS))
        made = deskfleet.run("provision", manifest, "--yes", name="life")
        check.equal(f"provision: {made.err}", made.code, 0)
        check.has("provision", made.err, f"{DESKTOPS} done, 0 unchanged, 0 failed", f"the bundle {BUNDLE} could not be read", LACKS)
        fleet = fleet_of(workspaces)
        check.equal("one for each user", sorted(item["UserName"] for item in fleet.values()), [f"new{n:03}" for n in range(DESKTOPS)])
        check.equal("list", sorted(deskfleet.run("list", "--tag", "batch=one", "-o", "ids", name="life").out.split()), sorted(fleet))
        tagged = deskfleet.run("tag", "set", "team=green,due=+14d", "--tag", "batch=one", "--yes", name="life")
        check.equal(f"tag set: {tagged.err}", tagged.code, 0)
        check.has("tag set", tagged.err, f"{DESKTOPS} done, 0 unchanged, 0 failed")
        tags = {key: {tag["Key"]: tag["Value"] for tag in workspaces.describe_tags(ResourceId=key)["TagList"]} for key in fleet}
        check.equal("tags as boto3 reads them", {(found.get("team"), found.get("batch")) for found in tags.values()}, {("green", "one")})
        # Who is at work moto can't say, so it has to be said that it does not matter.
        gone = deskfleet.run("terminate", "--tag", "team=green", "--connected", "ignore", "--yes", "--confirm", str(DESKTOPS), name="life")
        check.equal(f"terminate: {gone.err}", gone.code, 0)
        check.has("terminate", gone.err, f"{DESKTOPS} done, 0 unchanged, 0 failed")
        check.equal("list is empty", (deskfleet.run("list", "-o", "ids", name="life").out, fleet_of(workspaces)), ("", {}))


def drive(binary, work, check):
    log_path = os.path.join(work, "moto.log")
    with moto(log_path) as endpoint:
        ec2, ds, workspaces = clients(endpoint)
        directories = fill(ec2, ds, workspaces)
        fleet = fleet_of(workspaces)
        tags = {key: workspaces.describe_tags(ResourceId=key)["TagList"] for key in fleet}
        deskfleet = Deskfleet(binary, work, endpoint)
        signal.signal(signal.SIGTERM, deskfleet.stop)
        formats(check, deskfleet, fleet)
        selections(check, deskfleet, fleet, directories, tags, work)
        members(check, deskfleet, fleet, tags)
        # Each waits most of its time for a read that is repeated: together they take as long as the longest.
        work_left = lacking_reads(check, deskfleet, fleet, fleet[min(fleet)]) + lacking_changes(check, deskfleet, fleet, log_path)
        with concurrent.futures.ThreadPoolExecutor(len(work_left)) as pool:
            for ended in [pool.submit(each) for each in work_left]:
                ended.result()
        check.equal("reads and refusals change nothing", fleet_of(workspaces), fleet)
        check.equal("nor do they reboot anything else", reboots(log_path), 1)
        workspaces.terminate_workspaces(TerminateWorkspaceRequests=[{"WorkspaceId": min(fleet)}])
        left = deskfleet.run("list", "-o", "ids").out.split()
        check.equal("one that is gone is not listed", sorted(left), sorted(fleet)[1:])


def main():
    if len(sys.argv) != 3:
        print("usage: drive_moto.py BINARY WORKDIR", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that moto is stopped on the way out
    check = Check()
    binary, work = os.path.abspath(sys.argv[1]), sys.argv[2]
    shutil.rmtree(os.path.join(work, "moto-state"), ignore_errors=True)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        lived = pool.submit(life, binary, work, check)
        drive(binary, work, check)
        lived.result()
    for difference in check.differences:
        print(f"drive_moto: {difference}", file=sys.stderr)
    print(f"drive_moto: {check.done} checks, {len(check.differences)} differences", file=sys.stderr)
    return 1 if check.differences else 0


if __name__ == "__main__":
    sys.exit(main())
