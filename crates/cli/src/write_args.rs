//! Arguments of `tonghop write`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

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

/// The round.
#[derive(Debug, Args)]
pub struct RoundArgs {
    #[arg(long, value_name = "TEXT")]
    pub subject: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub period: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub cut_off: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub deadline: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub request: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub to: Vec<String>,
}

#[derive(Debug, Args)]
pub struct WriteReportArgs {
    #[arg(required = true, value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub out: OutArgs,
}

#[derive(Debug, Args)]
pub struct WriteRequestArgs {
    #[arg(long, value_name = "CODE")]
    pub form: Option<String>,
    #[command(flatten)]
    pub round: RoundArgs,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}

#[derive(Debug, Args)]
pub struct WriteLateArgs {
    #[arg(value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub units: PathBuf,
    #[command(flatten)]
    pub round: RoundArgs,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}

#[derive(Debug, Args)]
pub struct WriteSetArgs {
    #[arg(required = true, value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub issuer: IssuerArgs,
    #[command(flatten)]
    pub out: OutArgs,
}
