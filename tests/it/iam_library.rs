//! How commands about bundles and images are run so that they make every call they can, for the test of `iam-policy`.

/// What goes before, and the lines that count.
pub(crate) fn runs(command: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match command {
        "bundle" => Some((
            &[],
            &[
                "bundle list",
                "bundle create team --image win11-standard-image --compute-type standard --user 50 --description Team",
                "bundle update team --image win10-standard-image --yes",
                "bundle delete team --yes --confirm 1",
            ],
        )),
        "image" => Some((
            &[],
            &[
                "image create user:maria.fischer golden --description Golden --no-wait",
                "image copy wsi-zqskagrxl copied --no-wait",
                "sim advance 2h",
                "image share copied 444455556666 --yes",
                "image unshare copied 444455556666 --yes",
                "image delete copied --yes --confirm 1",
            ],
        )),
        _ => None,
    }
}
