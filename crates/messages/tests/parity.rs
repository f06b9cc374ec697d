//! Both languages have the same messages with the same variables, and no key occurs twice.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use tonghop_messages::{FILES, Lang, Messages};

type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(area: &str, lang: &str, source: &str) -> Keys {
    let resource = fluent_syntax::parser::parse(source)
        .unwrap_or_else(|(_, errors)| panic!("{lang}/{area}.ftl does not parse: {errors:?}"));
    let mut found = Keys::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            collect(pattern, &mut variables);
        }
        let before = found.insert(message.id.name.to_owned(), variables);
        assert!(before.is_none(), "{lang}/{area}.ftl has {} twice", message.id.name);
    }
    found
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, variables),
            Expression::Select { selector, variants } => {
                collect_inline(selector, variables);
                for variant in variants {
                    collect(&variant.value, variables);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (area, vi, en) in FILES {
        let (vi, en) = (keys(area, "vi", vi), keys(area, "en", en));
        assert_eq!(vi, en, "area {area}");
        for key in vi.into_keys() {
            let other = seen.insert(key.clone(), area);
            assert!(other.is_none(), "{key} stands in {area} and in {other:?}");
        }
    }
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    for lang in Lang::ALL {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("locales")
            .join(lang.tag());
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let area = name.strip_suffix(".ftl").expect("only .ftl files");
            assert!(FILES.iter().any(|(a, _, _)| *a == area), "{name} is not in FILES");
        }
    }
}

#[test]
fn every_class_and_severity_has_a_wording() {
    use tonghop_model::finding::Severity;
    use tonghop_model::reading::StatusClass;
    for lang in Lang::ALL {
        let messages = Messages::new(lang);
        for class in StatusClass::ALL {
            assert!(
                messages.has(&format!("status-{}", class.key().replace('_', "-"))),
                "{class:?}"
            );
        }
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            assert!(messages.has(&format!("severity-{}", severity.key())), "{severity:?}");
        }
    }
}
