
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'deskfleet' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'deskfleet'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'deskfleet' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List desktops')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything about desktops')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a rule')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Move desktops to another bundle')
            [CompletionResult]::new('reboot', 'reboot', [CompletionResultType]::ParameterValue, 'Reboot desktops')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a plan')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Carry out a plan')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with a run')
            [CompletionResult]::new('runs', 'runs', [CompletionResultType]::ParameterValue, 'List, show and settle runs')
            [CompletionResult]::new('sim', 'sim', [CompletionResultType]::ParameterValue, 'Serve and look after the built-in service')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show settings')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;list' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read targets from a file, as @FILE does')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'In this directory, by id, name or alias')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'In this state')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'Made from this bundle, by id or unambiguous name')
            [CompletionResult]::new('--compute-type', '--compute-type', [CompletionResultType]::ParameterName, 'Of this compute type')
            [CompletionResult]::new('--running-mode', '--running-mode', [CompletionResultType]::ParameterName, 'In this running mode: auto-stop, always-on, manual')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'With this operating system, such as windows-10')
            [CompletionResult]::new('--protocol', '--protocol', [CompletionResultType]::ParameterName, 'With this protocol: dcv, pcoip')
            [CompletionResult]::new('--subnet', '--subnet', [CompletionResultType]::ParameterName, 'In this subnet')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag')
            [CompletionResult]::new('--not-tag', '--not-tag', [CompletionResultType]::ParameterName, 'Without this tag')
            [CompletionResult]::new('--unused-for', '--unused-for', [CompletionResultType]::ParameterName, 'Not used for so long, such as 90d; never used is something else')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these out')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Read more: tags, connection, snapshots, interface')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All desktops')
            [CompletionResult]::new('--connected-now', '--connected-now', [CompletionResultType]::ParameterName, 'Somebody is at work')
            [CompletionResult]::new('--not-connected', '--not-connected', [CompletionResultType]::ParameterName, 'Surely nobody is at work: DISCONNECTED or STOPPED')
            [CompletionResult]::new('--never-connected', '--never-connected', [CompletionResultType]::ParameterName, 'Nobody ever connected')
            [CompletionResult]::new('--unhealthy', '--unhealthy', [CompletionResultType]::ParameterName, 'UNHEALTHY, IMPAIRED or ERROR')
            [CompletionResult]::new('--encrypted', '--encrypted', [CompletionResultType]::ParameterName, 'With an encrypted volume')
            [CompletionResult]::new('--skip-missing', '--skip-missing', [CompletionResultType]::ParameterName, 'Go on without named targets that are not there')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;show' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read targets from a file, as @FILE does')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'In this directory, by id, name or alias')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'In this state')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'Made from this bundle, by id or unambiguous name')
            [CompletionResult]::new('--compute-type', '--compute-type', [CompletionResultType]::ParameterName, 'Of this compute type')
            [CompletionResult]::new('--running-mode', '--running-mode', [CompletionResultType]::ParameterName, 'In this running mode: auto-stop, always-on, manual')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'With this operating system, such as windows-10')
            [CompletionResult]::new('--protocol', '--protocol', [CompletionResultType]::ParameterName, 'With this protocol: dcv, pcoip')
            [CompletionResult]::new('--subnet', '--subnet', [CompletionResultType]::ParameterName, 'In this subnet')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag')
            [CompletionResult]::new('--not-tag', '--not-tag', [CompletionResultType]::ParameterName, 'Without this tag')
            [CompletionResult]::new('--unused-for', '--unused-for', [CompletionResultType]::ParameterName, 'Not used for so long, such as 90d; never used is something else')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these out')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All desktops')
            [CompletionResult]::new('--connected-now', '--connected-now', [CompletionResultType]::ParameterName, 'Somebody is at work')
            [CompletionResult]::new('--not-connected', '--not-connected', [CompletionResultType]::ParameterName, 'Surely nobody is at work: DISCONNECTED or STOPPED')
            [CompletionResult]::new('--never-connected', '--never-connected', [CompletionResultType]::ParameterName, 'Nobody ever connected')
            [CompletionResult]::new('--unhealthy', '--unhealthy', [CompletionResultType]::ParameterName, 'UNHEALTHY, IMPAIRED or ERROR')
            [CompletionResult]::new('--encrypted', '--encrypted', [CompletionResultType]::ParameterName, 'With an encrypted volume')
            [CompletionResult]::new('--skip-missing', '--skip-missing', [CompletionResultType]::ParameterName, 'Go on without named targets that are not there')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;explain' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;migrate' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Bundle to move to, by id or unambiguous name')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read targets from a file, as @FILE does')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'In this directory, by id, name or alias')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'In this state')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'Made from this bundle, by id or unambiguous name')
            [CompletionResult]::new('--compute-type', '--compute-type', [CompletionResultType]::ParameterName, 'Of this compute type')
            [CompletionResult]::new('--running-mode', '--running-mode', [CompletionResultType]::ParameterName, 'In this running mode: auto-stop, always-on, manual')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'With this operating system, such as windows-10')
            [CompletionResult]::new('--protocol', '--protocol', [CompletionResultType]::ParameterName, 'With this protocol: dcv, pcoip')
            [CompletionResult]::new('--subnet', '--subnet', [CompletionResultType]::ParameterName, 'In this subnet')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag')
            [CompletionResult]::new('--not-tag', '--not-tag', [CompletionResultType]::ParameterName, 'Without this tag')
            [CompletionResult]::new('--unused-for', '--unused-for', [CompletionResultType]::ParameterName, 'Not used for so long, such as 90d; never used is something else')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these out')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the plan to a file and stop')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Go on only when exactly so many are selected; for `apply`, when the plan has this id')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for the plan and the journal')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Lower a rule, by id; the plan says so')
            [CompletionResult]::new('--connected', '--connected', [CompletionResultType]::ParameterName, 'When somebody is at work: skip, defer, ignore')
            [CompletionResult]::new('--strategy', '--strategy', [CompletionResultType]::ParameterName, 'When the next calls go out: waves, rolling')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Targets a wave')
            [CompletionResult]::new('--max-in-flight', '--max-in-flight', [CompletionResultType]::ParameterName, 'Targets in flight')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Let the first so many go alone, before all others')
            [CompletionResult]::new('--after-canary', '--after-canary', [CompletionResultType]::ParameterName, 'What follows the canary: stop, or how long to wait before the others')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'How long the plan can be applied, such as 7d')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All desktops')
            [CompletionResult]::new('--connected-now', '--connected-now', [CompletionResultType]::ParameterName, 'Somebody is at work')
            [CompletionResult]::new('--not-connected', '--not-connected', [CompletionResultType]::ParameterName, 'Surely nobody is at work: DISCONNECTED or STOPPED')
            [CompletionResult]::new('--never-connected', '--never-connected', [CompletionResultType]::ParameterName, 'Nobody ever connected')
            [CompletionResult]::new('--unhealthy', '--unhealthy', [CompletionResultType]::ParameterName, 'UNHEALTHY, IMPAIRED or ERROR')
            [CompletionResult]::new('--encrypted', '--encrypted', [CompletionResultType]::ParameterName, 'With an encrypted volume')
            [CompletionResult]::new('--skip-missing', '--skip-missing', [CompletionResultType]::ParameterName, 'Go on without named targets that are not there')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show the plan and stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and stop')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'With -n: exit 20 when there is something to do')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well')
            [CompletionResult]::new('--empty-ok', '--empty-ok', [CompletionResultType]::ParameterName, 'Exit 0 when nothing is selected')
            [CompletionResult]::new('--skip-refused', '--skip-refused', [CompletionResultType]::ParameterName, 'Leave refused targets out instead of stopping')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;reboot' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read targets from a file, as @FILE does')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'In this directory, by id, name or alias')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'In this state')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'Made from this bundle, by id or unambiguous name')
            [CompletionResult]::new('--compute-type', '--compute-type', [CompletionResultType]::ParameterName, 'Of this compute type')
            [CompletionResult]::new('--running-mode', '--running-mode', [CompletionResultType]::ParameterName, 'In this running mode: auto-stop, always-on, manual')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'With this operating system, such as windows-10')
            [CompletionResult]::new('--protocol', '--protocol', [CompletionResultType]::ParameterName, 'With this protocol: dcv, pcoip')
            [CompletionResult]::new('--subnet', '--subnet', [CompletionResultType]::ParameterName, 'In this subnet')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'With this tag')
            [CompletionResult]::new('--not-tag', '--not-tag', [CompletionResultType]::ParameterName, 'Without this tag')
            [CompletionResult]::new('--unused-for', '--unused-for', [CompletionResultType]::ParameterName, 'Not used for so long, such as 90d; never used is something else')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these out')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the plan to a file and stop')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Go on only when exactly so many are selected; for `apply`, when the plan has this id')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, for the plan and the journal')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Lower a rule, by id; the plan says so')
            [CompletionResult]::new('--connected', '--connected', [CompletionResultType]::ParameterName, 'When somebody is at work: skip, defer, ignore')
            [CompletionResult]::new('--strategy', '--strategy', [CompletionResultType]::ParameterName, 'When the next calls go out: waves, rolling')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Targets a wave')
            [CompletionResult]::new('--max-in-flight', '--max-in-flight', [CompletionResultType]::ParameterName, 'Targets in flight')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Let the first so many go alone, before all others')
            [CompletionResult]::new('--after-canary', '--after-canary', [CompletionResultType]::ParameterName, 'What follows the canary: stop, or how long to wait before the others')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'How long the plan can be applied, such as 7d')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All desktops')
            [CompletionResult]::new('--connected-now', '--connected-now', [CompletionResultType]::ParameterName, 'Somebody is at work')
            [CompletionResult]::new('--not-connected', '--not-connected', [CompletionResultType]::ParameterName, 'Surely nobody is at work: DISCONNECTED or STOPPED')
            [CompletionResult]::new('--never-connected', '--never-connected', [CompletionResultType]::ParameterName, 'Nobody ever connected')
            [CompletionResult]::new('--unhealthy', '--unhealthy', [CompletionResultType]::ParameterName, 'UNHEALTHY, IMPAIRED or ERROR')
            [CompletionResult]::new('--encrypted', '--encrypted', [CompletionResultType]::ParameterName, 'With an encrypted volume')
            [CompletionResult]::new('--skip-missing', '--skip-missing', [CompletionResultType]::ParameterName, 'Go on without named targets that are not there')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show the plan and stop')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and stop')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'With -n: exit 20 when there is something to do')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well')
            [CompletionResult]::new('--empty-ok', '--empty-ok', [CompletionResultType]::ParameterName, 'Exit 0 when nothing is selected')
            [CompletionResult]::new('--skip-refused', '--skip-refused', [CompletionResultType]::ParameterName, 'Leave refused targets out instead of stopping')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;check' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where the sealed plan goes')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--seal', '--seal', [CompletionResultType]::ParameterName, 'Give an edited plan the id that its content has')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;apply' {
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave this desktop of the plan out, by id or user:NAME')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Go on only when exactly so many are selected; for `apply`, when the plan has this id')
            [CompletionResult]::new('--max-targets', '--max-targets', [CompletionResultType]::ParameterName, 'Go on only when at most so many are selected, such as 50 or 5pct of the fleet')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes; what loses something needs `--confirm` or `--max-targets` as well')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;resume' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;runs' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the runs of this account and Region, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what became of every target of a run')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Close an unknown by hand, after having looked')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;runs;list' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;runs;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--attempts', '--attempts', [CompletionResultType]::ParameterName, 'Show the calls that were sent instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;runs;settle' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'What was found: done, not-done')
            [CompletionResult]::new('--new-id', '--new-id', [CompletionResultType]::ParameterName, 'The id that the desktop has now, when a migration is done and the run never saw it')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;runs;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the runs of this account and Region, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what became of every target of a run')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Close an unknown by hand, after having looked')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;runs;help;list' {
            break
        }
        'deskfleet;runs;help;show' {
            break
        }
        'deskfleet;runs;help;settle' {
            break
        }
        'deskfleet;runs;help;help' {
            break
        }
        'deskfleet;sim' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve a new world over HTTP on this machine, for any client')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Make the world of `--sim` anew, with its journal and ledger')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the world of `--sim`')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let time pass in the world of `--sim`')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Print the record of the world of `--sim`, a request a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;sim;serve' {
            [CompletionResult]::new('--desktops', '--desktops', [CompletionResultType]::ParameterName, 'How many desktops; 80 are the demo fleet')
            [CompletionResult]::new('--fleet', '--fleet', [CompletionResultType]::ParameterName, 'What kinds of desktops: demo, varied; uniform, all of them free to move')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of everything random')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'What goes wrong how often, such as throttle=0.02,lost=0.01')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Calls a second that the service allows, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may come at once after a pause')
            [CompletionResult]::new('--latency', '--latency', [CompletionResultType]::ParameterName, 'How long an answer takes, such as 80ms')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Address of this machine; port 0 takes a free one')
            [CompletionResult]::new('--speed', '--speed', [CompletionResultType]::ParameterName, 'How many times as fast as real time')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Add the record to a file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;sim;reset' {
            [CompletionResult]::new('--desktops', '--desktops', [CompletionResultType]::ParameterName, 'How many desktops; 80 are the demo fleet')
            [CompletionResult]::new('--fleet', '--fleet', [CompletionResultType]::ParameterName, 'What kinds of desktops: demo, varied; uniform, all of them free to move')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of everything random')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'What goes wrong how often, such as throttle=0.02,lost=0.01')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Calls a second that the service allows, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may come at once after a pause')
            [CompletionResult]::new('--latency', '--latency', [CompletionResultType]::ParameterName, 'How long an answer takes, such as 80ms')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;sim;status' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;sim;advance' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;sim;log' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;sim;help' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve a new world over HTTP on this machine, for any client')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Make the world of `--sim` anew, with its journal and ledger')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the world of `--sim`')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let time pass in the world of `--sim`')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Print the record of the world of `--sim`, a request a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;sim;help;serve' {
            break
        }
        'deskfleet;sim;help;reset' {
            break
        }
        'deskfleet;sim;help;status' {
            break
        }
        'deskfleet;sim;help;advance' {
            break
        }
        'deskfleet;sim;help;log' {
            break
        }
        'deskfleet;sim;help;help' {
            break
        }
        'deskfleet;config' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;config;show' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--origin', '--origin', [CompletionResultType]::ParameterName, 'Show where each comes from')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;config;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;config;help;show' {
            break
        }
        'deskfleet;config;help;help' {
            break
        }
        'deskfleet;completions' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the AWS configuration files')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'Region')
            [CompletionResult]::new('--account', '--account', [CompletionResultType]::ParameterName, 'Account that must answer, else nothing is done')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Endpoint of all services; https unless on this machine')
            [CompletionResult]::new('--sim', '--sim', [CompletionResultType]::ParameterName, 'Work on a world of the built-in service instead of AWS; `off` for AWS')
            [CompletionResult]::new('--state-dir', '--state-dir', [CompletionResultType]::ParameterName, 'Directory of journals, ledgers and simulated worlds')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Config file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format: table, json, ndjson, csv, ids')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Show what an expression finds in the whole result')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of tables and CSV, separated by commas')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always, never')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'API calls a second, 0 for no limit')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'Calls that may go at once after a pause')
            [CompletionResult]::new('--poll-interval', '--poll-interval', [CompletionResultType]::ParameterName, 'Shortest time between two looks at a desktop in flight, such as 60s')
            [CompletionResult]::new('--log-format', '--log-format', [CompletionResultType]::ParameterName, 'Form of the log: text, json')
            [CompletionResult]::new('--log-file', '--log-file', [CompletionResultType]::ParameterName, 'Add the log to a file instead')
            [CompletionResult]::new('--use-fips-endpoint', '--use-fips-endpoint', [CompletionResultType]::ParameterName, 'Use FIPS endpoints')
            [CompletionResult]::new('--no-headers', '--no-headers', [CompletionResultType]::ParameterName, 'Leave the names of the columns out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Be silent on success')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; without its flag a question is a refusal')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each API call on stderr; twice: also what it waits for')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'deskfleet;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List desktops')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything about desktops')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a rule')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Move desktops to another bundle')
            [CompletionResult]::new('reboot', 'reboot', [CompletionResultType]::ParameterValue, 'Reboot desktops')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check a plan')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Carry out a plan')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Go on with a run')
            [CompletionResult]::new('runs', 'runs', [CompletionResultType]::ParameterValue, 'List, show and settle runs')
            [CompletionResult]::new('sim', 'sim', [CompletionResultType]::ParameterValue, 'Serve and look after the built-in service')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show settings')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'deskfleet;help;list' {
            break
        }
        'deskfleet;help;show' {
            break
        }
        'deskfleet;help;explain' {
            break
        }
        'deskfleet;help;migrate' {
            break
        }
        'deskfleet;help;reboot' {
            break
        }
        'deskfleet;help;check' {
            break
        }
        'deskfleet;help;apply' {
            break
        }
        'deskfleet;help;resume' {
            break
        }
        'deskfleet;help;runs' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the runs of this account and Region, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what became of every target of a run')
            [CompletionResult]::new('settle', 'settle', [CompletionResultType]::ParameterValue, 'Close an unknown by hand, after having looked')
            break
        }
        'deskfleet;help;runs;list' {
            break
        }
        'deskfleet;help;runs;show' {
            break
        }
        'deskfleet;help;runs;settle' {
            break
        }
        'deskfleet;help;sim' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve a new world over HTTP on this machine, for any client')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Make the world of `--sim` anew, with its journal and ledger')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the world of `--sim`')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Let time pass in the world of `--sim`')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Print the record of the world of `--sim`, a request a line')
            break
        }
        'deskfleet;help;sim;serve' {
            break
        }
        'deskfleet;help;sim;reset' {
            break
        }
        'deskfleet;help;sim;status' {
            break
        }
        'deskfleet;help;sim;advance' {
            break
        }
        'deskfleet;help;sim;log' {
            break
        }
        'deskfleet;help;config' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings')
            break
        }
        'deskfleet;help;config;show' {
            break
        }
        'deskfleet;help;completions' {
            break
        }
        'deskfleet;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
