"""What stands around the desktops, driven with boto3: the part of `drive_boto3.py` that no desktop takes part in."""
import time

WAIT_S_MAX = 60


def pages(operation, key, token="NextToken", **parameters):
    """Reads all pages of an operation by hand."""
    found = []
    while True:
        page = operation(**parameters)
        found += page[key]
        if not page.get(token):
            return found
        parameters[token] = page[token]


def until(holds):
    """Waits for something to hold; returns whether it came to that."""
    deadline = time.monotonic() + WAIT_S_MAX
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def tagging(check, client, workspaces, desktop):
    api, name = client("resourcegroupstaggingapi"), desktop["WorkspaceId"]

    def seen():
        found = pages(api.get_resources, "ResourceTagMappingList", "PaginationToken",
                      ResourceTypeFilters=["workspaces:workspace"], ResourcesPerPage=10)
        return {item["ResourceARN"].rsplit("/")[-1]: {tag["Key"]: tag["Value"] for tag in item["Tags"]} for item in found}

    check.true("most desktops have tags", 40 < len(seen()) <= 80)
    workspaces.create_tags(ResourceId=name, Tags=[{"Key": "peer-bulk", "Value": "boto3"}])
    check.true("a tag is seen in the end", until(lambda: seen().get(name, {}).get("peer-bulk") == "boto3"))
    by_tag = api.get_resources(TagFilters=[{"Key": "peer-bulk", "Values": ["boto3"]}])["ResourceTagMappingList"]
    check.equal("by tag", [item["ResourceARN"].rsplit("/")[-1] for item in by_tag], [name])
    workspaces.delete_tags(ResourceId=name, TagKeys=["peer-bulk"])
    check.refused("InvalidParameterException", api.get_resources, ResourcesPerPage=101)
    check.refused("InvalidParameterException", api.get_resources, PaginationToken="forged")
    check.refused("ValidationException", api.get_resources, ResourceARNList=[])


def ip_groups(check, workspaces, directory):
    name, nobody = directory["DirectoryId"], "wsipg-000000000"
    rule = lambda cidr: {"ipRule": cidr, "ruleDesc": "peer"}
    group = workspaces.create_ip_group(GroupName="peer", GroupDesc="from boto3", UserRules=[rule("198.51.100.0/24")])["GroupId"]
    check.refused("ResourceAlreadyExistsException", workspaces.create_ip_group, GroupName="peer")
    many = [rule(f"203.0.113.{number}/32") for number in range(11)]
    check.refused("ResourceLimitExceededException", workspaces.create_ip_group, GroupName="peer-many", UserRules=many)
    check.refused("InvalidParameterValuesException", workspaces.create_ip_group, GroupName="peer-bad", UserRules=[rule("office")])
    workspaces.authorize_ip_rules(GroupId=group, UserRules=many[:2])
    workspaces.revoke_ip_rules(GroupId=group, UserRules=["203.0.113.0/32"])
    found = pages(workspaces.describe_ip_groups, "Result", GroupIds=[group])
    check.equal("rules", [each["ipRule"] for each in found[0]["userRules"]], ["198.51.100.0/24", "203.0.113.1/32"])
    check.equal("name and description", (found[0]["groupName"], found[0]["groupDesc"]), ("peer", "from boto3"))
    workspaces.update_rules_of_ip_group(GroupId=group, UserRules=[rule("192.0.2.0/24")])
    workspaces.associate_ip_groups(DirectoryId=name, GroupIds=[group])
    shown = workspaces.describe_workspace_directories(DirectoryIds=[name])["Directories"][0]
    check.equal("the group on its directory", shown["ipGroupIds"], [group])
    check.refused("ResourceAssociatedException", workspaces.delete_ip_group, GroupId=group)
    check.refused("ResourceNotFoundException", workspaces.associate_ip_groups, DirectoryId=name, GroupIds=[nobody])
    workspaces.disassociate_ip_groups(DirectoryId=name, GroupIds=[group])
    workspaces.delete_ip_group(GroupId=group)
    check.equal("the group is gone", workspaces.describe_ip_groups(GroupIds=[group])["Result"], [])
    check.refused("ResourceNotFoundException", workspaces.delete_ip_group, GroupId=group)
    check.refused("ValidationException", workspaces.describe_ip_groups, GroupIds=["peer"])
    check.refused("ValidationException", workspaces.describe_ip_groups, MaxResults=26)


