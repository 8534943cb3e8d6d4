#!/usr/bin/env python3
"""Drives a served simulator with boto3: every operation, good and refused requests, and what must come of each.

Expects the demo world (80 desktops, no faults) right after its start, at AWS_ENDPOINT_URL, fast enough that an hour of
service time passes while it waits (`--speed` 60 to 3600):

    deskfleet sim serve --listen 127.0.0.1:4566 --speed 3600
    AWS_ENDPOINT_URL=http://127.0.0.1:4566 python drive_boto3.py

Written from the API reference: it asserts on results and error codes, prints every difference, and exits 1 on any.
"""
import datetime
import json
import os
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import around

REGION = os.environ.get("AWS_REGION", "us-east-1")
# One attempt, so that every answer is seen; no checks in the client, so that bad requests leave it.
CONFIG = Config(region_name=REGION, retries={"total_max_attempts": 1, "mode": "standard"}, parameter_validation=False)
WAIT_S_MAX = 120
NOWHERE = "ws-000000000"


class Check:
    """Counts what was held against expectation and keeps the differences."""

    def __init__(self):
        self.done = 0
        self.differences = []

    def equal(self, what, got, wanted):
        self.done += 1
        if got != wanted:
            self.differences.append(f"{what}: got {got!r}, wanted {wanted!r}")

    def true(self, what, holds):
        self.equal(what, bool(holds), True)

    def refused(self, code, call, status=400, **parameters):
        """The call must be refused with this code; returns the error document."""
        name = getattr(call, "__name__", str(call))
        try:
            answer = call(**parameters)
        except ClientError as error:
            document = error.response
            self.equal(f"{name} {parameters}", document["Error"]["Code"], code)
            self.equal(f"{name} {code} status", document["ResponseMetadata"]["HTTPStatusCode"], status)
            self.true(f"{name} {code} says why", document["Error"].get("Message"))
            return document
        answer.pop("ResponseMetadata", None)
        self.equal(f"{name} {parameters}", f"accepted: {str(answer)[:200]}", code)
        return {}


def client(service):
    """Returns a client with credentials that sign, whatever the environment holds."""
    return boto3.client(
        service,
        config=CONFIG,
        aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", "test"),
        aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY", "test"),
    )


def everything(workspaces, operation, key, **parameters):
    """Reads all pages of an operation of WorkSpaces by hand: a page may be empty and not the last."""
    found = []
    while True:
        page = getattr(workspaces, operation)(**parameters)
        found += page[key]
        if not page.get("NextToken"):
            return found
        parameters["NextToken"] = page["NextToken"]


def one(workspaces, workspace_id):
    """Returns a desktop, or None when there is none of this id (any more)."""
    found = workspaces.describe_workspaces(WorkspaceIds=[workspace_id])["Workspaces"]
    return found[0] if found else None


def tags_of(workspaces, resource_id):
    return {tag["Key"]: tag.get("Value", "") for tag in workspaces.describe_tags(ResourceId=resource_id)["TagList"]}


def identity(check):
    sts = client("sts")
    answer = sts.get_caller_identity()
    check.true("Account has 12 digits", answer["Account"].isdigit() and len(answer["Account"]) == 12)
    check.true("Arn is of the account", f"::{answer['Account']}:" in answer["Arn"])
    check.true("UserId is given", answer["UserId"])
    check.refused("InvalidAction", sts.get_session_token)
    device = f"arn:aws:iam::{answer['Account']}:mfa/simulated"
    role = {"RoleArn": f"arn:aws:iam::{answer['Account']}:role/mfa/admin", "RoleSessionName": "peers"}
    check.refused("AccessDenied", sts.assume_role, status=403, **role)
    check.refused("AccessDenied", sts.assume_role, status=403, SerialNumber=device, TokenCode="000000", **role)
    keys = sts.assume_role(SerialNumber=device, TokenCode="123456", **role)["Credentials"]
    check.true("keys of a role end in an hour", keys["SessionToken"] and keys["Expiration"])
    return answer["Account"]


def directories(check, workspaces):
    found = everything(workspaces, "describe_workspace_directories", "Directories")
    check.true("two directories or more", len(found) >= 2)
    for directory in found:
        name = directory["DirectoryId"]
        check.equal(f"{name} state", directory["State"], "REGISTERED")
        check.equal(f"{name} subnets", len(directory["SubnetIds"]), 2)
        check.true(f"{name} has its security group", directory["WorkspaceSecurityGroupId"].startswith("sg-"))
    first = found[0]["DirectoryId"]
    same = workspaces.describe_workspace_directories(DirectoryIds=[first])["Directories"]
    check.equal("directory by id", [directory["DirectoryId"] for directory in same], [first])
    check.equal("no such directory", workspaces.describe_workspace_directories(DirectoryIds=["d-0000000000"])["Directories"], [])
    paged = everything(workspaces, "describe_workspace_directories", "Directories", Limit=1)
    check.equal("directories one by one", len(paged), len(found))
    check.refused("ValidationException", workspaces.describe_workspace_directories, DirectoryIds=["d-1"])
    check.refused("ValidationException", workspaces.describe_workspace_directories, Limit=26)
    check.refused("ValidationException", workspaces.describe_workspace_directories, Filters=[{"Name": "COLOUR", "Values": ["red"]}])
    return found


