//! Grouping by a key, for checks that compare each figure with those of the same thing.

use std::collections::HashMap;
use std::hash::Hash;

/// The indices of the keys that are equal, groups and members in the order in which they come.
pub(crate) fn groups<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> Vec<Vec<usize>> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (index, key) in keys.enumerate() {
        let place = *places.entry(key).or_insert(out.len());
        if place == out.len() {
            out.push(Vec::new());
        }
        out[place].push(index);
    }
    out
}

/// A key for a number that is equal where the numbers are; `None` for what equals nothing.
pub(crate) fn number_key(value: f64) -> Option<u64> {
    // Adding zero makes one of the two zeros.
    (!value.is_nan()).then(|| (value + 0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_in_the_order_of_their_first_members() {
        assert_eq!(
            groups(["b", "a", "b", "c", "a"].into_iter()),
            [vec![0, 2], vec![1, 4], vec![3]]
        );
    }

    #[test]
    fn numbers_are_equal_where_their_keys_are() {
        assert_eq!(number_key(0.0), number_key(-0.0));
        assert_ne!(number_key(1.0), number_key(2.0));
        assert_eq!(number_key(f64::NAN), None);
    }
}
