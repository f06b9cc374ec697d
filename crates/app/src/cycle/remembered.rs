//! What was read or worked out once and never changes: kept as long as there is room, the newer half when it is used up.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Values by their keys, within a given size.
#[derive(Debug)]
pub(crate) struct Remembered<K, V> {
    /// What all of them take at most, in the measure of those who put them.
    most: usize,
    halves: Mutex<Halves<K, V>>,
}

#[derive(Debug)]
struct Halves<K, V> {
    new: HashMap<K, (Arc<V>, usize)>,
    old: HashMap<K, (Arc<V>, usize)>,
    /// What the new ones take.
    size: usize,
}

impl<K: Eq + Hash, V> Remembered<K, V> {
    pub(crate) fn new(most: usize) -> Self {
        let halves = Halves {
            new: HashMap::new(),
            old: HashMap::new(),
            size: 0,
        };
        Self {
            most,
            halves: Mutex::new(halves),
        }
    }

    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<Arc<V>>
    where
        K: Borrow<Q>,
    {
        let mut halves = self.halves();
        if let Some((found, _)) = halves.new.get(key) {
            return Some(Arc::clone(found));
        }
        // Asked for again: it is one of the newer ones now.
        let (key, (found, size)) = halves.old.remove_entry(key)?;
        halves.put(key, (Arc::clone(&found), size), self.most);
        Some(found)
    }

    /// A value that will not be asked for again: it is no newer for that.
    pub(crate) fn peek(&self, key: &K) -> Option<Arc<V>> {
        let halves = self.halves();
        let (found, _) = halves.new.get(key).or_else(|| halves.old.get(key))?;
        Some(Arc::clone(found))
    }

    /// Makes room: the value will not be asked for again.
    pub(crate) fn forget(&self, key: &K) {
        let mut halves = self.halves();
        if let Some((_, size)) = halves.new.remove(key) {
            halves.size -= size;
        }
        halves.old.remove(key);
    }

    /// Keeps a value of some size.
    pub(crate) fn put(&self, key: K, value: Arc<V>, size: usize) {
        self.halves().put(key, (value, size), self.most);
    }

    fn halves(&self) -> MutexGuard<'_, Halves<K, V>> {
        // Whole entries only: nothing is left half done by a thread that panicked.
        self.halves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash, V> Halves<K, V> {
    fn put(&mut self, key: K, kept: (Arc<V>, usize), most: usize) {
        let size = kept.1;
        if self.size + size > most / 2 {
            self.old = std::mem::take(&mut self.new);
            self.size = 0;
        }
        let before = self.new.insert(key, kept).map_or(0, |(_, size)| size);
        self.size = self.size + size - before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_half_stays() {
        let kept: Remembered<u8, u8> = Remembered::new(80);
        for n in 0..8 {
            kept.put(n, Arc::new(n), 10);
            // Looked at again and again: it stays.
            assert_eq!(kept.get(&0).as_deref(), Some(&0));
        }
        assert_eq!(kept.get(&7).as_deref(), Some(&7));
        assert!(kept.get(&1).is_none());
    }

    #[test]
    fn who_takes_one_after_the_other_finds_all() {
        let kept: Remembered<u8, u8> = Remembered::new(80);
        (0..8).for_each(|n| kept.put(n, Arc::new(n), 10));
        for n in 0..8 {
            assert_eq!(kept.peek(&n).as_deref(), Some(&n));
            kept.forget(&n);
            assert!(kept.peek(&n).is_none());
        }
        assert_eq!(kept.halves().size, 0);
    }

    #[test]
    fn it_never_takes_more_than_it_may() {
        let kept: Remembered<u32, ()> = Remembered::new(1000);
        for n in 0..500 {
            kept.put(n % 37, Arc::new(()), (n % 7 * 20) as usize);
            let halves = kept.halves();
            let size = |half: &HashMap<u32, (Arc<()>, usize)>| half.values().map(|v| v.1).sum::<usize>();
            assert_eq!(size(&halves.new), halves.size);
            assert!(size(&halves.new) + size(&halves.old) <= 1000);
        }
    }
}