def directories(check, client, workspaces, registered):
    ds, name = client("ds"), registered["DirectoryId"]
    found = pages(ds.describe_directories, "DirectoryDescriptions", Limit=2)
    check.true("Directory Service knows more than are registered", len(found) > 4)
    same = ds.describe_directories(DirectoryIds=[name])["DirectoryDescriptions"][0]
    check.equal("name and stage", (same["Name"], same["Stage"]), (registered["DirectoryName"], "Active"))
    check.refused("EntityDoesNotExistException", ds.describe_directories, DirectoryIds=["d-0000000000"])
    check.refused("InvalidParameterException", ds.describe_directories, DirectoryIds=[])
    spare = next(each["DirectoryId"] for each in found if each["Type"] == "MicrosoftAD")
    radius = {"RadiusServers": ["radius.example.com"], "RadiusPort": 1812, "RadiusTimeout": 5, "RadiusRetries": 1,
              "SharedSecret": "not a secret", "AuthenticationProtocol": "PAP"}
    ds.enable_radius(DirectoryId=spare, RadiusSettings=radius)
    check.refused("EntityAlreadyExistsException", ds.enable_radius, DirectoryId=spare, RadiusSettings=radius)
    factor = lambda: ds.describe_directories(DirectoryIds=[spare])["DirectoryDescriptions"][0]
    check.true("the second factor is there", until(lambda: factor().get("RadiusStatus") == "Completed"))
    check.equal("its secret is not told", factor()["RadiusSettings"].get("SharedSecret"), "********")
    ds.disable_radius(DirectoryId=spare)
    check.true("the second factor is gone", "RadiusStatus" not in factor())

    describe = lambda: (workspaces.describe_workspace_directories(DirectoryIds=[spare])["Directories"] or [None])[0]
    answer = workspaces.register_workspace_directory(DirectoryId=spare, Tenancy="SHARED")
    check.equal("registration begins", (answer["DirectoryId"], answer["State"]), (spare, "REGISTERING"))
    check.refused("ResourceAlreadyExistsException", workspaces.register_workspace_directory, DirectoryId=spare)
    check.true("it is registered", until(lambda: describe()["State"] == "REGISTERED"))
    workspaces.modify_workspace_creation_properties(ResourceId=spare, WorkspaceCreationProperties={
        "EnableInternetAccess": True, "DefaultOu": "OU=Desktops,DC=spare,DC=example,DC=com"})
    workspaces.modify_workspace_access_properties(ResourceId=spare, WorkspaceAccessProperties={"DeviceTypeWeb": "ALLOW"})
    workspaces.modify_selfservice_permissions(ResourceId=spare, SelfservicePermissions={"IncreaseVolumeSize": "ENABLED"})
    workspaces.modify_streaming_properties(ResourceId=spare, StreamingProperties={"StreamingExperiencePreferredProtocol": "TCP"})
    workspaces.modify_endpoint_encryption_mode(DirectoryId=spare, EndpointEncryptionMode="FIPS_VALIDATED")
    workspaces.modify_saml_properties(ResourceId=spare, SamlProperties={"Status": "ENABLED", "UserAccessUrl": "https://sign.in/x"})
    workspaces.modify_certificate_based_auth_properties(ResourceId=spare, CertificateBasedAuthProperties={"Status": "DISABLED"})
    shown = describe()
    check.equal("settings", (
        shown["WorkspaceCreationProperties"]["EnableInternetAccess"], shown["WorkspaceAccessProperties"]["DeviceTypeWeb"],
        shown["SelfservicePermissions"]["IncreaseVolumeSize"], shown["EndpointEncryptionMode"], shown["SamlProperties"]["Status"],
    ), (True, "ALLOW", "ENABLED", "FIPS_VALIDATED", "ENABLED"))
    check.refused("InvalidParameterValuesException", workspaces.modify_workspace_creation_properties, ResourceId=spare,
                  WorkspaceCreationProperties={"DefaultOu": "Desktops"})
    workspaces.deregister_workspace_directory(DirectoryId=spare)
    check.true("it is not registered any more", until(lambda: describe() is None))
    check.refused("OperationNotSupportedException", workspaces.deregister_workspace_directory, DirectoryId=name)