def bundles(check, workspaces, account):
    own = everything(workspaces, "describe_workspace_bundles", "Bundles")
    public = everything(workspaces, "describe_workspace_bundles", "Bundles", Owner="AMAZON")
    check.true("own bundles are the account's", own and all(bundle["Owner"] == account for bundle in own))
    check.true("public bundles are Amazon's", public and all(bundle["Owner"] == "AMAZON" for bundle in public))
    for bundle in own + public:
        check.true(f"{bundle['Name']} sizes are text", bundle["RootStorage"]["Capacity"].isdigit())
        check.true(f"{bundle['Name']} was created in the past", isinstance(bundle["CreationTime"], datetime.datetime))
    names = [bundle["Name"] for bundle in public]
    check.true("two public bundles share a name", len(set(names)) < len(names))
    some = [bundle["BundleId"] for bundle in own[:2]]
    by_id = workspaces.describe_workspace_bundles(BundleIds=some)["Bundles"]
    check.equal("bundles by id", sorted(bundle["BundleId"] for bundle in by_id), sorted(some))
    check.refused("InvalidParameterValuesException", workspaces.describe_workspace_bundles, BundleIds=some, Owner="AMAZON")
    check.refused("ValidationException", workspaces.describe_workspace_bundles, BundleIds=["bundle"])
    check.refused("ValidationException", workspaces.describe_workspace_bundles, BundleIds=[f"wsb-{n:09}" for n in range(26)])
    return {bundle["Name"]: bundle["BundleId"] for bundle in own}


def listing(check, workspaces, ready):
    fleet = everything(workspaces, "describe_workspaces", "Workspaces")
    check.equal("desktops", len(fleet), 80)
    check.equal("no desktop twice", len({desktop["WorkspaceId"] for desktop in fleet}), 80)
    old = [desktop for desktop in fleet if desktop["WorkspaceProperties"]["OperatingSystemName"] == "WINDOWS_10"]
    check.equal("desktops with Windows 10", len(old), 60)
    ids = [desktop["WorkspaceId"] for desktop in fleet]
    some = workspaces.describe_workspaces(WorkspaceIds=ids[:25])["Workspaces"]
    check.equal("25 by id", sorted(desktop["WorkspaceId"] for desktop in some), sorted(ids[:25]))
    check.equal("an unknown id is no error", workspaces.describe_workspaces(WorkspaceIds=[NOWHERE])["Workspaces"], [])
    small = everything(workspaces, "describe_workspaces", "Workspaces", Limit=7)
    check.equal("pages of 7", sorted(desktop["WorkspaceId"] for desktop in small), sorted(ids))
    first = fleet[0]
    directory, user = first["DirectoryId"], first["UserName"]
    check.true("by directory", everything(workspaces, "describe_workspaces", "Workspaces", DirectoryId=directory))
    by_user = workspaces.describe_workspaces(DirectoryId=directory, UserName=user)["Workspaces"]
    check.true("by directory and user", first["WorkspaceId"] in [desktop["WorkspaceId"] for desktop in by_user])
    by_bundle = everything(workspaces, "describe_workspaces", "Workspaces", BundleId=ready)
    check.true("by bundle", by_bundle and all(desktop["BundleId"] == ready for desktop in by_bundle))
    refused_listings(check, workspaces, ids, directory, ready)
    return fleet, old


def refused_listings(check, workspaces, ids, directory, bundle):
    describe = workspaces.describe_workspaces
    invalid, validation = "InvalidParameterValuesException", "ValidationException"
    document = check.refused(validation, describe, WorkspaceIds=ids[:26])
    check.true(
        "26 ids are refused in the service's words",
        "at 'workspaceIds' failed to satisfy constraint: Member must have length less than or equal to 25" in str(document),
    )
    check.refused(validation, describe, WorkspaceIds=[])
    check.refused(validation, describe, WorkspaceIds=["WS-1"])
    check.refused(validation, describe, Limit=0)
    check.refused(validation, describe, Limit=26)
    check.refused(validation, describe, DirectoryId="directory")
    check.refused(validation, describe, DirectoryId=directory, UserName="x" * 64)
    check.refused("SerializationException", describe, DirectoryId=7)
    check.refused("SerializationException", describe, Limit="many")
    check.refused(invalid, describe, BundleId=bundle, DirectoryId=directory)
    check.refused(invalid, describe, WorkspaceIds=ids[:1], DirectoryId=directory)
    check.refused(invalid, describe, UserName="alice")
    check.refused(invalid, describe, NextToken="forged")
    token = describe(Limit=5)["NextToken"]
    check.refused(invalid, describe, DirectoryId=directory, NextToken=token)


def connections(check, workspaces, fleet):
    found = everything(workspaces, "describe_workspaces_connection_status", "WorkspacesConnectionStatus")
    check.equal("a status for each desktop", {status["WorkspaceId"] for status in found}, {desktop["WorkspaceId"] for desktop in fleet})
    known = {"CONNECTED", "DISCONNECTED", "UNKNOWN"}
    check.true("states are known", {status["ConnectionState"] for status in found} <= known)
    stopped = {desktop["WorkspaceId"] for desktop in fleet if desktop["State"] == "STOPPED"}
    check.true("some are stopped", stopped)
    for status in found:
        if status["WorkspaceId"] in stopped:
            check.equal(f"{status['WorkspaceId']} is stopped", status["ConnectionState"], "UNKNOWN")
    some = workspaces.describe_workspaces_connection_status(WorkspaceIds=[fleet[0]["WorkspaceId"], NOWHERE])
    check.equal("status by id", [status["WorkspaceId"] for status in some["WorkspacesConnectionStatus"]], [fleet[0]["WorkspaceId"]])
    check.refused("ValidationException", workspaces.describe_workspaces_connection_status, WorkspaceIds=["x"])
    return {status["WorkspaceId"]: status for status in found}


