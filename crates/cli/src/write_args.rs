//! Arguments of `tonghop write`.

use clap::{Args, Subcommand};
use std::path::PathBuf;
use tonghop_app::write::{IssuerOptions, RoundOptions, SetRound};
use tonghop_writers::documents::office::parse_day;

#[derive(Debug, Subcommand)]
pub enum WriteCommand {
    Report(WriteReportArgs),
    Request(WriteRequestArgs),
    Reminder(WriteLateArgs),
    Late(WriteLateArgs),
    Consolidated(WriteSetArgs),
    Brief(WriteSetArgs),
}

/// Where a document goes.
#[derive(Debug, Args)]
pub struct OutArgs {
    #[arg(long, short, value_name = "FILE|DIR")]
    pub out: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
}

/// Who issues it.
#[derive(Debug, Args)]
pub struct IssuerArgs {
    #[arg(long, value_name = "TEXT")]
    pub office: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub superior: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub abbreviation: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub drafter: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub capacity: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub signer: Option<String>,
}

impl From<&IssuerArgs> for IssuerOptions {
    fn from(args: &IssuerArgs) -> Self {
        Self {
            office: args.office.clone(),
            superior: args.superior.clone(),
            abbreviation: args.abbreviation.clone(),
            drafter: args.drafter.clone(),
            place: args.place.clone(),
            capacity: args.capacity.clone(),
            signer: args.signer.clone(),
        }
    }
}

/// The round.
#[derive(Debug, Args)]
pub struct RoundArgs {
    #[arg(long, value_name = "TEXT")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub period: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub deadline: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub to: Vec<String>,
}

impl RoundArgs {
    fn options(&self) -> RoundOptions {
        RoundOptions {
            subject: self.subject.clone(),
            period: self.period.clone(),
            deadline: self.deadline.clone(),
            contact: self.contact.clone(),
            to: self.to.clone(),
            ..RoundOptions::default()
        }
    }
}

/// A date that is no whole ISO date: it would silently be left out of a letter.
fn wrong_date<'a>(dates: &[&'a Option<String>]) -> Option<&'a str> {
    let given = dates.iter().filter_map(|day| day.as_deref());
    given.into_iter().find(|day| parse_day(day).is_none())
}

#[derive(Debug, Args)]
pub struct WriteReportArgs {
    #[arg(required = true, value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub out: OutArgs,
}

/// What stands in the letter that opens a round and in no other.
#[derive(Debug, Args)]
pub struct WriteRequestArgs {
    #[arg(long, value_name = "CODE")]
    pub form: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub basis: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub cut_off: Option<String>,
    #[command(flatten)]
    pub round: RoundArgs,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}

impl WriteRequestArgs {
    /// A date that is no whole ISO date.
    pub fn wrong_date(&self) -> Option<&str> {
        wrong_date(&[&self.cut_off, &self.round.deadline])
    }

    /// Figures that are closed after they are due: cut-off and deadline.
    pub fn closed_after_due(&self) -> Option<(&str, &str)> {
        let (cut_off, deadline) = (self.cut_off.as_deref()?, self.round.deadline.as_deref()?);
        (parse_day(cut_off)? > parse_day(deadline)?).then_some((cut_off, deadline))
    }

    /// The round as the letter names it.
    pub fn options(&self) -> RoundOptions {
        RoundOptions {
            form: self.form.clone(),
            basis: self.basis.clone(),
            cut_off: self.cut_off.clone(),
            ..self.round.options()
        }
    }
}

#[derive(Debug, Args)]
pub struct WriteLateArgs {
    #[arg(value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub units: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub request: Option<String>,
    #[command(flatten)]
    pub round: RoundArgs,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}

impl WriteLateArgs {
    /// A date that is no whole ISO date.
    pub fn wrong_date(&self) -> Option<&str> {
        wrong_date(&[&self.round.deadline])
    }

    /// The round as the letter names it.
    pub fn options(&self) -> RoundOptions {
        RoundOptions {
            request: self.request.clone(),
            ..self.round.options()
        }
    }
}

#[derive(Debug, Args)]
pub struct WriteSetArgs {
    #[arg(required = true, value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub period: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub cut_off: Option<String>,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}

impl WriteSetArgs {
    /// A date that is no whole ISO date.
    pub fn wrong_date(&self) -> Option<&str> {
        self.cut_off.as_deref().filter(|day| parse_day(day).is_none())
    }

    /// The round as the document names it.
    pub fn round(&self) -> SetRound {
        SetRound {
            subject: self.subject.clone().unwrap_or_default(),
            period: self.period.clone().unwrap_or_default(),
            cut_off: self.cut_off.as_deref().and_then(parse_day),
            ..SetRound::default()
        }
    }
}
