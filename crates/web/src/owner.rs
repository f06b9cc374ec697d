//! Whose the thing is that a path names, and whose the installation is.

use crate::routes::Target;
use tonghop_app::cycle::owner::{self, Owner, Thing};
use tonghop_app::cycle::units::Unit;
use tonghop_app::cycle::{Cycle, CycleResult, system, units};

/// The owner of the thing with this id; none where there is no such thing.
pub fn of(cycle: &Cycle, target: Target, id: i64) -> CycleResult<Option<Owner>> {
    owner::owner(cycle, thing(target, id))
}

fn thing(target: Target, id: i64) -> Thing {
    use tonghop_model::cycle::ids;
    match target {
        Target::Unit => Thing::Unit(ids::UnitId(id)),
        Target::Report => Thing::Report(ids::ReportId(id)),
        Target::Submission => Thing::Submission(ids::SubmissionId(id)),
        Target::Attachment => Thing::Attachment(ids::AttachmentId(id)),
        Target::Candidate => Thing::Candidate(ids::CandidateId(id)),
        Target::Finding => Thing::Finding(ids::FindingId(id)),
        Target::Recommendation => Thing::Recommendation(ids::RecommendationId(id)),
        Target::Commitment => Thing::Commitment(ids::CommitmentId(id)),
    }
}

/// Name of the office that runs the installation: the setting, else the province at the top of the tree.
pub fn name(cycle: &Cycle) -> CycleResult<String> {
    if let Some(name) = system::owner_name(cycle)? {
        return Ok(name);
    }
    let top = units::roots(cycle)?;
    Ok(top.into_iter().next().map(|u| capitalised(&u.name)).unwrap_or_default())
}

/// Units as lists show them: those above before those below, then by code.
pub fn in_order(mut units: Vec<Unit>) -> Vec<Unit> {
    units.sort_by_cached_key(|u| (u.path.matches('/').count(), u.code.clone()));
    units
}

/// "tỉnh Quảng Ngãi" as a heading: "Tỉnh Quảng Ngãi".
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
