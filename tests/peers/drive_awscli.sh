#!/bin/sh
# Drives a served simulator with the AWS CLI: the commands an administrator types, good and refused.
#
# Expects the demo world (80 desktops, no faults) at AWS_ENDPOINT_URL and `aws` in PATH. Asserts on what the commands
# print and on their error codes, prints every difference, and exits 1 on any.
set -u

: "${AWS_ENDPOINT_URL:?must name a served simulator}"
AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}
AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1}
AWS_MAX_ATTEMPTS=1
AWS_PAGER=
AWS_DEFAULT_OUTPUT=text # one page after the other: listings that may have several ask for json
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_MAX_ATTEMPTS AWS_PAGER AWS_DEFAULT_OUTPUT

checks=0
differences=0

# differs WHAT: counts and prints a difference.
differs() {
    differences=$((differences + 1))
    printf 'drive_awscli: %s\n' "$1" >&2
}

# equal WHAT GOT WANTED
equal() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || differs "$1: got '$2', wanted '$3'"
}

# refused CODE COMMAND...: the command must fail, and name this code.
refused() {
    code=$1
    shift
    checks=$((checks + 1))
    if said=$("$@" 2>&1 >/dev/null); then
        differs "$*: accepted, wanted $code"
        return
    fi
    case $said in
        *"($code)"*) ;;
        *) differs "$*: said '$said', wanted $code" ;;
    esac
}

account=$(aws sts get-caller-identity --query Account)
equal 'digits of the account' "${#account}" 12
role=$(aws sts assume-role --role-arn "arn:aws:iam::$account:role/reader" --role-session-name peers \
    --query AssumedRoleUser.Arn)
equal 'role that was assumed' "$role" "arn:aws:sts::$account:assumed-role/reader/peers"

equal 'desktops' "$(aws workspaces describe-workspaces --output json --query 'length(Workspaces)')" 80
equal 'desktops, 10 a page' "$(aws workspaces describe-workspaces --page-size 10 --output json --query 'length(Workspaces)')" 80
old='Workspaces[?WorkspaceProperties.OperatingSystemName==`WINDOWS_10` && State==`AVAILABLE`]'
source=$(aws workspaces describe-workspaces --output json --query "$old | [-1].WorkspaceId" | tr -d '"')
directory=$(aws workspaces describe-workspaces --workspace-ids "$source" --query 'Workspaces[0].DirectoryId')
user=$(aws workspaces describe-workspaces --workspace-ids "$source" --query 'Workspaces[0].UserName')
address=$(aws workspaces describe-workspaces --workspace-ids "$source" --query 'Workspaces[0].IpAddress')
subnet=$(aws workspaces describe-workspaces --workspace-ids "$source" --query 'Workspaces[0].SubnetId')
equal 'by directory and user' \
    "$(aws workspaces describe-workspaces --directory-id "$directory" --user-name "$user" --query 'Workspaces[0].WorkspaceId')" "$source"
equal 'an unknown id' "$(aws workspaces describe-workspaces --workspace-ids ws-000000000 --query 'length(Workspaces)')" 0

many=$(aws workspaces describe-workspaces --output json --query 'Workspaces[:26].WorkspaceId' | tr -d '[]",\n')
# shellcheck disable=SC2086  # 26 words are wanted
refused ValidationException aws workspaces describe-workspaces --workspace-ids $many
refused ValidationException aws workspaces describe-workspaces --workspace-ids WS-1
refused InvalidParameterValuesException aws workspaces describe-workspaces --user-name "$user"
bundle=$(aws workspaces describe-workspace-bundles --output json --query 'Bundles[?Name==`win11-standard`] | [0].BundleId' | tr -d '"')
refused InvalidParameterValuesException aws workspaces describe-workspaces --directory-id "$directory" --bundle-id "$bundle"
refused InvalidParameterValuesException aws workspaces describe-workspace-bundles --owner AMAZON --bundle-ids "$bundle"

equal 'the directory' \
    "$(aws workspaces describe-workspace-directories --directory-ids "$directory" --query 'Directories[0].State')" REGISTERED
equal 'the connection' \
    "$(aws workspaces describe-workspaces-connection-status --workspace-ids "$source" --query 'WorkspacesConnectionStatus[0].WorkspaceId')" "$source"