def snapshots(check, workspaces, fleet, old):
    answer = workspaces.describe_workspace_snapshots(WorkspaceId=old[0]["WorkspaceId"])
    check.true("a movable desktop has a user-volume snapshot", answer["RebuildSnapshots"])
    for snapshot in answer["RebuildSnapshots"] + answer["RestoreSnapshots"]:
        check.equal("a snapshot holds a time and nothing else", list(snapshot), ["SnapshotTime"])
    check.refused("ResourceNotFoundException", workspaces.describe_workspace_snapshots, WorkspaceId=NOWHERE)
    check.refused("ValidationException", workspaces.describe_workspace_snapshots)


def tags(check, workspaces, desktop):
    target = desktop["WorkspaceId"]
    before = tags_of(workspaces, target)
    workspaces.create_tags(ResourceId=target, Tags=[{"Key": "peer", "Value": "boto3"}, {"Key": "Größe", "Value": ""}])
    check.equal("tags are added", tags_of(workspaces, target), {**before, "peer": "boto3", "Größe": ""})
    workspaces.create_tags(ResourceId=target, Tags=[{"Key": "peer", "Value": "again"}])
    check.equal("a key is overwritten", tags_of(workspaces, target)["peer"], "again")
    check.refused("ValidationException", workspaces.create_tags, ResourceId=target, Tags=[{"Key": "x" * 128, "Value": ""}])
    check.refused("ValidationException", workspaces.create_tags, ResourceId=target, Tags=[{"Key": "x", "Value": "y" * 256}])
    check.refused("ValidationException", workspaces.create_tags, ResourceId=target)
    many = [{"Key": f"k{number}", "Value": ""} for number in range(51)]
    check.refused("ResourceLimitExceededException", workspaces.create_tags, ResourceId=target, Tags=many)
    check.refused("ResourceNotFoundException", workspaces.create_tags, ResourceId=NOWHERE, Tags=[{"Key": "a"}])
    check.refused("ResourceNotFoundException", workspaces.delete_tags, ResourceId=NOWHERE, TagKeys=["a"])
    check.refused("ResourceNotFoundException", workspaces.describe_tags, ResourceId=NOWHERE)
    workspaces.delete_tags(ResourceId=target, TagKeys=["peer", "never there"])
    check.equal("a tag is removed", tags_of(workspaces, target), {**before, "Größe": ""})


def maintenance(check, workspaces, desktop, bundle):
    target = desktop["WorkspaceId"]
    workspaces.modify_workspace_state(WorkspaceId=target, WorkspaceState="ADMIN_MAINTENANCE")
    check.equal("maintenance is entered", one(workspaces, target)["State"], "ADMIN_MAINTENANCE")
    check.refused("OperationNotSupportedException", workspaces.migrate_workspace, SourceWorkspaceId=target, BundleId=bundle)
    workspaces.modify_workspace_state(WorkspaceId=target, WorkspaceState="AVAILABLE")
    check.equal("maintenance is left", one(workspaces, target)["State"], "AVAILABLE")
    check.refused("ValidationException", workspaces.modify_workspace_state, WorkspaceId=target, WorkspaceState="STOPPED")
    check.refused("ResourceNotFoundException", workspaces.modify_workspace_state, WorkspaceId=NOWHERE, WorkspaceState="AVAILABLE")


def reboots(check, workspaces, desktop, stopped):
    requests = [{"WorkspaceId": item["WorkspaceId"]} for item in (desktop, stopped)] + [{"WorkspaceId": NOWHERE}]
    failed = workspaces.reboot_workspaces(RebootWorkspaceRequests=requests)["FailedRequests"]
    check.equal("failures inside 200", [item["WorkspaceId"] for item in failed], [stopped["WorkspaceId"], NOWHERE])
    check.true("each failure has code and text", all(item["ErrorCode"] and item["ErrorMessage"] for item in failed))
    check.equal("it reboots", one(workspaces, desktop["WorkspaceId"])["State"], "REBOOTING")
    check.equal("the stopped one does not", one(workspaces, stopped["WorkspaceId"])["State"], "STOPPED")
    many = [{"WorkspaceId": NOWHERE}] * 26
    check.refused("ValidationException", workspaces.reboot_workspaces, RebootWorkspaceRequests=many)
    check.refused("ValidationException", workspaces.reboot_workspaces, RebootWorkspaceRequests=[])


def awaited(workspaces, workspace_id, state):
    """Waits until a desktop is in a state; returns the one that it is in, or None while it is not listed."""
    deadline = time.monotonic() + WAIT_S_MAX
    while True:
        now = (one(workspaces, workspace_id) or {}).get("State")
        if now == state or time.monotonic() > deadline:
            return now
        time.sleep(0.1)


def power(check, workspaces, stopped, always_on):
    """Starts a stopped desktop and stops it again; what always runs is neither started nor stopped.

    What is in between lasts for less than a minute of the service's time: it may be over before it can be seen.
    """
    target, other = stopped["WorkspaceId"], always_on["WorkspaceId"]
    requests = [{"WorkspaceId": each} for each in (target, other, NOWHERE)]
    failed = workspaces.start_workspaces(StartWorkspaceRequests=requests)["FailedRequests"]
    check.equal("not started", [item["WorkspaceId"] for item in failed], [other, NOWHERE])
    check.equal("it is up", awaited(workspaces, target, "AVAILABLE"), "AVAILABLE")
    failed = workspaces.stop_workspaces(StopWorkspaceRequests=requests)["FailedRequests"]
    check.equal("not stopped", [item["WorkspaceId"] for item in failed], [other, NOWHERE])
    check.equal("it is down", awaited(workspaces, target, "STOPPED"), "STOPPED")
    many = [{"WorkspaceId": NOWHERE}] * 26
    check.refused("ValidationException", workspaces.start_workspaces, StartWorkspaceRequests=many)
    check.refused("ValidationException", workspaces.stop_workspaces, StopWorkspaceRequests=many)


