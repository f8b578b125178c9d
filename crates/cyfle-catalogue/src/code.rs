//! The words of closed lists, for tables that are made while compiling: an enum says its word for each value once, in its `code`
//! (or, where the word is the value of a parameter, in its `name`).

/// The words of a type's `ALL`, in the same order.
macro_rules! codes {
    ($type:ty) => {
        $crate::code::codes!($type, code)
    };
    ($type:ty, $word:ident) => {{
        let mut codes = [""; <$type>::ALL.len()];
        let mut index = 0;
        while index < codes.len() {
            codes[index] = <$type>::ALL[index].$word();
            index += 1;
        }
        codes
    }};
}

pub(crate) use codes;
