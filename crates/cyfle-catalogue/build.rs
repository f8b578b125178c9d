//! Rebuilds the crate when a file joins or leaves the catalogue: the embedding macro sees changes, not arrivals.

fn main() {
    println!("cargo:rerun-if-changed=../../catalogue");
}