def termination(check, workspaces, ec2, desktop):
    """A desktop goes for good: its id is not listed any more, its address and interface are free."""
    target, free_before = desktop["WorkspaceId"], free_addresses(ec2, desktop["SubnetId"])
    requests = [{"WorkspaceId": each} for each in (target, NOWHERE)]
    failed = workspaces.terminate_workspaces(TerminateWorkspaceRequests=requests)["FailedRequests"]
    check.equal("not terminated", [item["WorkspaceId"] for item in failed], [NOWHERE])
    check.equal("it goes", one(workspaces, target)["State"], "TERMINATING")
    deadline = time.monotonic() + WAIT_S_MAX
    while one(workspaces, target) and time.monotonic() < deadline:
        time.sleep(0.1)
    check.equal("it is gone", one(workspaces, target), None)
    check.equal("its address is free", free_addresses(ec2, desktop["SubnetId"]), free_before + 1)
    check.equal("its interface is gone", primary_interface(ec2, desktop), [])
    check.refused("ResourceNotFoundException", workspaces.describe_tags, ResourceId=target)
    many = [{"WorkspaceId": NOWHERE}] * 26
    check.refused("ValidationException", workspaces.terminate_workspaces, TerminateWorkspaceRequests=many)


def renewals(check, workspaces, ec2, rebuilt, restored):
    """A rebuilt desktop has another interface and address; both are there again, with their ids and tags."""
    target, other = rebuilt["WorkspaceId"], restored["WorkspaceId"]
    tags_before, old = tags_of(workspaces, target), primary_interface(ec2, rebuilt)[0]
    free_before = free_addresses(ec2, rebuilt["SubnetId"])
    failed = workspaces.rebuild_workspaces(RebuildWorkspaceRequests=[{"WorkspaceId": NOWHERE}])["FailedRequests"]
    check.equal("not rebuilt", [item["WorkspaceId"] for item in failed], [NOWHERE])
    failed = workspaces.rebuild_workspaces(RebuildWorkspaceRequests=[{"WorkspaceId": target}])["FailedRequests"]
    check.equal("rebuilt", failed, [])
    check.equal("it is rebuilt", one(workspaces, target)["State"], "REBUILDING")
    workspaces.restore_workspace(WorkspaceId=other)
    check.equal("it is restored", one(workspaces, other)["State"], "RESTORING")
    for each in (target, other):
        check.equal("it is back", awaited(workspaces, each, "AVAILABLE"), "AVAILABLE")
    now = one(workspaces, target)
    new = primary_interface(ec2, now)
    check.equal("one interface", len(new), 1)
    check.true("another interface", new[0]["NetworkInterfaceId"] != old["NetworkInterfaceId"])
    check.true("another address", now["IpAddress"] != rebuilt["IpAddress"])
    check.equal("as many free addresses", free_addresses(ec2, rebuilt["SubnetId"]), free_before)
    check.equal("the same tags", tags_of(workspaces, target), tags_before)
    two = [{"WorkspaceId": target}, {"WorkspaceId": other}]
    check.refused("ValidationException", workspaces.rebuild_workspaces, RebuildWorkspaceRequests=two)
    check.refused("ResourceNotFoundException", workspaces.restore_workspace, WorkspaceId=NOWHERE)


def creations(check, workspaces, ec2, like, names):
    """A desktop from its request to its first user: pending, listed after a moment, with an address, then available."""
    directory = like["DirectoryId"]
    wish = lambda user, **more: {"DirectoryId": directory, "UserName": user, "BundleId": names["win11-standard"],
                                 "WorkspaceProperties": {"RunningMode": "ALWAYS_ON"}, **more}
    wishes = [wish("peer.one", Tags=[{"Key": "peer", "Value": "boto3"}]), wish("missing.peer"), wish(like["UserName"])]
    answer = workspaces.create_workspaces(Workspaces=wishes)
    pending, failed = answer["PendingRequests"], answer["FailedRequests"]
    check.equal("pending", [(item["UserName"], item["State"]) for item in pending], [("peer.one", "PENDING")])
    codes = [(item["WorkspaceRequest"]["UserName"], item["ErrorCode"]) for item in failed]
    check.equal("failed", codes, [("missing.peer", "ResourceNotFound.User"), (like["UserName"], "ResourceExists.WorkSpace")])
    target = pending[0]["WorkspaceId"]
    deadline = time.monotonic() + WAIT_S_MAX
    while not one(workspaces, target) and time.monotonic() < deadline:
        time.sleep(0.1)
    check.equal("its tags", tags_of(workspaces, target), {"peer": "boto3"})
    check.equal("it is there", awaited(workspaces, target, "AVAILABLE"), "AVAILABLE")
    found = workspaces.describe_workspaces(DirectoryId=directory, UserName="PEER.ONE")["Workspaces"]
    check.equal("by its user", [item["WorkspaceId"] for item in found], [target])
    check.equal("its interface", len(primary_interface(ec2, found[0])), 1)
    check.refused("ValidationException", workspaces.create_workspaces, Workspaces=[])
    check.refused("ValidationException", workspaces.create_workspaces, Workspaces=[wish("x")] * 26)
    check.refused("ValidationException", workspaces.create_workspaces, Workspaces=[wish("x" * 64)])
    check.refused("ValidationException", workspaces.create_workspaces, Workspaces=[{"UserName": "x"}])


