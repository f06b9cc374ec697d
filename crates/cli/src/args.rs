//! The command line. Texts are set from the message files by [`crate::help`].

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use tonghop_messages::Lang;
use tonghop_model::finding::Severity;

#[derive(Debug, Parser)]
#[command(name = "tonghop", version)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "vi|en")]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "DIR")]
    pub catalogue: Option<PathBuf>,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, short, global = true, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Read(ReadArgs),
    Check(CheckArgs),
    Compile(CompileArgs),
    Demo(DemoArgs),
    Serve(ServeArgs),
    Migrate(DatabaseArgs),
    Backup(BackupArgs),
    Restore(RestoreArgs),
    Doctor(DatabaseArgs),
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    Signature(SignatureArgs),
    Form {
        #[command(subcommand)]
        command: FormCommand,
    },
    Write {
        #[command(subcommand)]
        command: Box<crate::write_args::WriteCommand>,
    },
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
}

#[derive(Debug, Args)]
pub struct ReadArgs {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = ReadFormat::Table, value_name = "table|json|jsonl")]
    pub format: ReadFormat,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[arg(required = true, value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = CheckFormat::Table, value_name = "table|json|csv")]
    pub format: CheckFormat,
    #[arg(long, value_enum, value_name = "error|warning|info")]
    pub fail_on: Option<FailOn>,
}

#[derive(Debug, Args)]
pub struct CompileArgs {
    #[arg(required = true, value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Subcommand)]
pub enum FormCommand {
    Write(FormWriteArgs),
    Read(FormReadArgs),
}

#[derive(Debug, Args)]
pub struct FormWriteArgs {
    #[arg(long, value_name = "CODE")]
    pub template: String,
    #[arg(long, value_name = "CODE")]
    pub unit: String,
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub period: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub deadline: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub round: Option<String>,
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub indicator: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct FormReadArgs {
    #[arg(required = true, value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_enum, default_value_t = FormFormat::Table, value_name = "table|json")]
    pub format: FormFormat,
}

#[derive(Debug, Args)]
pub struct SignatureArgs {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE|DIR")]
    pub roots: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
    #[arg(long, value_enum, default_value_t = SignatureFormat::Table, value_name = "table|json")]
    pub format: SignatureFormat,
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[arg(long, short, value_name = "DIR", default_value = "tonghop-demo")]
    pub out: PathBuf,
    #[arg(long)]
    pub no_serve: bool,
    #[arg(long)]
    pub reset: bool,
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[arg(long, value_name = "DIR", default_value = "tonghop-data", env = "TONGHOP_DATA")]
    pub data: PathBuf,
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:8080",
        env = "TONGHOP_LISTEN"
    )]
    pub listen: std::net::SocketAddr,
    #[arg(long, value_name = "URL", env = "TONGHOP_DATABASE")]
    pub database: Option<String>,
    #[arg(long, value_name = "URL", env = "TONGHOP_BASE_URL")]
    pub base_url: Option<String>,
    #[arg(long, env = "TONGHOP_BEHIND_PROXY", value_parser = clap::builder::FalseyValueParser::new())]
    pub behind_proxy: bool,
    #[arg(long, value_enum, default_value_t = LogLevel::Info, value_name = "error|warn|info", env = "TONGHOP_LOG")]
    pub log: LogLevel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    Error,
    Warn,
    Info,
}

/// Which database: the file in a folder, or a PostgreSQL database.
#[derive(Debug, Args)]
pub struct DatabaseArgs {
    #[arg(long, value_name = "DIR", default_value = "tonghop-data", env = "TONGHOP_DATA")]
    pub data: PathBuf,
    #[arg(long, value_name = "URL", env = "TONGHOP_DATABASE")]
    pub database: Option<String>,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    #[arg(value_name = "FILE")]
    pub out: PathBuf,
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub place: DatabaseArgs,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub place: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    Verify(DatabaseArgs),
}

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    Link(AccountLinkArgs),
    Role(AccountRoleArgs),
}

#[derive(Debug, Args)]
pub struct AccountRoleArgs {
    #[arg(value_name = "LOGIN")]
    pub login: String,
    #[arg(value_enum, value_name = "administrator")]
    pub role: MachineRole,
    #[command(flatten)]
    pub place: DatabaseArgs,
}

/// Roles that are given on the machine: all others are given by an administrator in the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MachineRole {
    Administrator,
}

#[derive(Debug, Args)]
pub struct AccountLinkArgs {
    #[arg(value_name = "LOGIN")]
    pub login: String,
    #[arg(long, value_name = "URL", env = "TONGHOP_BASE_URL")]
    pub base_url: Option<String>,
    #[command(flatten)]
    pub place: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    Check(CatalogueCheckArgs),
}

#[derive(Debug, Args)]
pub struct CatalogueCheckArgs {
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Language {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormFormat {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignatureFormat {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    Table,
    Json,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Info,
}

impl FailOn {
    /// The lowest severity that makes the run fail.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The language of the run, needed before the arguments are parsed (help and errors are worded in it):
/// `--lang`, else `TONGHOP_LANG`, else Vietnamese. A wrong value is reported by the parser later.
pub fn language(raw: &[OsString]) -> Lang {
    let from_env = std::env::var("TONGHOP_LANG").ok().and_then(|v| Lang::from_tag(&v));
    let mut chosen = None;
    let mut words = raw
        .iter()
        .skip(1)
        .map(|w| w.to_string_lossy())
        .take_while(|w| w != "--");
    while let Some(word) = words.next() {
        if word == "--lang" {
            chosen = words.next().and_then(|v| Lang::from_tag(&v));
        } else if let Some(value) = word.strip_prefix("--lang=") {
            chosen = Lang::from_tag(value);
        }
    }
    chosen.or(from_env).unwrap_or_default()
}
