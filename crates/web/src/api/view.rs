//! Shown things: structs of the API made from those of the use cases, field by field.

/// Declares a struct of the API and how it is made from a use case's: a field is taken as it is, or by `= expression`.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident of $source:ty, $x:ident {
        $($(#[$fdoc:meta])* $field:ident: $type:ty $(= $value:expr)?,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Serialize, schemars::JsonSchema)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

        impl From<$source> for $name {
            fn from($x: $source) -> Self {
                Self { $($field: $crate::api::view::value!($x $field $($value)?),)* }
            }
        }
    };
}

/// A field as it is, or what the expression says.
macro_rules! value {
    ($x:ident $field:ident) => {
        $x.$field
    };
    ($x:ident $field:ident $value:expr) => {
        $value
    };
}

pub(crate) use {value, view};