def quotas(check):
    """There is room for the fleet and more; unknown services and quotas are told apart from known ones."""
    service_quotas = client("service-quotas")
    quota = service_quotas.get_service_quota(ServiceCode="workspaces", QuotaCode="L-34278094")["Quota"]
    check.true("room for more than the fleet", quota["Value"] > 80 and quota["QuotaName"] == "WorkSpaces")
    listed = service_quotas.get_paginator("list_service_quotas").paginate(ServiceCode="workspaces", PaginationConfig={"PageSize": 2})
    codes = [item["QuotaCode"] for page in listed for item in page["Quotas"]]
    check.true("it is listed once", codes.count("L-34278094") == 1 and len(codes) == len(set(codes)) > 2)
    get = service_quotas.get_service_quota
    check.refused("NoSuchResourceException", get, ServiceCode="workspaces", QuotaCode="L-00000000")
    check.refused("NoSuchResourceException", get, ServiceCode="nosuchservice", QuotaCode="L-34278094")
    check.refused("ValidationException", get, ServiceCode="workspaces")


def metrics(check, workspaces):
    """CloudWatch says when users were connected, as the connection status does; botocore asks it in JSON."""
    cloudwatch = client("cloudwatch")
    told = {item["WorkspaceId"]: item for item in everything(workspaces, "describe_workspaces_connection_status", "WorkspacesConnectionStatus")}
    now = max(item["ConnectionStateCheckTimestamp"] for item in told.values())
    names = sorted(told)[:20]
    query = lambda number, name, metric: {"Id": f"{metric[0].lower()}{number}", "MetricStat": {"Period": 300, "Stat": "Maximum", "Metric": {
        "Namespace": "AWS/WorkSpaces", "MetricName": metric, "Dimensions": [{"Name": "WorkspaceId", "Value": name}]}}}
    queries = [query(number, name, metric) for number, name in enumerate(names) for metric in ("UserConnected", "Available")]
    # An hour back: the last points come in while this runs.
    span = {"StartTime": now - datetime.timedelta(hours=16), "EndTime": now - datetime.timedelta(hours=1)}
    whole = cloudwatch.get_metric_data(MetricDataQueries=queries, **span)["MetricDataResults"]
    check.equal("a result for each query", [item["Id"] for item in whole], [item["Id"] for item in queries])
    check.true("all of them are complete", all(item["StatusCode"] == "Complete" for item in whole))
    for name, result in zip(names, whole[::2]):
        used = [at for at, value in zip(result["Timestamps"], result["Values"]) if value > 0]
        last = told[name].get("LastKnownUserConnectionTimestamp")
        expected = last is not None and min(result["Timestamps"]) <= last < max(result["Timestamps"])
        check.true(f"{name} was used within 16 h: {expected}", not expected or max(used) <= last < max(used) + datetime.timedelta(minutes=5))
    pages = cloudwatch.get_paginator("get_metric_data").paginate(MetricDataQueries=queries[:2], PaginationConfig={"PageSize": 100}, **span)
    points = sum(len(item["Values"]) for page in pages for item in page["MetricDataResults"])
    check.equal("all points, page by page", points, sum(len(item["Values"]) for item in whole[:2]))
    get = cloudwatch.get_metric_data
    check.refused("InvalidNextToken", get, MetricDataQueries=queries[:1], NextToken="forged", **span)
    check.refused("ValidationException", get, MetricDataQueries=[queries[0]] * 2, **span)
    check.refused("ValidationException", get, MetricDataQueries=queries[:1], StartTime=now, EndTime=now)


def standbys(check, workspaces, like):
    """A standby of a desktop in another Region names its primary; this Region's own desktops have none here."""
    wishes = [{"PrimaryWorkspaceId": "ws-primary00", "DirectoryId": like["DirectoryId"]}]
    create = workspaces.create_standby_workspaces
    answer = create(PrimaryRegion="us-west-2", StandbyWorkspaces=wishes)
    check.equal("a standby", (len(answer["PendingStandbyRequests"]), answer["FailedStandbyRequests"]), (1, []))
    target = answer["PendingStandbyRequests"][0]["WorkspaceId"]
    check.equal("it is there", awaited(workspaces, target, "AVAILABLE"), "AVAILABLE")
    related = one(workspaces, target)["RelatedWorkspaces"]
    check.equal("its primary", [(item["WorkspaceId"], item["Region"], item["Type"]) for item in related], [("ws-primary00", "us-west-2", "PRIMARY")])
    again = create(PrimaryRegion="us-west-2", StandbyWorkspaces=wishes)["FailedStandbyRequests"]
    check.equal("one and no more", [item["StandbyWorkspaceRequest"] for item in again], wishes)
    check.refused("OperationNotSupportedException", create, PrimaryRegion="us-east-1", StandbyWorkspaces=wishes)


