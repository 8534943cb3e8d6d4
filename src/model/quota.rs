//! Quotas: how many desktops an account may have in a Region.

use serde::{Deserialize, Serialize};

use super::Compute;

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// All desktops (domain.md E-22).
    All,
    /// Desktops of this general-purpose type (domain.md E-23).
    GeneralPurpose4xlarge,
    /// Desktops of this general-purpose type (domain.md E-23).
    GeneralPurpose8xlarge,
    /// Desktops of this graphics type (domain.md E-24).
    Graphics,
    /// Desktops of this graphics type (domain.md E-24).
    GraphicsPro,
    /// Desktops of this graphics type (domain.md E-24).
    GraphicsG4dn,
    /// Desktops of this graphics type (domain.md E-24).
    GraphicsProG4dn,
}

impl Counted {
    /// Returns what counts the desktops of a compute type beside all of them.
    #[must_use]
    pub fn of(compute: &Compute) -> Option<Self> {
        match compute {
            Compute::GeneralPurpose4xlarge => Some(Self::GeneralPurpose4xlarge),
            Compute::GeneralPurpose8xlarge => Some(Self::GeneralPurpose8xlarge),
            Compute::Graphics => Some(Self::Graphics),
            Compute::GraphicsPro => Some(Self::GraphicsPro),
            Compute::GraphicsG4dn => Some(Self::GraphicsG4dn),
            Compute::GraphicsProG4dn => Some(Self::GraphicsProG4dn),
            Compute::Value
            | Compute::Standard
            | Compute::Performance
            | Compute::Power
            | Compute::PowerPro
            | Compute::Other(_) => None,
        }
    }

    /// Returns the code of its quota in Service Quotas: that of all desktops stands in domain.md E, the others in public
    /// scripts that read them.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "L-34278094",
            Self::GeneralPurpose4xlarge => "L-465DA8AF",
            Self::GeneralPurpose8xlarge => "L-C266A5F4",
            Self::Graphics => "L-84611756",
            Self::GraphicsPro => "L-254B485B",
            Self::GraphicsG4dn => "L-BCACAEBC",
            Self::GraphicsProG4dn => "L-BE9A8466",
        }
    }

    /// Returns the name of its quota, as the guide has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "WorkSpaces",
            Self::GeneralPurpose4xlarge => "GeneralPurpose.4xlarge WorkSpaces",
            Self::GeneralPurpose8xlarge => "GeneralPurpose.8xlarge WorkSpaces",
            Self::Graphics => "Graphics WorkSpaces",
            Self::GraphicsPro => "GraphicsPro WorkSpaces",
            Self::GraphicsG4dn => "Graphics.g4dn WorkSpaces",
            Self::GraphicsProG4dn => "GraphicsPro.g4dn WorkSpaces",
        }
    }
}

/// A quota as it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Quota {
    /// Its code.
    pub quota_code: String,
    /// How many there may be.
    pub value: u64,
}
