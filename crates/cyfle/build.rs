//! Builds the index of the catalogue inside the program when the program is built, so that no start has to, and has the functions
//! that a service uses laid side by side in the program's file, and its addresses packed.
//!
//! A catalogue with errors has no index: the program says at its start what is wrong, and checks the folder that is being mended.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use cyfle_catalogue::problem::Severity;
use cyfle_catalogue::{Files, load};
use cyfle_search::generation;

/// The names of the functions that a service uses, as the linker knows them; `deploy/order` writes it.
///
/// The system maps a program's file in groups of pages: 4 MB of functions strewn over all of it took 13 MB at rest. A name
/// changes with the compiler, the target and the version of its crate. One that is found nowhere is passed over, so nothing but
/// the order can be lost.
const ORDER: &str = "order.txt";

fn main() -> Result<(), Box<dyn Error>> {
    // The catalogue and the sources that read it are part of what is compiled in here.
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let loaded = load(&Files::embedded());
    let bundle = if loaded.has_errors() {
        Vec::new()
    } else {
        generation::bundle(&loaded.catalogue, &out.join("index"))?
    };
    std::fs::write(out.join("catalogue.generation"), bundle)?;
    println!("cargo:rustc-env=CYFLE_EMBEDDED_WARNINGS={}", loaded.count(Severity::Warning));
    ask_linker(&out)
}

/// Hands the linker of a release the order, where it takes one, and asks it to pack the addresses that a start has to mend (RELR: a
/// twentieth of the bytes, all of which are read at every start), where the machine that builds can start such a program.
fn ask_linker(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={ORDER}");
    if std::env::var_os("PROFILE").is_none_or(|profile| profile != "release") {
        return Ok(());
    }
    let order = std::env::current_dir()?.join(ORDER);
    let side_by_side = vec![
        "-Xlinker".to_owned(),
        format!("--symbol-ordering-file={}", order.display()),
        "-Wl,--no-warn-symbol-ordering".to_owned(),
    ];
    let packed = vec!["-Wl,-z,pack-relative-relocs".to_owned()];
    for (arguments, must_run) in [(side_by_side, false), (packed, true)] {
        if works(&arguments, must_run, out)? {
            arguments.iter().for_each(|argument| println!("cargo:rustc-link-arg-bins={argument}"));
        }
    }
    Ok(())
}

/// Whether the smallest of programs can be linked with these arguments, by the linker that will link the program, and, where it
/// must, runs here.
fn works(arguments: &[String], must_run: bool, out: &Path) -> Result<bool, Box<dyn Error>> {
    let (source, smallest) = (out.join("smallest.rs"), out.join("smallest"));
    std::fs::write(&source, "fn main() {}\n")?;
    let set = |name: &str| std::env::var_os(name).ok_or_else(|| format!("no {name}"));
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let mut linker = OsString::from("-Clinker=");
    let mut compiler = Command::new(set("RUSTC")?);
    compiler.arg("--target").arg(set("TARGET")?).arg("-o").arg(&smallest);
    compiler.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    if let Some(own) = std::env::var_os("RUSTC_LINKER") {
        linker.push(own);
        compiler.arg(linker);
    }
    compiler.args(arguments.iter().map(|argument| format!("-Clink-arg={argument}")));
    let is_linked = compiler.arg(source).output()?.status.success();
    let runs = || Command::new(&smallest).status().is_ok_and(|status| status.success());
    Ok(is_linked && (!must_run || runs()))
}
