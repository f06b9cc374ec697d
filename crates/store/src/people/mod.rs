//! Accounts, credentials, roles, sessions, tokens, attempts to sign in.

mod accounts;
mod attempts;
mod credentials;
mod external;
mod grants;
mod sessions;
mod tokens;

pub use accounts::{
    AccountRow, NewAccount, account, account_by_login, accounts, accounts_by_email, count_accounts, insert_account,
    set_account_profile, set_account_state,
};
pub use attempts::{failures, insert_attempt};
pub use credentials::{
    CredentialRow, confirm_totp, credential, remove_totp, set_credential, set_password, set_pending_totp, use_totp_step,
};
pub use external::{
    ExternalAttemptRow, ExternalLoginRow, delete_external_login, external_attempt, external_login, external_logins,
    external_sessions, insert_external_attempt, insert_external_login, insert_external_session,
    sweep_external_attempts, take_external_attempt,
};
pub use grants::{
    GrantRow, NewGrant, grant, grant_ids, grants, grants_acting_for, grants_at, insert_grant, revoke_grant,
};
pub use sessions::{
    SessionRow, delete_session, delete_sessions_of, insert_session, session, session_and_account, sessions_of, sweep,
    touch_session,
};
pub use tokens::{TokenRow, insert_token, revoke_tokens, token, token_and_account, tokens_of, use_token};
