//! Seeds to inputs: pieces of several seeds joined, cut, repeated and swapped, numbers made extreme, letters made strange.

/// Bytes that readers trip over: ends, nests, accents, marks that combine, directions, long numbers.
const STRANGE: [&str; 40] = [
    "\0",
    "\n",
    "\r\n",
    "\t",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "ŵ",
    "ﬁ",
    "İ",
    "ß",
    "Å",
    "é",
    "’",
    "–",
    "£",
    "€",
    "½",
    "𝟞",
    "👩‍🔬",
    "\u{fffd}",
    "%",
    "%00",
    "%ff",
    "&",
    "=",
    "+",
    ";",
    ",",
    ".",
    "-",
    ":",
    "[",
    "{",
    "&a *a",
    "<",
    "</script>",
    "\"",
    "'",
];

/// Numbers at the ends of what types hold.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "00",
    "31",
    "32",
    "99",
    "255",
    "65536",
    "2147483648",
    "9999",
    "18446744073709551616",
    "1e999",
    "0.0000001",
];

/// Makes inputs, one after the other.
pub(crate) struct Mutator<'a> {
    state: u64,
    seeds: &'a [Vec<u8>],
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(seed: u64, seeds: &'a [Vec<u8>]) -> Self {
        Self { state: seed | 1, seeds }
    }

    /// The next input.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut input = self.seed().to_vec();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let (from, to) = self.span(input);
        match self.below(11) {
            0 => drop(input.drain(from..to)),
            1 => {
                let piece = input[from..to].to_vec();
                let times = 1 + self.below(if piece.len() < 16 { 64 } else { 3 });
                let repeated = piece.repeat(times);
                input.splice(to..to, repeated);
            }
            2 => {
                let other = self.seed();
                let piece = other[self.below(other.len())..].to_vec();
                input.splice(from..to, piece);
            }
            3 => {
                let other = self.seed();
                let (begin, end) = self.span(other);
                input.splice(from..from, other[begin..end].iter().copied());
            }
            4 => {
                let strange = STRANGE[self.below(STRANGE.len())];
                input.splice(from..from, strange.bytes());
            }
            5 => {
                let strange = STRANGE[self.below(STRANGE.len())];
                input.splice(from..to, strange.bytes());
            }
            6 => self.number(input),
            7 => {
                if let Some(byte) = input.get_mut(from) {
                    *byte ^= 1 << (self.state % 8);
                }
            }
            8 => self.words(input),
            9 => input[from..to].make_ascii_uppercase(),
            _ => {
                let tail = input.split_off(from);
                input.splice(0..0, tail);
            }
        }
        // Longer inputs are refused before anything reads them.
        input.truncate(16 * 1024);
    }

    /// Another number in the place of one.
    fn number(&mut self, input: &mut Vec<u8>) {
        let begin = self.below(input.len());
        let Some(first) = (begin..input.len()).find(|at| input[*at].is_ascii_digit()) else {
            return;
        };
        let end =
            (first..input.len()).find(|at| !input[*at].is_ascii_digit()).unwrap_or(input.len());
        let number = NUMBERS[self.below(NUMBERS.len())];
        input.splice(first..end, number.bytes());
    }

    /// Two words change places.
    fn words(&mut self, input: &mut Vec<u8>) {
        let mut words: Vec<&[u8]> = input.split(|byte| *byte == b' ').collect();
        let (one, other) = (self.below(words.len()), self.below(words.len()));
        words.swap(one, other);
        *input = words.join(&b' ');
    }

    fn seed(&mut self) -> &'a [u8] {
        &self.seeds[self.below(self.seeds.len())]
    }

    /// A piece of an input: mostly short.
    fn span(&mut self, input: &[u8]) -> (usize, usize) {
        let from = self.below(input.len() + 1);
        let most = if self.below(4) == 0 { input.len() } else { 12 };
        let to = (from + self.below(most + 1)).min(input.len());
        (from, to)
    }

    fn below(&mut self, most: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        if most == 0 { 0 } else { (self.state >> 11) as usize % most }
    }
}