def properties(check, workspaces, desktop):
    """Grows the user volume, then the root volume; a second change meanwhile and an illegal one are refused."""
    target = desktop["WorkspaceId"]
    modify = lambda **wanted: workspaces.modify_workspace_properties(WorkspaceId=target, WorkspaceProperties=wanted)
    try:
        modify(RootVolumeSizeGib=300)
        check.equal("root before user", "accepted", "refused")
    except ClientError as error:  # which exception it is, AWS does not say
        check.equal("root before user", error.response["ResponseMetadata"]["HTTPStatusCode"], 400)
    for member, resource, gib in (("UserVolumeSizeGib", "USER_VOLUME", 100), ("RootVolumeSizeGib", "ROOT_VOLUME", 175)):
        modify(**{member: gib})
        states = one(workspaces, target)["ModificationStates"]
        check.equal(f"{member} under way", [state["Resource"] for state in states], [resource])
        check.refused(
            "OperationInProgressException",
            workspaces.modify_workspace_properties,
            WorkspaceId=target,
            WorkspaceProperties={"ComputeTypeName": "POWER"},
        )
        deadline = time.monotonic() + WAIT_S_MAX
        while one(workspaces, target)["ModificationStates"] and time.monotonic() < deadline:
            time.sleep(0.1)
        check.equal(f"{member} after it", one(workspaces, target)["WorkspaceProperties"][member], gib)
    modify(RunningMode="ALWAYS_ON")
    check.equal("always on", one(workspaces, target)["WorkspaceProperties"]["RunningMode"], "ALWAYS_ON")
    refused = workspaces.modify_workspace_properties
    check.refused("ValidationException", refused, WorkspaceId=target, WorkspaceProperties={"RunningMode": "SOMETIMES"})
    check.refused("ResourceNotFoundException", refused, WorkspaceId=NOWHERE, WorkspaceProperties={"UserVolumeSizeGib": 100})


def keys(check, fleet):
    """The key of an encrypted desktop is there and usable; an unknown one is not found."""
    kms = client("kms")
    encrypted = [desktop for desktop in fleet if desktop.get("VolumeEncryptionKey")]
    check.true("some are encrypted", encrypted)
    metadata = kms.describe_key(KeyId=encrypted[0]["VolumeEncryptionKey"])["KeyMetadata"]
    check.equal("the key", (metadata["KeyState"], metadata["Enabled"], metadata["KeyManager"]), ("Enabled", True, "AWS"))
    check.equal("by its ARN", kms.describe_key(KeyId=metadata["Arn"])["KeyMetadata"]["KeyId"], metadata["KeyId"])
    check.refused("NotFoundException", kms.describe_key, KeyId="alias/nobody")


def trail(check, workspace_id):
    """What was changed is found in CloudTrail after a while, the newest first."""
    cloudtrail = client("cloudtrail")
    wanted = [{"AttributeKey": "EventName", "AttributeValue": "ModifyWorkspaceProperties"}]
    deadline = time.monotonic() + WAIT_S_MAX
    while True:
        events = cloudtrail.lookup_events(LookupAttributes=wanted)["Events"]
        documents = [json.loads(event["CloudTrailEvent"]) for event in events]
        ours = [each for each in documents if (each["requestParameters"] or {}).get("workspaceId") == workspace_id]
        if len(ours) >= 7 or time.monotonic() > deadline:
            break
        time.sleep(0.6)
    sizes = [each["requestParameters"]["workspaceProperties"].get("userVolumeSizeGib") for each in ours if "errorCode" not in each]
    check.true("the growth is there", 100 in sizes)
    check.true("refusals are there", any("errorCode" in each for each in ours))
    times = [event["EventTime"] for event in events]
    check.equal("the newest first", times, sorted(times, reverse=True))
    time.sleep(1)
    check.refused("InvalidMaxResultsException", cloudtrail.lookup_events, MaxResults=51)
    check.refused("InvalidLookupAttributesException", cloudtrail.lookup_events, LookupAttributes=wanted * 2)


def primary_interface(ec2, desktop):
    """Finds a desktop's interface as the guide says: by address, narrowed to its subnet."""
    answer = ec2.describe_network_interfaces(Filters=[
        {"Name": "private-ip-address", "Values": [desktop["IpAddress"]]},
        {"Name": "subnet-id", "Values": [desktop["SubnetId"]]},
    ])
    return answer["NetworkInterfaces"]


def interfaces(check, ec2, account, fleet, found_directories):
    members = {directory["DirectoryId"]: directory["WorkspaceSecurityGroupId"] for directory in found_directories}
    for desktop in fleet[:10]:
        name = desktop["WorkspaceId"]
        found = primary_interface(ec2, desktop)
        check.equal(f"{name} has one interface", len(found), 1)
        interface = found[0]
        check.true(f"{name} description", interface["Description"].lower().startswith("created by amazon workspaces"))
        check.equal(f"{name} owner", interface["OwnerId"], account)
        check.equal(f"{name} requester managed", interface["RequesterManaged"], False)
        check.equal(f"{name} status", (interface["Status"], interface["Attachment"]["Status"]), ("in-use", "attached"))
        check.true(f"{name} is behind AWS's account", interface["Attachment"]["InstanceOwnerId"] != account)
        check.true(f"{name} is in its directory's group", members[desktop["DirectoryId"]] in group_ids(interface))
    pages = ec2.get_paginator("describe_network_interfaces")
    paged = [i["NetworkInterfaceId"] for page in pages.paginate(PaginationConfig={"PageSize": 7}) for i in page["NetworkInterfaces"]]
    at_once = [i["NetworkInterfaceId"] for i in ec2.describe_network_interfaces()["NetworkInterfaces"]]
    check.equal("interfaces page by page", sorted(paged), sorted(at_once))
    pattern = ec2.describe_network_interfaces(Filters=[{"Name": "description", "Values": ["Created By Amazon Work?paces*"]}])
    check.true("wildcards find the desktops' interfaces", len(pattern["NetworkInterfaces"]) >= len(fleet))
    refused = ec2.describe_network_interfaces
    check.refused("InvalidNetworkInterfaceID.NotFound", refused, NetworkInterfaceIds=["eni-00000000000000000"])
    check.refused("InvalidParameterValue", refused, MaxResults=4)
    check.refused("InvalidParameterValue", refused, MaxResults=1001)
    check.refused("InvalidParameterValue", refused, Filters=[{"Name": "colour", "Values": ["red"]}])
    check.refused("InvalidParameterCombination", refused, NetworkInterfaceIds=at_once[:1], MaxResults=5)
    check.refused("DryRunOperation", refused, status=412, DryRun=True)