equal 'the volume snapshot' \
    "$(aws workspaces describe-workspace-snapshots --workspace-id "$source" --query 'length(RebuildSnapshots)')" 1
refused ResourceNotFoundException aws workspaces describe-workspace-snapshots --workspace-id ws-000000000

aws workspaces create-tags --resource-id "$source" --tags Key=peer,Value=awscli || differs 'create-tags failed'
equal 'the tag' "$(aws workspaces describe-tags --resource-id "$source" --query 'TagList[?Key==`peer`].Value')" awscli
aws workspaces delete-tags --resource-id "$source" --tag-keys peer || differs 'delete-tags failed'
equal 'the tag is gone' "$(aws workspaces describe-tags --resource-id "$source" --query 'length(TagList[?Key==`peer`])')" 0

aws workspaces modify-workspace-state --workspace-id "$source" --workspace-state ADMIN_MAINTENANCE || differs 'maintenance on failed'
equal 'in maintenance' "$(aws workspaces describe-workspaces --workspace-ids "$source" --query 'Workspaces[0].State')" ADMIN_MAINTENANCE
refused OperationNotSupportedException aws workspaces migrate-workspace --source-workspace-id "$source" --bundle-id "$bundle"
aws workspaces modify-workspace-state --workspace-id "$source" --workspace-state AVAILABLE || differs 'maintenance off failed'
refused ValidationException aws workspaces modify-workspace-state --workspace-id "$source" --workspace-state STOPPED

equal 'a reboot without failures' "$(aws workspaces reboot-workspaces --reboot-workspace-requests "$source" --query 'length(FailedRequests)')" 0
equal 'a failure inside HTTP 200' \
    "$(aws workspaces reboot-workspaces --reboot-workspace-requests ws-000000000 --query 'FailedRequests[0].WorkspaceId')" ws-000000000

still=$(aws workspaces describe-workspaces --output json --query 'Workspaces[?State==`STOPPED`] | [0].WorkspaceId' | tr -d '"')
equal 'a start without failures' "$(aws workspaces start-workspaces --start-workspace-requests "WorkspaceId=$still" --query 'length(FailedRequests)')" 0
equal 'it is not started twice' \
    "$(aws workspaces start-workspaces --start-workspace-requests "WorkspaceId=$still" --query 'FailedRequests[0].WorkspaceId')" "$still"
equal 'a failure to stop inside HTTP 200' \
    "$(aws workspaces stop-workspaces --stop-workspace-requests WorkspaceId=ws-000000000 --query 'FailedRequests[0].WorkspaceId')" ws-000000000

aws workspaces modify-workspace-properties --workspace-id "$source" \
    --workspace-properties RunningMode=AUTO_STOP,RunningModeAutoStopTimeoutInMinutes=480 || differs 'the running mode was refused'
equal 'the AutoStop time' "$(aws workspaces describe-workspaces --workspace-ids "$source" \
    --query 'Workspaces[0].WorkspaceProperties.RunningModeAutoStopTimeoutInMinutes')" 480
refused ResourceNotFoundException aws workspaces modify-workspace-properties --workspace-id ws-000000000 \
    --workspace-properties UserVolumeSizeGib=100

key=$(aws workspaces describe-workspaces --output json --query 'Workspaces[?VolumeEncryptionKey] | [0].VolumeEncryptionKey' | tr -d '"')
equal 'the state of a key' "$(aws kms describe-key --key-id "$key" --query 'KeyMetadata.KeyState')" Enabled
refused NotFoundException aws kms describe-key --key-id alias/nobody
equal 'no event of another service' "$(aws cloudtrail lookup-events --output json --query 'length(Events)' \
    --lookup-attributes AttributeKey=EventSource,AttributeValue=s3.amazonaws.com)" 0

interface=$(aws ec2 describe-network-interfaces --query 'NetworkInterfaces[].NetworkInterfaceId' \
    --filters "Name=private-ip-address,Values=$address" "Name=subnet-id,Values=$subnet")
