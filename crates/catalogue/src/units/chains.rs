//! Places by hash, built in one pass.

/// No place.
const NONE: u32 = u32::MAX;

/// A hash table of the numbers `0..n` by a hash of each: no keys are kept, whoever asks compares them himself.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    /// First number of each bucket.
    heads: Vec<u32>,
    /// The next number of the same bucket, always a greater one.
    next: Vec<u32>,
}

impl Chains {
    /// The table of the numbers of `hashes`.
    pub fn new(hashes: &[u64]) -> Self {
        let buckets = (hashes.len() * 2).next_power_of_two();
        let mut chains = Self {
            heads: vec![NONE; buckets],
            next: vec![NONE; hashes.len()],
        };
        for (number, &hash) in hashes.iter().enumerate().rev() {
            let head = &mut chains.heads[bucket(hash, buckets)];
            chains.next[number] = std::mem::replace(head, number as u32);
        }
        chains
    }

    /// The numbers that may have this hash, in order.
    pub fn with_hash(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mut at = if self.heads.is_empty() {
            NONE
        } else {
            self.heads[bucket(hash, self.heads.len())]
        };
        std::iter::from_fn(move || {
            let number = at as usize;
            at = *self.next.get(number)?;
            Some(number)
        })
    }
}

/// `buckets` is a power of two. The upper half goes in: hashes by multiplication are well mixed there.
const fn bucket(hash: u64, buckets: usize) -> usize {
    (hash ^ (hash >> 32)) as usize & (buckets - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_found_by_its_hash_in_order() {
        let hashes = [7, 9, 7, 1 << 40, 7, 9];
        let chains = Chains::new(&hashes);
        for (number, &hash) in hashes.iter().enumerate() {
            let found: Vec<usize> = chains.with_hash(hash).collect();
            assert!(found.contains(&number) && found.is_sorted());
        }
        assert_eq!(Chains::default().with_hash(3).count(), 0);
        assert_eq!(Chains::new(&[]).with_hash(3).count(), 0);
    }
}
