# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_deskfleet_global_optspecs
    string join \n profile= region= all-regions account= endpoint-url= use-fips-endpoint sim= state-dir= config= o/output= query= columns= no-headers color= q/quiet no-input rate= burst= poll-interval= v/verbose log-format= log-file= h/help V/version
end

function __fish_deskfleet_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_deskfleet_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_deskfleet_using_subcommand
    set -l cmd (__fish_deskfleet_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c deskfleet -n "__fish_deskfleet_needs_command" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_needs_command" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "list" -d 'List desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "show" -d 'Show everything about desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "history" -d 'Show what happened to desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "explain" -d 'Explain a rule'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "provision" -d 'Make the desktops of a manifest'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "migrate" -d 'Move desktops to another bundle'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "reboot" -d 'Reboot desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "start" -d 'Start desktops that are stopped'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "stop" -d 'Stop desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "maintenance" -d 'Take desktops into maintenance, and out of it'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "resize" -d 'Let the volumes of desktops grow'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "modify" -d 'Change compute type, running mode, auto-stop time or protocol'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "terminate" -d 'Destroy desktops with all that is on them'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "tag" -d 'List, set, remove, rename, copy and audit tags of desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "security-group" -d 'List, attach, detach, replace and set security groups of desktops'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "ip-group" -d 'Make, change and delete groups of addresses that people may come in from'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "directory" -d 'List, show, register, change and deregister directories, and their second factor'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "bundle" -d 'List, show, make, change and delete what desktops are made from'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "image" -d 'List, show, make, copy, share and delete what bundles are made of'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "alias" -d 'Make, lead, share and delete the names that people connect by in several Regions'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "standby" -d 'Make standbys of desktops in another Region; list and check pairs'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "rebuild" -d 'Make desktops anew from their own bundle'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "restore" -d 'Set desktops back to their last volume snapshots'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "check" -d 'Check a plan'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "rehearse" -d 'Rehearse a plan in a throw-away world'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "apply" -d 'Carry out a plan'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "resume" -d 'Go on with a run'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "adopt" -d 'Go on here with a plan that another machine began'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "runs" -d 'List, show, watch, cancel and settle runs'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "sim" -d 'Serve and look after the built-in service'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "iam-policy" -d 'Print the least IAM policy of commands, or of a plan'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "config" -d 'Show settings'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c deskfleet -n "__fish_deskfleet_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l with -d 'Read more: tags, connection, snapshots, interface, clocks' -r -f -a "tags\t''
connection\t''
snapshots\t''
interface\t''
clocks\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l since -d 'Nothing older than this; CloudTrail is asked for 30d otherwise' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l cloudtrail -d 'Ask CloudTrail what others changed, and keep it in the ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand history" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l all -d 'All rules, with everything about them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand explain" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l column -d 'A column has another name in the manifest, such as user="Login name"' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l default -d 'What stands where nothing stands, such as running_mode=auto-stop' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l wait-for-user -d 'How long a user is waited for whom the directory does not know yet, such as 15m; 0s: not at all' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l ignore-columns -d 'Pass over columns that are not known'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l accept-existing -d 'Take a desktop that is there and differs for the one that is wanted'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand provision" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l to -d 'Bundle to move to, by id or unambiguous name; OLD=NEW for what is on OLD, repeated or a line each in @FILE' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l max-snapshot-age -d 'How old the last volume snapshot may be where nobody knows when the desktop was last used, such as 24h' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l carry-groups -d 'Security groups attached by hand to put back on the new network interface: all, none, or ids with commas between' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l write-map -d 'For a migration: write a CSV file of old ids, new ids, computer names and ends when the run ends or stops' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand migrate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand reboot" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand start" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand stop" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -f -a "on" -d 'Take desktops into maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -f -a "off" -d 'Take desktops out of maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and not __fish_seen_subcommand_from on off help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from on" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from off" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from help" -f -a "on" -d 'Take desktops into maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from help" -f -a "off" -d 'Take desktops out of maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand maintenance; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l root -d 'Size of the root volume, in GiB' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l user -d 'Size of the user volume, in GiB: 150, +50, +20pct, at-least:100' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l reboot -d 'When to restart for the new size: idle (nobody is connected), now, never' -r -f -a "idle\t''
now\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l cloudtrail -d 'Ask CloudTrail what others changed, and keep it in the ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resize" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l set -d 'What it is to be: compute-type=TYPE, running-mode=MODE, auto-stop=TIME, protocol=pcoip|dcv' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l cloudtrail -d 'Ask CloudTrail what others changed, and keep it in the ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand modify" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand terminate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "list" -d 'List the tags of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "set" -d 'Give desktops tags, or other values to those that they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "remove" -d 'Take tags from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "rename" -d 'Give a tag another key, with the value that each desktop has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "copy" -d 'Give desktops the tags of another one'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "audit" -d 'Find desktops that lack a tag'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and not __fish_seen_subcommand_from list set remove rename copy audit help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from rename" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l keys -d 'Copy these alone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from copy" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l require -d 'Keys that each desktop should have' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from audit" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the tags of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "set" -d 'Give desktops tags, or other values to those that they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Take tags from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "rename" -d 'Give a tag another key, with the value that each desktop has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Give desktops the tags of another one'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "audit" -d 'Find desktops that lack a tag'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "list" -d 'List the security groups of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "attach" -d 'Attach security groups to desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "detach" -d 'Detach security groups from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "replace" -d 'Put a security group in the place of another, where that is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "set" -d 'Give desktops these security groups and no others, beside the one that ties them to their directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "drift" -d 'Compare the security groups of desktops with a list'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and not __fish_seen_subcommand_from list attach detach replace set drift help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from attach" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from detach" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from replace" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l expect -d 'List with the security groups that each desktop should have: CSV, - for stdin' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from drift" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the security groups of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "attach" -d 'Attach security groups to desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "detach" -d 'Detach security groups from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "replace" -d 'Put a security group in the place of another, where that is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "set" -d 'Give desktops these security groups and no others, beside the one that ties them to their directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "drift" -d 'Compare the security groups of desktops with a list'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand security-group; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "list" -d 'List groups with their ranges, and the directories that they are on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "show" -d 'Show everything about groups'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "effective" -d 'Show who may come in to a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "create" -d 'Make a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "delete" -d 'Delete a group that is on no directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "add" -d 'Add rules to a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "remove" -d 'Take rules out of a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "set" -d 'Give a group these rules and no others'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "associate" -d 'Put groups on a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "disassociate" -d 'Take groups off a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "apply" -d 'Make groups and directories as a file says'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and not __fish_seen_subcommand_from list show effective create delete add remove set associate disassociate apply help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from effective" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l description -d 'What the group is for' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from add" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l only -d 'Take all others off it, once these are on it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from associate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from disassociate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l must-admit -d 'Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l revert-after -d 'Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l prune -d 'Delete groups that the file does not name and that are on no directory then'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from apply" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "list" -d 'List groups with their ranges, and the directories that they are on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show everything about groups'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "effective" -d 'Show who may come in to a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a group that is on no directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add rules to a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Take rules out of a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "set" -d 'Give a group these rules and no others'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "associate" -d 'Put groups on a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "disassociate" -d 'Take groups off a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "apply" -d 'Make groups and directories as a file says'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand ip-group; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "list" -d 'List directories with the devices that they let in, and how many desktops they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "show" -d 'Show everything about directories'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "modify" -d 'Change what a directory sets for its desktops and their clients'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "register" -d 'Register a directory of Directory Service, in two subnets'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "deregister" -d 'Deregister a directory that has no desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "mfa" -d 'Second factor of a directory\'s users'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and not __fish_seen_subcommand_from list show modify register deregister mfa help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l set -d 'What to set, such as device-web=deny; repeatable. The settings stand below' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from modify" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l subnet -d 'Subnet of the directory\'s VPC; twice, in two Availability Zones that have WorkSpaces' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l tenancy -d 'Whose hardware desktops run on; dedicated is for own licences (BYOL)' -r -f -a "shared\t''
dedicated\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l self-service -d 'Let users do by themselves whatever there is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l no-wait -d 'Stop once the service has begun; `resume` sees it to its end'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from register" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l no-wait -d 'Stop once the service has begun; `resume` sees it to its end'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from deregister" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -f -a "status" -d 'Show which directories have a second factor, and whether it works'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -f -a "enable" -d 'Have all users of a directory asked for a second factor, by RADIUS servers'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -f -a "disable" -d 'Have users of a directory asked for their password alone'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from mfa" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "list" -d 'List directories with the devices that they let in, and how many desktops they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show everything about directories'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "modify" -d 'Change what a directory sets for its desktops and their clients'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "register" -d 'Register a directory of Directory Service, in two subnets'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "deregister" -d 'Deregister a directory that has no desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "mfa" -d 'Second factor of a directory\'s users'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand directory; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "list" -d 'List bundles with the age of their image, and how many desktops each has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "show" -d 'Show everything about bundles'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "create" -d 'Make a bundle of an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "update" -d 'Put another image into a bundle; its desktops get it when they are rebuilt'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "delete" -d 'Delete a bundle that no desktop is on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and not __fish_seen_subcommand_from list show create update delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l owner -d 'Only those of this owner' -r -f -a "own\t'The account'
public\t'AWS'"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l unused -d 'Only those that no desktop is on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l image -d 'Image, by id or name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l compute-type -d 'Compute type of its desktops' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l user -d 'User volume of its desktops, in GB' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l root -d 'Root volume of its desktops, in GB; without it the service chooses' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l description -d 'What the bundle is for' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l no-wait -d 'Don\'t wait until it can be used'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l image -d 'Image, by id or name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from update" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "list" -d 'List bundles with the age of their image, and how many desktops each has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show everything about bundles'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a bundle of an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "update" -d 'Put another image into a bundle; its desktops get it when they are rebuilt'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a bundle that no desktop is on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand bundle; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "list" -d 'List images with their age, and the bundles that are made of them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "show" -d 'Show everything about images, and with which accounts they are shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "create" -d 'Make an image of a desktop, which can\'t be used until that is done'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "copy" -d 'Make an image here of one in another Region, or of one that is shared with the account'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "share" -d 'Let other accounts copy an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "unshare" -d 'Let other accounts copy an image no longer'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "delete" -d 'Delete an image that no bundle is made of and that is shared with nobody'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and not __fish_seen_subcommand_from list show create copy share unshare delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l owner -d 'Only those of this owner' -r -f -a "own\t'The account'
shared\t'Other accounts, that share them'"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l unused -d 'Only those that no bundle is made of'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l permissions -d 'Read with which accounts each is shared, a call each'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l description -d 'What the image is' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l no-wait -d 'Don\'t wait until it can be used and the desktop again'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l from-region -d 'Region of the source; by default this one' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l description -d 'What the copy is; by default what its source is' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l no-wait -d 'Don\'t wait until it can be used'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from copy" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from share" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from unshare" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "list" -d 'List images with their age, and the bundles that are made of them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show everything about images, and with which accounts they are shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make an image of a desktop, which can\'t be used until that is done'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Make an image here of one in another Region, or of one that is shared with the account'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "share" -d 'Let other accounts copy an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "unshare" -d 'Let other accounts copy an image no longer'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete an image that no bundle is made of and that is shared with nobody'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "list" -d 'List aliases with their directories, what their TXT records have to hold, and the accounts that share them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "create" -d 'Make an alias; its name is reserved for the account for ever'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "associate" -d 'Lead an alias to a directory, and print what its TXT record has to hold'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "disassociate" -d 'Let an alias lead nowhere'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "share" -d 'Let another account lead an alias to a directory of its own'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "unshare" -d 'Let another account no longer do so'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "delete" -d 'Delete an alias that leads nowhere and is not shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and not __fish_seen_subcommand_from list create associate disassociate share unshare delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from associate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from disassociate" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from share" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from unshare" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "list" -d 'List aliases with their directories, what their TXT records have to hold, and the accounts that share them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make an alias; its name is reserved for the account for ever'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "associate" -d 'Lead an alias to a directory, and print what its TXT record has to hold'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "disassociate" -d 'Let an alias lead nowhere'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "share" -d 'Let another account lead an alias to a directory of its own'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "unshare" -d 'Let another account no longer do so'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete an alias that leads nowhere and is not shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -f -a "list" -d 'List pairs, with the other half, its Region, and how old the data of the standby is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -f -a "check" -d 'Find pairs of which one half could not take over, or whose data is too old; exit 20 when there are any'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -f -a "create" -d 'Make standbys here of desktops in another Region'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and not __fish_seen_subcommand_from list check create help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from check" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l primary-region -d 'Region of the primaries; `--region` is that of the standbys' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l directory -d 'Directory of the standbys: id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l key -d 'Customer-managed key of the standbys, of their Region; needed where a primary is encrypted' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l data-replication -d 'Whether the data of the primaries comes to them: primary-as-source, no-replication' -r -f -a "primary-as-source\t''
no-replication\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l reason -d 'Why, for the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l allow -d 'Lower a rule, by id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l no-wait -d 'Don\'t wait until they can be used'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from help" -f -a "list" -d 'List pairs, with the other half, its Region, and how old the data of the standby is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from help" -f -a "check" -d 'Find pairs of which one half could not take over, or whose data is too old; exit 20 when there are any'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make standbys here of desktops in another Region'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand standby; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l max-snapshot-age -d 'How old the last volume snapshot may be where nobody knows when the desktop was last used, such as 24h' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l carry-groups -d 'Security groups attached by hand to put back on the new network interface: all, none, or ids with commas between' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rebuild" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l max-snapshot-age -d 'How old the last volume snapshot may be where nobody knows when the desktop was last used, such as 24h' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l from -d 'Read targets from a file, as @FILE does' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l directory -d 'In this directory, by id, name or alias' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l state -d 'In this state' -r -f -a "PENDING\t''
AVAILABLE\t''
IMPAIRED\t''
UNHEALTHY\t''
REBOOTING\t''
STARTING\t''
REBUILDING\t''
RESTORING\t''
MAINTENANCE\t''
ADMIN_MAINTENANCE\t''
TERMINATING\t''
TERMINATED\t''
SUSPENDED\t''
UPDATING\t''
STOPPING\t''
STOPPED\t''
ERROR\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l bundle -d 'Made from this bundle, by id or unambiguous name' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l compute-type -d 'Of this compute type' -r -f -a "VALUE\t''
STANDARD\t''
PERFORMANCE\t''
POWER\t''
POWERPRO\t''
GENERALPURPOSE_4XLARGE\t''
GENERALPURPOSE_8XLARGE\t''
GRAPHICS\t''
GRAPHICSPRO\t''
GRAPHICS_G4DN\t''
GRAPHICSPRO_G4DN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l running-mode -d 'In this running mode: auto-stop, always-on, manual' -r -f -a "auto-stop\t''
always-on\t''
manual\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l os -d 'With this operating system, such as windows-10' -r -f -a "AMAZON_LINUX_2\t''
UBUNTU_18_04\t''
UBUNTU_20_04\t''
UBUNTU_22_04\t''
UBUNTU_24_04\t''
UBUNTU_26_04\t''
RHEL_8\t''
RHEL_9\t''
RHEL_10\t''
ROCKY_8\t''
ROCKY_9\t''
ROCKY_10\t''
WINDOWS_7\t''
WINDOWS_10\t''
WINDOWS_11\t''
WINDOWS_SERVER_2016\t''
WINDOWS_SERVER_2019\t''
WINDOWS_SERVER_2022\t''
WINDOWS_SERVER_2025\t''
UNKNOWN\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l protocol -d 'With this protocol: dcv, pcoip' -r -f -a "dcv\t''
pcoip\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l subnet -d 'In this subnet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l tag -d 'With this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l not-tag -d 'Without this tag' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l due-tag -d 'With this tag, and today (UTC) or an earlier day in it, such as 2026-01-31' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l unused-for -d 'Not used for so long, such as 90d; never used is something else' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l exclude -d 'Leave these out' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l out -d 'Write the plan to a file and stop' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l window -d 'Start nothing outside this window, such as "Fri 22:00-Mon 05:00 Europe/Berlin"; several unite' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l not-on -d 'Start nothing on these dates of the window\'s zone' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l per-window -d 'Send to so many targets each time the window is open' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l max-duration -d 'Stop sending after this time, such as 4h; `resume` goes on' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l hold -d 'When all that is left may be sent later only: wait (at a terminal), defer to `resume` (without one)' -r -f -a "wait\t''
defer\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l reason -d 'Why, for the plan and the journal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l allow -d 'Lower a rule, by id; the plan says so' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l connected -d 'When somebody is at work: skip, defer, ignore' -r -f -a "skip\t''
defer\t''
ignore\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l strategy -d 'When the next calls go out: waves, rolling' -r -f -a "waves\t''
rolling\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l wave -d 'Targets a wave' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l max-in-flight -d 'Targets in flight' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l canary -d 'Let the first so many, or those of a list, go alone, before all others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l after-canary -d 'What follows the canary: stop, or how long to wait before the others' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l max-failures -d 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l expires -d 'How long the plan can be applied, such as 7d' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l all -d 'All desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l connected-now -d 'Somebody is at work'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l not-connected -d 'Surely nobody is at work: DISCONNECTED or STOPPED'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l never-connected -d 'Nobody ever connected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l unhealthy -d 'UNHEALTHY, IMPAIRED or ERROR'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l encrypted -d 'With an encrypted volume'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l skip-missing -d 'Go on without named targets that are not there'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s n -l dry-run -d 'Show the plan and stop'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l exit-code -d 'With -n: exit 20 when there is something to do'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l rehearse -d 'Carry the plan out in a throw-away world instead of asking, and tell what came of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l late-start -d 'Start also what may take longer than its window is open'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l one-shot -d 'Skip what is left at the end, instead of leaving it to `resume`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l empty-ok -d 'Exit 0 when nothing is selected'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l skip-refused -d 'Leave refused targets out instead of stopping'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand restore" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l out -d 'Where the sealed plan goes' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l seal -d 'Give an edited plan the id that its content has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand check" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l faults -d 'What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l seed -d 'Seed of everything random in a rehearsal' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l runs -d 'Rehearse so many times, with one seed after the other' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand rehearse" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l exclude -d 'Leave this desktop of the plan out, by id or user:NAME' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l write-map -d 'For a migration: write a CSV file of old ids, new ids, computer names and ends when the run ends or stops' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand apply" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l secret-file -d 'File with the RADIUS secret again, for a run of `directory mfa enable`; `-` for standard input' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l write-map -d 'For a migration: write a CSV file of old ids, new ids, computer names and ends when the run ends or stops' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l due -d 'From cron: every run that stopped for its window, a hold or --max-duration and can go on now, or is to be taken back'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand resume" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l confirm -d 'Go on only when exactly so many are selected; for `apply`, when the plan has this id' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l max-targets -d 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l yes -d 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand adopt" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "list" -d 'List the runs of this account and Region, the newest first'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "show" -d 'Show what became of every target of a run'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "watch" -d 'Follow a run to its end; without RUN the one that is being carried out, or the newest'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "cancel" -d 'Stop a run that is being carried out, or close one that is not: what is left is skipped'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "settle" -d 'Close an unknown by hand, after having looked'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "confirm" -d 'Keep what a run with `--revert-after` did, which it takes back otherwise'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and not __fish_seen_subcommand_from list show watch cancel settle confirm help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l attempts -d 'Show the calls that were sent instead'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l before -d 'Show the security groups that its desktops had when the plan was made, as `security-group set -` reads them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from watch" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from cancel" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l as -d 'What was found: done, not-done' -r -f -a "done\t''
not-done\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l new-id -d 'The id that the desktop has now, when a migration is done and the run never saw it' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from settle" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from confirm" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the runs of this account and Region, the newest first'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show what became of every target of a run'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "watch" -d 'Follow a run to its end; without RUN the one that is being carried out, or the newest'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "cancel" -d 'Stop a run that is being carried out, or close one that is not: what is left is skipped'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "settle" -d 'Close an unknown by hand, after having looked'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "confirm" -d 'Keep what a run with `--revert-after` did, which it takes back otherwise'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "serve" -d 'Serve a new world over HTTP on this machine, for any client'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "reset" -d 'Make the world of `--sim` anew, with its journal and ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "status" -d 'Show the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "advance" -d 'Let time pass in the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "log" -d 'Print the record of the world of `--sim`, a request a line'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and not __fish_seen_subcommand_from serve reset status advance log help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l desktops -d 'How many desktops; 80 are the demo fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l fleet -d 'What kinds of desktops: demo, varied; uniform, all of them free to move; clocks, for resizes, starts and stops' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l seed -d 'Seed of everything random' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l faults -d 'What goes wrong how often, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l rate -d 'Calls a second that the service allows, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l burst -d 'Calls that may come at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l latency -d 'How long an answer takes, such as 80ms' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l with-account -d 'Another account with a fleet of its own in each Region; keys that begin with AKIA and this id are its keys' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l listen -d 'Address of this machine; port 0 takes a free one' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l speed -d 'How many times as fast as real time' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l log -d 'Add the record to a file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from serve" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l desktops -d 'How many desktops; 80 are the demo fleet' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l fleet -d 'What kinds of desktops: demo, varied; uniform, all of them free to move; clocks, for resizes, starts and stops' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l seed -d 'Seed of everything random' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l faults -d 'What goes wrong how often, such as throttle=0.02,lost=0.01' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l rate -d 'Calls a second that the service allows, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l burst -d 'Calls that may come at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l latency -d 'How long an answer takes, such as 80ms' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l with-account -d 'Another account with a fleet of its own in each Region; keys that begin with AKIA and this id are its keys' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from reset" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from advance" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from log" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Serve a new world over HTTP on this machine, for any client'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "reset" -d 'Make the world of `--sim` anew, with its journal and ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "advance" -d 'Let time pass in the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "log" -d 'Print the record of the world of `--sim`, a request a line'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand sim; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l vpc-endpoint -d 'Only through this VPC endpoint, such as vpce-0123456789abcdef0' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l source-ip -d 'Only from these addresses: public ones, or private ones behind --vpc-endpoint' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l endpoint-policy -d 'Print the policy to put on the VPC endpoint of a service itself: workspaces, ec2, kms' -r -f -a "workspaces\t''
ec2\t''
kms\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l all -d 'Every command'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand iam-policy" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -f -a "show" -d 'Show the settings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and not __fish_seen_subcommand_from show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l origin -d 'Show where each comes from'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the settings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l profile -d 'Profile of the AWS configuration files; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l region -d 'Region; listings take several' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l account -d 'Account that must answer, else nothing is done' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l endpoint-url -d 'Endpoint of all services; https unless on this machine' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l sim -d 'Work on a world of the built-in service instead of AWS; `off` for AWS' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l state-dir -d 'Directory of journals, ledgers and simulated worlds' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l config -d 'Config file' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -s o -l output -d 'Output format: table, json, ndjson, csv, ids' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
ids\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l query -d 'Show what an expression finds in the whole result' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l columns -d 'Columns of tables and CSV, separated by commas' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l color -d 'Colour: auto, always, never' -r -f -a "auto\t''
always\t''
never\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l rate -d 'API calls a second, 0 for no limit' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l burst -d 'Calls that may go at once after a pause' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l poll-interval -d 'Shortest time between two looks at a desktop in flight, such as 60s' -r
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l log-format -d 'Form of the log: text, json' -r -f -a "text\t''
json\t''"
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l log-file -d 'Add the log to a file instead' -r -F
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l all-regions -d 'All Regions that have WorkSpaces, for listings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l use-fips-endpoint -d 'Use FIPS endpoints'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l no-headers -d 'Leave the names of the columns out'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -s q -l quiet -d 'Be silent on success'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -l no-input -d 'Ask nothing; without its flag a question is a refusal'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -s v -l verbose -d 'Tell each API call on stderr; twice: also what it waits for'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand completions" -s V -l version -d 'Print version'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "list" -d 'List desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "show" -d 'Show everything about desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "history" -d 'Show what happened to desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "explain" -d 'Explain a rule'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "provision" -d 'Make the desktops of a manifest'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "migrate" -d 'Move desktops to another bundle'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "reboot" -d 'Reboot desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "start" -d 'Start desktops that are stopped'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "stop" -d 'Stop desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "maintenance" -d 'Take desktops into maintenance, and out of it'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "resize" -d 'Let the volumes of desktops grow'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "modify" -d 'Change compute type, running mode, auto-stop time or protocol'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "terminate" -d 'Destroy desktops with all that is on them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "tag" -d 'List, set, remove, rename, copy and audit tags of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "security-group" -d 'List, attach, detach, replace and set security groups of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "ip-group" -d 'Make, change and delete groups of addresses that people may come in from'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "directory" -d 'List, show, register, change and deregister directories, and their second factor'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "bundle" -d 'List, show, make, change and delete what desktops are made from'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "image" -d 'List, show, make, copy, share and delete what bundles are made of'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "alias" -d 'Make, lead, share and delete the names that people connect by in several Regions'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "standby" -d 'Make standbys of desktops in another Region; list and check pairs'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "rebuild" -d 'Make desktops anew from their own bundle'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "restore" -d 'Set desktops back to their last volume snapshots'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "check" -d 'Check a plan'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "rehearse" -d 'Rehearse a plan in a throw-away world'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "apply" -d 'Carry out a plan'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "resume" -d 'Go on with a run'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "adopt" -d 'Go on here with a plan that another machine began'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "runs" -d 'List, show, watch, cancel and settle runs'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "sim" -d 'Serve and look after the built-in service'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "iam-policy" -d 'Print the least IAM policy of commands, or of a plan'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "config" -d 'Show settings'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and not __fish_seen_subcommand_from list show history explain provision migrate reboot start stop maintenance resize modify terminate tag security-group ip-group directory bundle image alias standby rebuild restore check rehearse apply resume adopt runs sim iam-policy config completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from maintenance" -f -a "on" -d 'Take desktops into maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from maintenance" -f -a "off" -d 'Take desktops out of maintenance'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "list" -d 'List the tags of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "set" -d 'Give desktops tags, or other values to those that they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "remove" -d 'Take tags from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "rename" -d 'Give a tag another key, with the value that each desktop has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "copy" -d 'Give desktops the tags of another one'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "audit" -d 'Find desktops that lack a tag'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "list" -d 'List the security groups of desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "attach" -d 'Attach security groups to desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "detach" -d 'Detach security groups from desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "replace" -d 'Put a security group in the place of another, where that is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "set" -d 'Give desktops these security groups and no others, beside the one that ties them to their directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from security-group" -f -a "drift" -d 'Compare the security groups of desktops with a list'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "list" -d 'List groups with their ranges, and the directories that they are on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "show" -d 'Show everything about groups'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "effective" -d 'Show who may come in to a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "create" -d 'Make a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "delete" -d 'Delete a group that is on no directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "add" -d 'Add rules to a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "remove" -d 'Take rules out of a group'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "set" -d 'Give a group these rules and no others'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "associate" -d 'Put groups on a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "disassociate" -d 'Take groups off a directory'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from ip-group" -f -a "apply" -d 'Make groups and directories as a file says'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "list" -d 'List directories with the devices that they let in, and how many desktops they have'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "show" -d 'Show everything about directories'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "modify" -d 'Change what a directory sets for its desktops and their clients'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "register" -d 'Register a directory of Directory Service, in two subnets'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "deregister" -d 'Deregister a directory that has no desktops'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from directory" -f -a "mfa" -d 'Second factor of a directory\'s users'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from bundle" -f -a "list" -d 'List bundles with the age of their image, and how many desktops each has'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from bundle" -f -a "show" -d 'Show everything about bundles'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from bundle" -f -a "create" -d 'Make a bundle of an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from bundle" -f -a "update" -d 'Put another image into a bundle; its desktops get it when they are rebuilt'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from bundle" -f -a "delete" -d 'Delete a bundle that no desktop is on'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "list" -d 'List images with their age, and the bundles that are made of them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "show" -d 'Show everything about images, and with which accounts they are shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "create" -d 'Make an image of a desktop, which can\'t be used until that is done'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "copy" -d 'Make an image here of one in another Region, or of one that is shared with the account'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "share" -d 'Let other accounts copy an image'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "unshare" -d 'Let other accounts copy an image no longer'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "delete" -d 'Delete an image that no bundle is made of and that is shared with nobody'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "list" -d 'List aliases with their directories, what their TXT records have to hold, and the accounts that share them'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "create" -d 'Make an alias; its name is reserved for the account for ever'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "associate" -d 'Lead an alias to a directory, and print what its TXT record has to hold'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "disassociate" -d 'Let an alias lead nowhere'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "share" -d 'Let another account lead an alias to a directory of its own'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "unshare" -d 'Let another account no longer do so'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "delete" -d 'Delete an alias that leads nowhere and is not shared'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from standby" -f -a "list" -d 'List pairs, with the other half, its Region, and how old the data of the standby is'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from standby" -f -a "check" -d 'Find pairs of which one half could not take over, or whose data is too old; exit 20 when there are any'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from standby" -f -a "create" -d 'Make standbys here of desktops in another Region'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "list" -d 'List the runs of this account and Region, the newest first'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "show" -d 'Show what became of every target of a run'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "watch" -d 'Follow a run to its end; without RUN the one that is being carried out, or the newest'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "cancel" -d 'Stop a run that is being carried out, or close one that is not: what is left is skipped'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "settle" -d 'Close an unknown by hand, after having looked'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "confirm" -d 'Keep what a run with `--revert-after` did, which it takes back otherwise'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from sim" -f -a "serve" -d 'Serve a new world over HTTP on this machine, for any client'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from sim" -f -a "reset" -d 'Make the world of `--sim` anew, with its journal and ledger'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from sim" -f -a "status" -d 'Show the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from sim" -f -a "advance" -d 'Let time pass in the world of `--sim`'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from sim" -f -a "log" -d 'Print the record of the world of `--sim`, a request a line'
complete -c deskfleet -n "__fish_deskfleet_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show the settings'
