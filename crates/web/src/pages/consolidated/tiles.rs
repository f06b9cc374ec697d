//! The map of the units: a tile for each, in blocks by the district that they came from. There are no boundaries in the data;
//! a tile has the same size for every unit, so that none is overlooked. Blocks flow over the screen, however narrow it is;
//! the table below says the same.

use std::collections::BTreeMap;
use tonghop_app::cycle::units::alphabetical;

/// A unit on the map.
pub struct Unit {
    /// Where it came from; empty where that is not known.
    pub district: String,
    pub href: String,
    /// Its name without its kind.
    pub name: String,
    /// What it stands at, in a few letters and in words.
    pub mark: String,
    pub words: String,
    pub style: &'static str,
}

/// The units of a district.
pub struct Block {
    pub name: String,
    pub tiles: Vec<Unit>,
}

/// The map.
pub struct Tiles {
    pub blocks: Vec<Block>,
    /// Style and words of every kind of tile.
    pub legend: Vec<(&'static str, String)>,
}

impl Tiles {
    /// Puts the units into their blocks, by name; a unit of several districts stands in the first of them.
    pub fn new(units: Vec<Unit>, unknown: &str, legend: Vec<(&'static str, String)>) -> Self {
        let mut groups: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
        for unit in units {
            let name = unit.district.split(';').next().unwrap_or("").trim();
            let name = if name.is_empty() { unknown } else { name };
            groups.entry(name.to_owned()).or_default().push(unit);
        }
        let block = |(name, tiles)| Block { name, tiles };
        let mut blocks: Vec<Block> = groups.into_iter().map(block).collect();
        blocks.sort_by_cached_key(|b| alphabetical(&b.name));
        Self { blocks, legend }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_one_tile() {
        let unit = |district: &str| Unit {
            district: district.into(),
            href: String::new(),
            name: String::new(),
            mark: String::new(),
            words: String::new(),
            style: "",
        };
        let units = (0..130)
            .map(|n| unit(["A", "B; C", "", "D"][n * (n + 1) / 2 % 4]))
            .collect();
        let map = Tiles::new(units, "?", Vec::new());
        assert_eq!(map.blocks.iter().map(|b| b.tiles.len()).sum::<usize>(), 130);
        let names: Vec<&str> = map.blocks.iter().map(|b| b.name.as_str()).collect();
        assert_eq!(names, ["?", "A", "B", "D"]);
    }
}