groups=$(aws ec2 describe-network-interfaces --network-interface-ids "$interface" --query 'NetworkInterfaces[0].Groups[].GroupId')
equal 'the subnet' "$(aws ec2 describe-subnets --subnet-ids "$subnet" --query 'Subnets[0].State')" available
# shellcheck disable=SC2086  # one word a group
aws ec2 describe-security-groups --group-ids $groups >/dev/null || differs 'describe-security-groups failed'
# shellcheck disable=SC2086
aws ec2 modify-network-interface-attribute --network-interface-id "$interface" --groups $groups || differs 'the same groups were refused'
# shellcheck disable=SC2086
refused DryRunOperation aws ec2 modify-network-interface-attribute --dry-run --network-interface-id "$interface" --groups $groups
refused InvalidGroup.NotFound aws ec2 modify-network-interface-attribute --network-interface-id "$interface" --groups sg-00000000
refused InvalidSubnetID.NotFound aws ec2 describe-subnets --subnet-ids subnet-00000000
refused InvalidNetworkInterfaceID.NotFound aws ec2 describe-network-interfaces --network-interface-ids eni-00000000

target=$(aws workspaces migrate-workspace --source-workspace-id "$source" --bundle-id "$bundle" --query TargetWorkspaceId)
case $target in
    ws-*) ;;
    *) differs "no new id: '$target'" ;;
esac
refused OperationInProgressException aws workspaces migrate-workspace --source-workspace-id "$source" --bundle-id "$bundle"

some() { # some N: the Nth of the desktops from the end that are up and not in anybody's way
    aws workspaces describe-workspaces --output json --query "$old | [-$1].WorkspaceId" | tr -d '"'
}
equal 'a new desktop' "$(aws workspaces create-workspaces --query 'PendingRequests[0].[UserName,State]' \
    --workspaces "DirectoryId=$directory,UserName=peer.cli,BundleId=$bundle,WorkspaceProperties={RunningMode=ALWAYS_ON}")" \
    "$(printf 'peer.cli\tPENDING')"
equal 'a user that is not there' "$(aws workspaces create-workspaces --query 'FailedRequests[0].ErrorCode' \
    --workspaces "DirectoryId=$directory,UserName=missing.cli,BundleId=$bundle")" ResourceNotFound.User
equal 'a standby' "$(aws workspaces create-standby-workspaces --primary-region us-west-2 \
    --standby-workspaces "PrimaryWorkspaceId=ws-primary00,DirectoryId=$directory" --query 'PendingStandbyRequests[0].State')" PENDING
equal 'the code of the quota' "$(aws service-quotas list-service-quotas --service-code workspaces --output json \
    --query 'Quotas[?QuotaName==`WorkSpaces`] | [0].QuotaCode' | tr -d '"')" L-34278094
