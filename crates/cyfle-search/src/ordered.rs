//! Writing what has no order in the order of its keys, so that the same catalogue always gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

/// Writes a map.
pub(crate) fn in_order<'m, M, K, V, S>(map: &'m M, serializer: S) -> Result<S::Ok, S::Error>
where
    &'m M: IntoIterator<Item = (&'m K, &'m V)>,
    K: Ord + Serialize + 'm,
    V: Serialize + 'm,
    S: Serializer,
{
    map.into_iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

/// Writes a set.
pub(crate) fn set_in_order<'s, M, K, S>(set: &'s M, serializer: S) -> Result<S::Ok, S::Error>
where
    &'s M: IntoIterator<Item = &'s K>,
    K: Ord + Serialize + 's,
    S: Serializer,
{
    set.into_iter().collect::<BTreeSet<_>>().serialize(serializer)
}