def group_ids(interface):
    return [group["GroupId"] for group in interface["Groups"]]


def subnets(check, ec2, found_directories):
    wanted = sorted({subnet for directory in found_directories for subnet in directory["SubnetIds"]})
    found = ec2.describe_subnets(SubnetIds=wanted)["Subnets"]
    check.equal("the directories' subnets", sorted(subnet["SubnetId"] for subnet in found), wanted)
    for subnet in found:
        size = 2 ** (32 - int(subnet["CidrBlock"].split("/")[1]))
        check.true(f"{subnet['SubnetId']} loses five addresses", 0 <= subnet["AvailableIpAddressCount"] <= size - 5)
    vpc = found[0]["VpcId"]
    in_vpc = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}, {"Name": "state", "Values": ["available"]}])
    check.true("subnets by VPC", found[0]["SubnetId"] in [subnet["SubnetId"] for subnet in in_vpc["Subnets"]])
    check.refused("InvalidSubnetID.NotFound", ec2.describe_subnets, SubnetIds=["subnet-00000000000000000"])
    check.refused("InvalidParameterValue", ec2.describe_subnets, MaxResults=4)
    check.refused("InvalidParameterCombination", ec2.describe_subnets, SubnetIds=wanted[:1], MaxResults=5)
    check.refused("DryRunOperation", ec2.describe_subnets, status=412, DryRun=True)


def security_groups(check, ec2, desktop):
    """Adds a group to an interface and takes it off again; every refusal leaves the groups as they were."""
    interface = primary_interface(ec2, desktop)[0]
    target, before = interface["NetworkInterfaceId"], group_ids(interface)
    now = lambda: group_ids(primary_interface(ec2, desktop)[0])
    everywhere = ec2.describe_security_groups()["SecurityGroups"]
    here = [group["GroupId"] for group in everywhere if group["VpcId"] == interface["VpcId"] and group["GroupId"] not in before]
    elsewhere = [group["GroupId"] for group in everywhere if group["VpcId"] != interface["VpcId"]]
    check.true("there is a group to add", here)
    check.true("there is a group of another VPC", elsewhere)
    named = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["*_workspacesMembers"]}])["SecurityGroups"]
    check.true("a directory's group is found by name", set(before) & {group["GroupId"] for group in named})
    modify = ec2.modify_network_interface_attribute
    modify(NetworkInterfaceId=target, Groups=before + here[:1])
    check.equal("a group is added", sorted(now()), sorted(before + here[:1]))
    modify(NetworkInterfaceId=target, Groups=before)
    check.equal("the whole set is replaced", sorted(now()), sorted(before))
    check.refused("MissingParameter", modify, NetworkInterfaceId=target, Groups=[])
    check.refused("InvalidGroup.NotFound", modify, NetworkInterfaceId=target, Groups=before + ["sg-00000000000000000"])
    check.refused("InvalidNetworkInterfaceID.NotFound", modify, NetworkInterfaceId="eni-00000000000000000", Groups=before)
    check.refused("InvalidParameterValue", modify, NetworkInterfaceId=target, Groups=before + elsewhere[:1])
    check.refused("DryRunOperation", modify, status=412, NetworkInterfaceId=target, Groups=before + here[:1], DryRun=True)
    if len(before) + len(here) > 5:
        six = (before + here)[:6]
        check.refused("SecurityGroupsPerInterfaceLimitExceeded", modify, NetworkInterfaceId=target, Groups=six)
    check.equal("refusals change nothing", sorted(now()), sorted(before))
    check.refused("InvalidGroup.NotFound", ec2.describe_security_groups, GroupIds=["sg-00000000000000000"])
    check.refused("InvalidParameterValue", ec2.describe_security_groups, Filters=[{"Name": "colour", "Values": ["red"]}])
    check.refused("DryRunOperation", ec2.describe_security_groups, status=412, DryRun=True)


def refused_migrations(check, workspaces, desktop, names, fleet):
    source, migrate = desktop["WorkspaceId"], workspaces.migrate_workspace
    not_supported, not_found = "OperationNotSupportedException", "ResourceNotFoundException"
    check.refused(not_supported, migrate, SourceWorkspaceId=source, BundleId=desktop["BundleId"])
    check.refused(not_supported, migrate, SourceWorkspaceId=source, BundleId=names["ubuntu-22-standard"])
    check.refused(not_supported, migrate, SourceWorkspaceId=source, BundleId=names["win7-legacy"])
    check.refused(not_found, migrate, SourceWorkspaceId=source, BundleId="wsb-000000000")
    document = check.refused(not_found, migrate, SourceWorkspaceId=NOWHERE, BundleId=names["win11-standard"])
    check.equal("the unknown id is named", document.get("ResourceId"), NOWHERE)
    check.refused("ValidationException", migrate, SourceWorkspaceId=source, BundleId="win11-standard")
    check.refused("ValidationException", migrate, SourceWorkspaceId=source)
    linux = [d for d in fleet if d["WorkspaceProperties"]["OperatingSystemName"].startswith(("UBUNTU", "ROCKY", "AMAZON"))]
    check.true("some run Linux", linux)
    for each in linux[:1]:
        check.refused(not_supported, migrate, SourceWorkspaceId=each["WorkspaceId"], BundleId=names["win11-standard"])


