//! People: signing in, sessions, one-time links, passwords, the second factor, roles, access tokens.

mod access_tokens;
mod accounts;
mod acting;
mod administrators;
mod external;
mod import;
mod links;
mod many_links;
mod password;
mod proof;
mod recovery;
mod rights;
mod roles;
mod second_factor;
mod session_list;
mod sessions;
mod sheet;
mod sign_in;

pub use access_tokens::{AccessToken, create_token, list_tokens, revoke_token};
pub use accounts::{
    FirstRole, Invite, Person, change_profile, deactivate, invite, list, person, places, principals, reactivate,
};
pub use external::{
    Binding, ExternalIdentity, ExternalLogin, ExternalPolicy, ExternalReturn, ExternalSignIn, ExternalStart,
    begin_external, confirm_external, external_logins, external_return, link_external, sign_in_external,
    unlink_external,
};
pub use import::{AccountRow, Imported, import};
pub use links::{LinkOwner, link_owner, new_link, use_link};
pub use many_links::{PersonLink, new_links};
pub use password::{SHORTEST_PASSWORD, change_password, check as check_password};
pub use recovery::{MadeAdministrator, link_by_login, make_administrator};
pub use roles::{NewRole, give_role, revoke_role};
pub use second_factor::{
    PendingFactor, begin_second_factor, code_at, confirm_second_factor, give_up_second_factor, remove_second_factor,
    waiting_second_factor,
};
pub use session_list::{OpenSession, end_session, end_sessions, open_sessions};
pub use sessions::{Session, session, session_of_token, sign_out, sweep};
pub use sheet::{read_sheet, sheet_template};
pub use sign_in::{SignIn, SignedIn, sign_in};

pub(crate) use accounts::insert_invited;
pub(crate) use acting::row_stands as stands;
pub(crate) use administrators::Administrators;
pub(crate) use links::{issue_link, use_link_within};
pub(crate) use password::hash as hash_password;
pub(crate) use roles::insert_role;

use rights::{may_manage, may_see, own_or_manage};
