//! Rules for verbs that start and stop desktops, or keep them from it.

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::model::{Compute, OperatingSystem, RunningMode, WorkspaceState};

pub(in crate::planner) static RUNNING_MODE: Rule = Rule {
    id: "MODE-01",
    severity: Severity::Skip,
    about: About::Service,
    rows: &["C1-02", "C1-03"],
    dated: GUIDE,
    title: "its running mode is neither AutoStop nor Manual",
    says: "the service starts and stops only desktops whose running mode is AutoStop or Manual; one that is always on is \
           not stopped, and comes back by itself",
    advice: "reboot it instead, or change its running mode first; leave such desktops out with `--running-mode auto-stop`",
    check: |case| match &case.target.workspace_properties.running_mode {
        Some(RunningMode::AutoStop | RunningMode::Manual) => None,
        Some(mode @ (RunningMode::AlwaysOn | RunningMode::Other(_))) => {
            Some(Finding::of(format!("its running mode is {mode}")))
        }
        None => {
            let unsaid = Finding::of("the service does not say its running mode");
            Some(Finding { severity: Some(Severity::Warn), ..unsaid })
        }
    },
};

/// The guide speaks of a stop nowhere; what it says of a restart goes for it as well.
pub(in crate::planner) static RESTARTS: Rule = Rule {
    id: "MODE-02",
    severity: Severity::Hold,
    about: About::Service,
    rows: &["C1-03", "B-15", "B-23"],
    dated: GUIDE,
    title: "it is changed, or about to restart by itself",
    says: "a new compute type or protocol restarts the desktop when the service is ready, and what is UPDATING is not stopped; \
           one whose volume grows and that shows AVAILABLE is",
    advice: "go on later with `deskfleet resume`",
    check: |case| {
        let modifying = case.target.modifying();
        if modifying.iter().any(|resource| ["COMPUTE_TYPE", "PROTOCOL"].contains(resource)) {
            return Some(Finding::of(format!("{} is being modified", modifying.join(" and "))));
        }
        (case.target.state == WorkspaceState::Updating).then(|| Finding::of("it is UPDATING"))
    },
};

pub(in crate::planner) static MEMORY: Rule = Rule {
    id: "HIB-01",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-01"],
    dated: GUIDE,
    title: "what is open is not kept",
    says: "the service keeps the memory of a desktop that stops, but for GPU and GeneralPurpose types: those shut down, and \
           what is open and not saved is lost",
    advice: "let their users save and log off before",
    check: |case| {
        let compute = case.target.workspace_properties.compute_type_name.as_ref()?;
        (!compute.hibernates())
            .then(|| Finding::of(format!("a {compute} desktop does not keep what is open when it stops")))
    },
};

/// The API tells neither the release of Windows 11 nor what is switched on in it.
pub(in crate::planner) static MEMORY_UNKNOWN: Rule = Rule {
    id: "HIB-02",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-01"],
    dated: GUIDE,
    title: "what is open may not be kept",
    says: "the service keeps the memory of a desktop that stops, but not with Windows 11 24H2 and Credential Guard; neither can \
           be read, so this is said of all Windows 11",
    advice: "let their users save and log off before, where Credential Guard is on",
    check: |case| {
        let kept = case.target.workspace_properties.compute_type_name.as_ref().is_none_or(Compute::hibernates);
        let perhaps = kept && case.target.operating_system() == OperatingSystem::Windows11;
        perhaps.then(|| Finding::of("where Windows 11 has Credential Guard, what is open is not kept when it stops"))
    },
};

/// For verbs that the guide neither allows nor forbids for a standby.
pub(in crate::planner) static STANDBY_TOO: Rule = Rule {
    id: "STBY-02",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "a standby desktop is among them",
    says: "a standby waits in another Region until its primary fails; the guide does not say what comes of starting, \
           stopping or rebooting it by hand",
    advice: "exclude it, unless it is the one you mean",
    check: |case| super::common::standby(case),
};