def free_addresses(ec2, subnet_id):
    return ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"][0]["AvailableIpAddressCount"]


def migration(check, workspaces, ec2, desktop, target_bundle):
    """One desktop from the first call to the end: new id, new address, same tags, the old id gone."""
    source, subnet = desktop["WorkspaceId"], desktop["SubnetId"]
    tags_before, free_before = tags_of(workspaces, source), free_addresses(ec2, subnet)
    answer = workspaces.migrate_workspace(SourceWorkspaceId=source, BundleId=target_bundle)
    target = answer["TargetWorkspaceId"]
    check.equal("the source is named", answer["SourceWorkspaceId"], source)
    check.true("the new id is new", target != source)
    check.refused("OperationInProgressException", workspaces.migrate_workspace, SourceWorkspaceId=source, BundleId=target_bundle)
    check.equal("it takes an address of its own", free_addresses(ec2, subnet), free_before - 1)
    states, deadline = set(), time.monotonic() + WAIT_S_MAX
    while True:
        new, old = one(workspaces, target), one(workspaces, source)
        if (new and new["State"] == "AVAILABLE" and not old) or time.monotonic() > deadline:
            break
        states |= {new["State"]} if new else set()
        time.sleep(0.1)
    check.true(f"PENDING on the way, and nothing else but AVAILABLE: {states}", {"PENDING"} <= states <= {"PENDING", "AVAILABLE"})
    check.true("the new desktop is there", new)
    check.equal("the old id is gone", old, None)
    if not new:
        return
    check.equal("the new desktop's state and bundle", (new["State"], new["BundleId"]), ("AVAILABLE", target_bundle))
    check.equal("same user, same directory", (new["UserName"], new["DirectoryId"]), (desktop["UserName"], desktop["DirectoryId"]))
    check.equal("same subnet", new["SubnetId"], subnet)
    check.true("another address", new["IpAddress"] != desktop["IpAddress"])
    check.true("another computer name", new["ComputerName"] != desktop["ComputerName"])
    mode = lambda each: each["WorkspaceProperties"]["RunningMode"]
    check.equal("same running mode", mode(new), mode(desktop))
    check.equal("tags are copied", tags_of(workspaces, target), tags_before)
    check.equal("the old address is free again", free_addresses(ec2, subnet), free_before)
    check.equal("the new interface", len(primary_interface(ec2, new)), 1)
    check.equal("the old interface is gone", primary_interface(ec2, desktop), [])


def main():
    if not os.environ.get("AWS_ENDPOINT_URL"):
        print("drive_boto3: AWS_ENDPOINT_URL must name a served simulator", file=sys.stderr)
        return 2
    check = Check()
    workspaces, ec2 = client("workspaces"), client("ec2")
    account = identity(check)
    found_directories = directories(check, workspaces)
    names = bundles(check, workspaces, account)
    fleet, old = listing(check, workspaces, names["win11-standard"])
    connections(check, workspaces, fleet)
    snapshots(check, workspaces, fleet, old)
    movable = [desktop for desktop in old if desktop["State"] == "AVAILABLE"]
    tags(check, workspaces, movable[0])
    maintenance(check, workspaces, movable[1], names["win11-standard"])
    stopped = next(item for item in fleet if item["State"] == "STOPPED")
    reboots(check, workspaces, movable[4], stopped)
    power(check, workspaces, stopped, next(item for item in movable if item["WorkspaceProperties"]["RunningMode"] == "ALWAYS_ON"))
    small = lambda item: (item["WorkspaceProperties"]["RootVolumeSizeGib"], item["WorkspaceProperties"]["UserVolumeSizeGib"]) == (80, 50)
    growing = next(item for item in movable[5:] if small(item))
    properties(check, workspaces, growing)
    keys(check, fleet)
    trail(check, growing["WorkspaceId"])
    subnets(check, ec2, found_directories)
    interfaces(check, ec2, account, movable, found_directories)
    security_groups(check, ec2, movable[2])
    refused_migrations(check, workspaces, movable[3], names, fleet)
    migration(check, workspaces, ec2, movable[0], names["win11-standard"])
    quotas(check)
    metrics(check, workspaces)
    creations(check, workspaces, ec2, movable[9], names)
    standbys(check, workspaces, movable[9])
    renewals(check, workspaces, ec2, movable[7], movable[8])
    termination(check, workspaces, ec2, movable[6])
    around.tagging(check, client, workspaces, movable[2])
    around.ip_groups(check, workspaces, found_directories[0])
    around.directories(check, client, workspaces, found_directories[0])
    plain = next(desktop for desktop in movable[10:] if not desktop.get("VolumeEncryptionKey"))
    around.images(check, workspaces, plain, account)
    around.aliases(check, workspaces, found_directories[0]["DirectoryId"])
    check.refused("UnknownOperationException", workspaces.list_account_links)
    for difference in check.differences:
        print(f"drive_boto3: {difference}", file=sys.stderr)
    print(f"drive_boto3: {check.done} checks, {len(check.differences)} differences", file=sys.stderr)
    return 1 if check.differences else 0


if __name__ == "__main__":
    sys.exit(main())
