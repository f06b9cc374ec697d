//! Annexes: each on a page of its own, numbered from 1 (Annex I, part II, item 10).

use tonghop_model::official::Annex;

use super::body::{self, Flow};
use super::composer::{Composer, Sheet};
use super::fonts::Face;
use super::head::centred;
use super::tree::{Element, Tree};
use crate::{form, wording};

/// Sets all annexes; two or more are numbered in Roman figures.
pub fn write(composer: &mut Composer, flow: &mut Flow<'_>, annexes: &[Annex], level: u16) {
    for (i, annex) in annexes.iter().enumerate() {
        let lead = wording::annex_label(i, annexes.len(), flow.words);
        composer.new_part(Sheet::a4(annex.landscape), format!("{lead}-"));
        let section = composer.tree.add(Tree::ROOT, Element::Section);
        let title = wording::capitals(&annex.title);
        flow.bookmark(composer, level, &format!("{lead} {title}"));
        let node = composer
            .tree
            .add(section, Element::Heading(level, format!("{lead} {title}")));
        let lines = [
            (lead.as_str(), Face::Bold, form::ANNEX_PT),
            (title.as_str(), Face::Bold, form::TITLE_PT),
        ];
        centred(composer, &lines, node, false);
        if let Some(reference) = &annex.reference {
            let node = composer.tree.add(section, Element::Paragraph);
            let reference = format!("({reference})");
            centred(composer, &[(&reference, Face::Italic, form::BODY_PT)], node, true);
        }
        composer.space(12.0);
        flow.restart(level);
        body::write(composer, flow, &annex.body, section, 0.0);
    }
}
