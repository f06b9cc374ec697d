//! Which tasks of a programme a single wording may mean.

use super::align::{Wording, Wordings};
use tonghop_catalogue::Catalogue;
use tonghop_model::programme::NodeKind;

/// Tasks of a programme that a wording may mean, as code and similarity 0..1, the most alike first, at most `most`.
///
/// Compared are the wordings of every template of the catalogue and of the programme itself; the best of them counts.
#[must_use]
pub fn similar_tasks(catalogue: &Catalogue, programme: &str, wording: &str, most: usize) -> Vec<(String, f64)> {
    let asked = Wording::of(wording);
    let mut found: Vec<(String, f64)> = Vec::new();
    let mut note = |code: &str, similarity: f64| match found.iter_mut().find(|(c, _)| c == code) {
        Some((_, best)) => *best = best.max(similarity),
        None => found.push((code.to_owned(), similarity)),
    };
    if let Some(programme) = catalogue.programme(programme) {
        for node in programme.nodes.iter().filter(|n| n.kind == NodeKind::Task) {
            note(&node.code, asked.similarity(&Wording::of(&node.title)));
        }
    }
    let wordings = Wordings::of(catalogue);
    for (template, words) in catalogue.templates.iter().zip(wordings.tasks()) {
        if template.programme == programme {
            for (task, words) in template.tasks.iter().zip(words) {
                note(&task.node, asked.similarity(words));
            }
        }
    }
    found.retain(|(_, similarity)| *similarity > 0.0);
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_of_every_template_finds_its_own_task_first() {
        let catalogue = Catalogue::embedded();
        for template in &catalogue.templates {
            for task in &template.tasks {
                let found = similar_tasks(catalogue, &template.programme, &task.title, 3);
                assert_eq!(found[0].0, task.node, "{} {}", template.code, task.title);
                assert!(found[0].1 > 0.99 && found.len() <= 3);
            }
        }
        assert!(similar_tasks(catalogue, "no such programme", "phát triển", 3).is_empty());
        assert!(similar_tasks(catalogue, "411", "", 3).is_empty());
    }
}