def images(check, workspaces, desktop, account):
    own = pages(workspaces.describe_workspace_images, "Images", MaxResults=7)
    shared = pages(workspaces.describe_workspace_images, "Images", ImageType="SHARED")
    check.true("own images are the account's", own and all(image["OwnerAccountId"] == account for image in own))
    check.true("shared images are others'", shared and all(image["OwnerAccountId"] != account for image in shared))
    image = lambda name: workspaces.describe_workspace_images(ImageIds=[name])["Images"][0]
    made = workspaces.create_workspace_image(Name="peer", Description="from boto3", WorkspaceId=desktop["WorkspaceId"])["ImageId"]
    check.equal("the image is being made", image(made)["State"], "PENDING")
    state = lambda: workspaces.describe_workspaces(WorkspaceIds=[desktop["WorkspaceId"]])["Workspaces"][0]["State"]
    check.equal("its desktop is held", state(), "SUSPENDED")
    copied = workspaces.copy_workspace_image(Name="peer-copy", SourceImageId=shared[0]["ImageId"], SourceRegion="us-east-1")["ImageId"]
    check.true("the image is there", until(lambda: image(made)["State"] == "AVAILABLE"))
    check.true("the copy is there", until(lambda: image(copied)["State"] == "AVAILABLE"))
    check.equal("its desktop works again", state(), "AVAILABLE")

    bundle = workspaces.create_workspace_bundle(
        BundleName="peer", BundleDescription="from boto3", ImageId=made, ComputeType={"Name": "STANDARD"},
        UserStorage={"Capacity": "100"}, RootStorage={"Capacity": "175"})["WorkspaceBundle"]
    check.equal("the bundle", (bundle["ImageId"], bundle["Owner"]), (made, account))
    check.refused("ResourceAlreadyExistsException", workspaces.create_workspace_bundle, BundleName="peer", BundleDescription="x",
                  ImageId=made, ComputeType={"Name": "STANDARD"}, UserStorage={"Capacity": "50"})
    check.refused("InvalidParameterValuesException", workspaces.create_workspace_bundle, BundleName="peer-2", BundleDescription="x",
                  ImageId=made, ComputeType={"Name": "STANDARD"}, UserStorage={"Capacity": "60"})
    check.refused("ResourceAssociatedException", workspaces.delete_workspace_image, ImageId=made)
    workspaces.update_workspace_bundle(BundleId=bundle["BundleId"], ImageId=copied)
    check.refused("ResourceAssociatedException", workspaces.delete_workspace_bundle, BundleId=desktop["BundleId"])
    workspaces.update_workspace_image_permission(ImageId=made, AllowCopyImage=True, SharedAccountId="444455556666")
    told = workspaces.describe_workspace_image_permissions(ImageId=made)
    check.equal("shared with", [each["SharedAccountId"] for each in told["ImagePermissions"]], ["444455556666"])
    workspaces.update_workspace_image_permission(ImageId=made, AllowCopyImage=False, SharedAccountId="444455556666")
    workspaces.delete_workspace_image(ImageId=made)
    workspaces.delete_workspace_bundle(BundleId=bundle["BundleId"])
    check.equal("the bundle is gone", workspaces.describe_workspace_bundles(BundleIds=[bundle["BundleId"]])["Bundles"], [])
    check.refused("ValidationException", workspaces.describe_workspace_images, ImageIds=[])
    check.refused("ResourceNotFoundException", workspaces.copy_workspace_image, Name="n", SourceImageId=made, SourceRegion="us-east-1")


def aliases(check, workspaces, directory):
    name = workspaces.create_connection_alias(ConnectionString="peer.example.com")["AliasId"]
    alias = lambda: workspaces.describe_connection_aliases(AliasIds=[name]).get("ConnectionAliases", [None])[0]
    status = lambda: alias()["Associations"][0]["AssociationStatus"]
    check.true("the alias is made", until(lambda: alias()["State"] == "CREATED"))
    check.refused("ResourceAlreadyExistsException", workspaces.create_connection_alias, ConnectionString="peer.example.com")
    check.refused("InvalidParameterValuesException", workspaces.create_connection_alias, ConnectionString="peer")
    identifier = workspaces.associate_connection_alias(AliasId=name, ResourceId=directory)["ConnectionIdentifier"]
    check.true("it is associated", until(lambda: status() == "ASSOCIATED_WITH_OWNER_ACCOUNT"))
    check.equal("its identifier", alias()["Associations"][0]["ConnectionIdentifier"], identifier)
    check.refused("ResourceAssociatedException", workspaces.delete_connection_alias, AliasId=name)
    workspaces.disassociate_connection_alias(AliasId=name)
    check.true("it is free again", until(lambda: status() == "NOT_ASSOCIATED"))
    permission = {"SharedAccountId": "444455556666", "AllowAssociation": True}
    workspaces.update_connection_alias_permission(AliasId=name, ConnectionAliasPermission=permission)
    told = workspaces.describe_connection_alias_permissions(AliasId=name)["ConnectionAliasPermissions"]
    check.equal("shared with", told, [permission])
    workspaces.update_connection_alias_permission(AliasId=name, ConnectionAliasPermission={**permission, "AllowAssociation": False})
    workspaces.delete_connection_alias(AliasId=name)
    check.true("it is gone", until(lambda: alias() is None))
    check.refused("ResourceNotFoundException", workspaces.delete_connection_alias, AliasId=name)
    check.refused("ValidationException", workspaces.describe_connection_aliases, AliasIds=[])
