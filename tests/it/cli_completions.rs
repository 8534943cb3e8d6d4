//! `completions`: what is printed is what is committed, for every shell.

use std::fs;
use std::path::Path;

use crate::env::TestEnv;

#[test]
fn each_shell_gets_the_committed_script() {
    let env = TestEnv::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in [
        ("bash", "deskfleet.bash"),
        ("zsh", "_deskfleet"),
        ("fish", "deskfleet.fish"),
        ("powershell", "_deskfleet.ps1"),
        ("elvish", "deskfleet.elv"),
    ] {
        let ran = env.run(&["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{shell}");
        assert!(ran.stdout == fs::read_to_string(folder.join(file)).expect("a script"), "{file} is another one");
        for word in ["migrate", "skip-refused"] {
            assert!(ran.stdout.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn an_unknown_shell_gets_the_list() {
    let env = TestEnv::new();
    env.line("completions tcsh").is_bad(2, "bash, elvish, fish, powershell, zsh", "did you mean `zsh`?");
}
