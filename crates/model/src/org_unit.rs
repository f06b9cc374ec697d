//! Org units in time. A unit is (code, valid from): a code alone may name several units.

/// An administrative unit during one span of validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// Official code: 2 digits for provinces, 3 for districts, 5 for communes.
    pub code: String,
    /// ISO date from which the unit exists in this form.
    pub valid_from: String,
    /// ISO date of the first day on which it does not exist any more.
    pub valid_to: Option<String>,
    /// Name without its kind: "Minh Long".
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Code of the province.
    pub province: String,
    /// Short name of the province at that time: "Quảng Ngãi".
    pub province_name: String,
    /// Name of the district with its kind, before 01/07/2025: "Huyện Minh Long".
    pub district: Option<String>,
}

/// Kinds of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// Tỉnh.
    Province,
    /// Thành phố trực thuộc trung ương.
    Municipality,
    /// Huyện.
    District,
    /// Quận.
    UrbanDistrict,
    /// Thị xã.
    Town,
    /// Thành phố thuộc tỉnh, thành phố thuộc thành phố trực thuộc trung ương.
    City,
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Thị trấn.
    Township,
    /// Đặc khu.
    SpecialZone,
}

/// How one unit passed into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Code of the predecessor as it was before `date`.
    pub from: String,
    /// Code of the successor as it is from `date`.
    pub to: String,
    /// ISO date of the change.
    pub date: String,
    /// True where the whole predecessor passed over; false where a part did.
    pub whole: bool,
}

impl UnitKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::Municipality,
        Self::District,
        Self::UrbanDistrict,
        Self::Town,
        Self::City,
        Self::Commune,
        Self::Ward,
        Self::Township,
        Self::SpecialZone,
    ];

    /// Vietnamese word, lower case, as printed before the name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::Municipality => "thành phố",
            Self::District => "huyện",
            Self::UrbanDistrict => "quận",
            Self::Town => "thị xã",
            Self::City => "thành phố",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
        }
    }
}

impl UnitKind {
    /// True for provinces and municipalities.
    #[must_use]
    pub const fn is_province(self) -> bool {
        matches!(self, Self::Province | Self::Municipality)
    }

    /// True for the district level, which ended on 01/07/2025.
    #[must_use]
    pub const fn is_district(self) -> bool {
        matches!(self, Self::District | Self::UrbanDistrict | Self::Town | Self::City)
    }

    /// True for the commune level.
    #[must_use]
    pub const fn is_commune(self) -> bool {
        matches!(self, Self::Commune | Self::Ward | Self::Township | Self::SpecialZone)
    }
}

impl OrgUnit {
    /// Kind and name: "xã Minh Long".
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}