equal 'the quota' "$(aws service-quotas get-service-quota --service-code workspaces --quota-code L-34278094 --query 'Quota.Value')" 5000.0
refused NoSuchResourceException aws service-quotas get-service-quota --service-code workspaces --quota-code L-00000000
# Whoever was connected the longest ago: at night nobody is, and of the last minutes there are no points.
status=$(aws workspaces describe-workspaces-connection-status --output json --query "sort_by(WorkspacesConnectionStatus[?\
LastKnownUserConnectionTimestamp], &to_number(LastKnownUserConnectionTimestamp)) | [0].join(' ', [WorkspaceId,to_string(LastKnownUserConnectionTimestamp)])")
status=${status#\"} status=${status%\"} used=${status% *} at=${status#* }
metric="{\"Namespace\":\"AWS/WorkSpaces\",\"MetricName\":\"UserConnected\",\"Dimensions\":[{\"Name\":\"WorkspaceId\",\"Value\":\"$used\"}]}"
equal 'somebody who was at work was connected' "$(aws cloudwatch get-metric-data --query 'MetricDataResults[0].[max(Values),StatusCode]' \
    --start-time "$((${at%.*} - 3600))" --end-time "$((${at%.*} + 3600))" \
    --metric-data-queries "[{\"Id\":\"a\",\"MetricStat\":{\"Period\":3600,\"Stat\":\"Maximum\",\"Metric\":$metric}}]")" "$(printf '1.0\tComplete')"
rebuilt=$(some 2) restored=$(some 3) leaving=$(some 4)
equal 'a rebuild without failures' \
    "$(aws workspaces rebuild-workspaces --rebuild-workspace-requests "$rebuilt" --query 'length(FailedRequests)')" 0
equal 'a failure to rebuild inside HTTP 200' \
    "$(aws workspaces rebuild-workspaces --rebuild-workspace-requests ws-000000000 --query 'FailedRequests[0].WorkspaceId')" ws-000000000
aws workspaces restore-workspace --workspace-id "$restored" || differs 'the restore was refused'
refused ResourceNotFoundException aws workspaces restore-workspace --workspace-id ws-000000000
equal 'a termination without failures' \
    "$(aws workspaces terminate-workspaces --terminate-workspace-requests "$leaving" --query 'length(FailedRequests)')" 0
equal 'a failure to terminate inside HTTP 200' \
    "$(aws workspaces terminate-workspaces --terminate-workspace-requests ws-000000000 --query 'FailedRequests[0].WorkspaceId')" ws-000000000

equal 'the department that the Tagging API tells' "$(aws resourcegroupstaggingapi get-resources --resource-type-filters workspaces:workspace \
    --tag-filters Key=Department,Values=Finance --output json --query 'ResourceTagMappingList[0].Tags[?Key==`Department`] | [0].Value')" '"Finance"'

group=$(aws workspaces create-ip-group --group-name peer.cli --user-rules ipRule=198.51.100.0/24,ruleDesc=office --query GroupId)
aws workspaces authorize-ip-rules --group-id "$group" --user-rules ipRule=203.0.113.7/32 || differs 'a rule was refused'
aws workspaces revoke-ip-rules --group-id "$group" --user-rules 198.51.100.0/24 || differs 'taking a rule out was refused'
equal 'the rules' "$(aws workspaces describe-ip-groups --group-ids "$group" --query 'Result[0].userRules[].ipRule')" 203.0.113.7/32
aws workspaces update-rules-of-ip-group --group-id "$group" --user-rules ipRule=192.0.2.0/24 || differs 'new rules were refused'
aws workspaces associate-ip-groups --directory-id "$directory" --group-ids "$group" || differs 'the group was refused'
refused ResourceAssociatedException aws workspaces delete-ip-group --group-id "$group"
equal 'the group on its directory' \
    "$(aws workspaces describe-workspace-directories --directory-ids "$directory" --query 'Directories[0].ipGroupIds')" "$group"
aws workspaces disassociate-ip-groups --directory-id "$directory" --group-ids "$group" || differs 'the group stays'
aws workspaces delete-ip-group --group-id "$group" || differs 'the group could not be deleted'
refused InvalidParameterValuesException aws workspaces create-ip-group --group-name peer.bad --user-rules ipRule=office

spare=$(aws ds describe-directories --output json --query 'DirectoryDescriptions[?Type==`MicrosoftAD`] | [0].DirectoryId' | tr -d '"')
aws ds enable-radius --directory-id "$spare" --radius-settings \
    RadiusServers=radius.example.com,RadiusPort=1812,RadiusTimeout=5,RadiusRetries=1,SharedSecret=not-a-secret,AuthenticationProtocol=PAP \
    || differs 'the second factor was refused'
aws ds disable-radius --directory-id "$spare" || differs 'the second factor stays'
equal 'a registration' "$(aws workspaces register-workspace-directory --directory-id "$spare" --query State)" REGISTERING
aws workspaces modify-workspace-creation-properties --resource-id "$directory" \
    --workspace-creation-properties EnableInternetAccess=true || differs 'creation properties were refused'
aws workspaces modify-workspace-access-properties --resource-id "$directory" \
    --workspace-access-properties DeviceTypeWeb=ALLOW || differs 'access properties were refused'
aws workspaces modify-selfservice-permissions --resource-id "$directory" \
    --selfservice-permissions IncreaseVolumeSize=ENABLED || differs 'self-service was refused'
aws workspaces modify-streaming-properties --resource-id "$directory" \
    --streaming-properties StreamingExperiencePreferredProtocol=TCP || differs 'streaming properties were refused'
aws workspaces modify-endpoint-encryption-mode --directory-id "$directory" \
    --endpoint-encryption-mode FIPS_VALIDATED || differs 'the encryption mode was refused'
aws workspaces modify-saml-properties --resource-id "$directory" \
    --saml-properties Status=ENABLED,UserAccessUrl=https://sign.in/x || differs 'SAML properties were refused'
aws workspaces modify-certificate-based-auth-properties --resource-id "$directory" \
    --certificate-based-auth-properties Status=DISABLED || differs 'certificate properties were refused'
equal 'what was set' "$(aws workspaces describe-workspace-directories --directory-ids "$directory" --query \
    'Directories[0].[WorkspaceAccessProperties.DeviceTypeWeb,SelfservicePermissions.IncreaseVolumeSize,EndpointEncryptionMode]')" \
    "$(printf 'ALLOW\tENABLED\tFIPS_VALIDATED')"
refused OperationNotSupportedException aws workspaces deregister-workspace-directory --directory-id "$directory"
waited=0
until [ "$(aws workspaces describe-workspace-directories --directory-ids "$spare" --query 'Directories[0].State')" = REGISTERED ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 30 ] || { differs 'the directory does not become registered'; break; }
    sleep 0.3
done
aws workspaces deregister-workspace-directory --directory-id "$spare" || differs 'the directory stays registered'

image=$(aws workspaces describe-workspace-images --output json --query 'Images[0].ImageId' | tr -d '"')
made=$(aws workspaces create-workspace-bundle --bundle-name peer.cli --bundle-description 'From the CLI' --image-id "$image" \
    --compute-type Name=STANDARD --user-storage Capacity=50 --query WorkspaceBundle.BundleId)
aws workspaces update-workspace-bundle --bundle-id "$made" --image-id "$image" || differs 'the image was refused'
aws workspaces delete-workspace-bundle --bundle-id "$made" || differs 'the bundle stays'
refused ResourceAssociatedException aws workspaces delete-workspace-image --image-id "$image"
aws workspaces update-workspace-image-permission --image-id "$image" --allow-copy-image --shared-account-id 444455556666 \
    || differs 'the image was not shared'
equal 'with whom it is shared' "$(aws workspaces describe-workspace-image-permissions --image-id "$image" \
    --query 'ImagePermissions[0].SharedAccountId')" 444455556666
of=$(aws workspaces describe-workspaces --output json \
    --query 'Workspaces[?State==`AVAILABLE` && !VolumeEncryptionKey] | [-1].WorkspaceId' | tr -d '"')
equal 'an image of a desktop' \
    "$(aws workspaces create-workspace-image --name peer.cli --description peer --workspace-id "$of" --query State)" PENDING
copied=$(aws workspaces copy-workspace-image --name peer.copy --source-image-id "$image" --source-region us-east-1 --query ImageId)
waited=0
until [ "$(aws workspaces describe-workspace-images --image-ids "$copied" --query 'Images[0].State')" = AVAILABLE ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 30 ] || { differs 'the copy does not become available'; break; }
    sleep 0.3
done
aws workspaces delete-workspace-image --image-id "$copied" || differs 'the copy stays'

alias=$(aws workspaces create-connection-alias --connection-string desktop.example.com --query AliasId)
waited=0
until [ "$(aws workspaces describe-connection-aliases --alias-ids "$alias" --query 'ConnectionAliases[0].State')" = CREATED ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 30 ] || { differs 'the alias is not made'; break; }
    sleep 0.1
done
aws workspaces update-connection-alias-permission --alias-id "$alias" \
    --connection-alias-permission SharedAccountId=444455556666,AllowAssociation=true || differs 'the alias was not shared'
equal 'with whom the alias is shared' "$(aws workspaces describe-connection-alias-permissions --alias-id "$alias" \
    --query 'ConnectionAliasPermissions[0].SharedAccountId')" 444455556666
refused ResourceAssociatedException aws workspaces delete-connection-alias --alias-id "$alias"
aws workspaces update-connection-alias-permission --alias-id "$alias" \
    --connection-alias-permission SharedAccountId=444455556666,AllowAssociation=false || differs 'the alias stays shared'
aws workspaces associate-connection-alias --alias-id "$alias" --resource-id "$directory" >/dev/null || differs 'the alias leads nowhere'
waited=0
until aws workspaces disassociate-connection-alias --alias-id "$alias" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -lt 30 ] || { differs 'the alias stays associated'; break; }
    sleep 0.1
done
waited=0
until aws workspaces delete-connection-alias --alias-id "$alias" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -lt 30 ] || { differs 'the alias stays'; break; }
    sleep 0.1
done

printf 'drive_awscli: %d checks, %d differences\n' "$checks" "$differences" >&2
[ "$differences" -eq 0 ]
