//! Finds the parts of the package by their relations.

use crate::ReadError;
use crate::package::{Package, relations_of, resolve};
use crate::xml::{Element, Tree, decode};
use tonghop_document::{FurnitureKind, ReadWarning, WarningCode};

/// The expanded parts that are read.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) main_name: String,
    pub(super) main: Vec<u8>,
    pub(super) styles: Option<Vec<u8>>,
    pub(super) numbering: Option<Vec<u8>>,
    pub(super) footnotes: Option<Vec<u8>>,
    pub(super) endnotes: Option<Vec<u8>>,
    /// Running heads and feet with their part names.
    pub(super) furniture: Vec<(FurnitureKind, String, Vec<u8>)>,
}

/// A document has few running heads; more than this are not read.
const MAX_FURNITURE: usize = 64;

/// Loads all parts; what is missing or damaged, other than the main part, becomes a warning.
pub(super) fn load(package: &mut Package<'_>, warnings: &mut Vec<ReadWarning>) -> Result<Parts, ReadError> {
    let main_name = main_part(package)?;
    let main = package
        .part(&main_name)?
        .ok_or_else(|| ReadError::damaged(&main_name))?;
    let mut parts = Parts {
        main_name,
        main,
        ..Parts::default()
    };
    let relations = relations(package, &parts.main_name)?;
    for (kind, target) in &relations {
        let path = resolve(&parts.main_name, target);
        match kind.as_str() {
            "styles" => parts.styles = optional(package, &path, warnings)?,
            "numbering" => parts.numbering = optional(package, &path, warnings)?,
            "footnotes" => parts.footnotes = optional(package, &path, warnings)?,
            "endnotes" => parts.endnotes = optional(package, &path, warnings)?,
            "header" | "footer" if parts.furniture.len() < MAX_FURNITURE => {
                let side = if kind == "header" {
                    FurnitureKind::Header
                } else {
                    FurnitureKind::Footer
                };
                if let Some(bytes) = optional(package, &path, warnings)? {
                    parts.furniture.push((side, path, bytes));
                }
            }
            _ => {}
        }
    }
    Ok(parts)
}

/// The main part: by relation, else by its usual name.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let by_relation = relations(package, "")
        .unwrap_or_default()
        .into_iter()
        .find(|(kind, _)| kind == "officeDocument")
        .map(|(_, target)| resolve("", &target));
    let usual = || {
        package.names().find(|n| {
            let n = n.to_ascii_lowercase();
            n.starts_with("word/document") && n.ends_with(".xml")
        })
    };
    if let Some(name) = by_relation
        && package.names().any(|n| n.eq_ignore_ascii_case(&name))
    {
        return Ok(name);
    }
    usual().ok_or_else(|| ReadError::damaged("word/document.xml"))
}

/// The relations of a part: last piece of the type, and target. Damaged lists count as empty.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, ReadError> {
    let bytes = match package.part(&relations_of(part)) {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(ReadError::Damaged { .. }) => Vec::new(),
        Err(e) => return Err(e),
    };
    let source = decode(&bytes);
    let tree = Tree::parse(&source, 16)?;
    let internal = |e: &Element<'_, '_>| e.attribute("TargetMode").as_deref() != Some("External");
    let mut out: Vec<(String, String)> = Vec::new();
    for e in tree.root().into_iter().flat_map(Element::elements).filter(internal) {
        if let (Some(kind), Some(target)) = (e.attribute("Type"), e.attribute("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
            out.push((kind, target.to_string()));
        }
    }
    if out.is_empty() && !part.is_empty() {
        // Without relations the parts have their usual names.
        out.extend(["styles", "numbering", "footnotes", "endnotes"].map(|n| (n.into(), format!("{n}.xml"))));
        let names: Vec<String> = package.names().collect();
        out.retain(|(_, target)| names.contains(&resolve(part, target)));
    }
    Ok(out)
}

fn optional(
    package: &mut Package<'_>,
    path: &str,
    warnings: &mut Vec<ReadWarning>,
) -> Result<Option<Vec<u8>>, ReadError> {
    let detail = match package.part(path) {
        Ok(Some(bytes)) => return Ok(Some(bytes)),
        Ok(None) => path.to_string(),
        Err(ReadError::Damaged { what }) => what,
        Err(e) => return Err(e),
    };
    warnings.push(ReadWarning {
        code: WarningCode::PartUnreadable,
        page: None,
        detail,
    });
    Ok(None)
}
