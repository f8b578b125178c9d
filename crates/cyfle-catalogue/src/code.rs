//! The words of closed lists, for tables that are made while compiling: an enum says its word for each value once, in its `code`.

/// The words of a type's `ALL`, in the same order.
macro_rules! codes {
    ($type:ty) => {{
        let mut codes = [""; <$type>::ALL.len()];
        let mut index = 0;
        while index < codes.len() {
            codes[index] = <$type>::ALL[index].code();
            index += 1;
        }
        codes
    }};
}

pub(crate) use codes;
