//! Opening a generation: every byte is held against the manifest, then nothing of the folder is needed any more.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use cyfle_catalogue::catalogue::Catalogue;
use cyfle_catalogue::packed;
use tantivy::Index;
use tantivy::directory::{Directory, RamDirectory};

use super::{
    AnyManifest, CATALOGUE, CURRENT, FORMAT, Failure, GenerationError, MANIFEST, Manifest, PROGRAM,
    REMEMBERED, WORDS, generations, name_for,
};
use crate::lookup::TextIndex;
use crate::search::{Engine, Learnt, Remembered};

/// How often another writer may switch while a generation is opened.
const ATTEMPTS: usize = 5;

/// A generation that can be served.
#[derive(Debug)]
pub struct Opened {
    /// Its name.
    pub name: String,
    /// Its catalogue, ready to be asked.
    pub engine: Engine,
    /// Why the current one could not be used, where this is an older one.
    pub instead_of: Option<GenerationError>,
}

/// Why one generation cannot be used.
enum Refusal {
    Absent,
    Foreign(&'static str),
    Damaged(Failure),
}

/// The name of the current generation; none where nothing was built yet.
pub fn current(folder: &Path) -> Option<String> {
    let name = fs::read_to_string(folder.join(CURRENT)).ok()?;
    let name = name.trim();
    // A name and never a path: nothing outside of the folder is read.
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    (plain && !name.is_empty()).then(|| name.to_owned())
}

/// Which generation is current, and since when: two equal stamps mean that nobody switched in between.
pub fn stamp(folder: &Path) -> (Option<String>, Option<SystemTime>) {
    let written = fs::metadata(folder.join(CURRENT)).and_then(|data| data.modified()).ok();
    (current(folder), written)
}

/// Opens the current generation; where it cannot be used, the newest other one that can.
///
/// # Errors
/// Where there is none that this program can use: why not the current one.
pub fn open(folder: &Path) -> Result<Opened, GenerationError> {
    let mut tried = None;
    for _ in 0..ATTEMPTS {
        let now = stamp(folder);
        let Some(name) = now.0.clone() else {
            tried = Some(GenerationError::None(folder.to_owned()));
            break;
        };
        match open_one(&folder.join(&name)) {
            Ok(engine) => return Ok(Opened { name, engine, instead_of: None }),
            Err(refusal) => tried = Some(refusal.told(folder)),
        }
        if stamp(folder) == now {
            break;
        }
    }
    let reason = tried.unwrap_or_else(|| GenerationError::None(folder.to_owned()));
    for name in generations(folder) {
        if let Ok(engine) = open_one(&folder.join(&name)) {
            return Ok(Opened { name, engine, instead_of: Some(reason) });
        }
    }
    Err(reason)
}

/// Opens the generation of the catalogue with a build id, current or not.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn open_for(build_id: &str, folder: &Path) -> Result<Opened, GenerationError> {
    let name = name_for(build_id);
    match open_one(&folder.join(&name)) {
        Ok(engine) => Ok(Opened { name, engine, instead_of: None }),
        Err(Refusal::Absent) if current(folder).is_some() => {
            Err(Refusal::Foreign("catalogue").told(folder))
        }
        Err(refusal) => Err(refusal.told(folder)),
    }
}

/// Every file of the generation with a name.
pub(super) fn whole(folder: &Path, name: &str) -> Result<Vec<(String, Vec<u8>)>, GenerationError> {
    let files = || -> Result<Vec<(String, Vec<u8>)>, Refusal> {
        let place = folder.join(name);
        let manifest = manifest(&place)?;
        let read = |name: &String| Ok((name.clone(), file(&place, &manifest, name)?));
        manifest.files.keys().map(read).collect::<Result<_, _>>().map_err(Refusal::Damaged)
    };
    files().map_err(|refusal| refusal.told(folder))
}

/// Whether a generation is whole.
pub(super) fn check(place: &Path) -> Result<(), impl Sized + use<>> {
    let manifest = manifest(place)?;
    let mut names = manifest.files.keys();
    names.try_for_each(|name| file(place, &manifest, name).map(drop)).map_err(Refusal::Damaged)
}

fn open_one(place: &Path) -> Result<Engine, Refusal> {
    let manifest = manifest(place)?;
    let names = manifest.files.keys().map(String::as_str);
    assemble(names, &|name| file(place, &manifest, name)).map_err(Refusal::Damaged)
}

/// Makes of the files of a generation what can be asked, each fetched by its name by whoever needs it.
pub(super) fn assemble<'a>(
    names: impl Iterator<Item = &'a str>,
    fetch: &(dyn Fn(&str) -> Result<Vec<u8>, Failure> + Sync),
) -> Result<Engine, Failure> {
    let others: Vec<&str> =
        names.filter(|name| ![CATALOGUE, WORDS, REMEMBERED].contains(name)).collect();
    std::thread::scope(|scope| {
        // Both take their time, and neither needs the other.
        let texts = scope.spawn(|| -> Result<(Learnt, TextIndex), Failure> {
            Ok((postcard::from_bytes(&fetch(WORDS)?)?, text_index(&others, fetch)?))
        });
        let catalogue: Catalogue = packed::unpack(&fetch(CATALOGUE)?)?;
        let remembered: Remembered = postcard::from_bytes(&fetch(REMEMBERED)?)?;
        Engine::from_parts(Arc::new(catalogue), remembered, || {
            texts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}

fn text_index(
    names: &[&str],
    fetch: &(dyn Fn(&str) -> Result<Vec<u8>, Failure> + Sync),
) -> Result<TextIndex, Failure> {
    let memory = RamDirectory::create();
    for name in names {
        memory.atomic_write(Path::new(name), &fetch(name)?)?;
    }
    Ok(TextIndex::open(&Index::open(memory)?)?)
}

/// What a generation says of itself, where this program can use it.
fn manifest(place: &Path) -> Result<Manifest, Refusal> {
    let manifest = match fs::read(place.join(MANIFEST)) {
        Ok(bytes) => bytes,
        Err(_) if !place.exists() => return Err(Refusal::Absent),
        Err(reason) => return Err(Refusal::damaged(reason)),
    };
    let any: AnyManifest = serde_json::from_slice(&manifest).map_err(Refusal::damaged)?;
    if any.format != FORMAT {
        return Err(Refusal::Foreign("version of the program"));
    }
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(Refusal::damaged)?;
    if manifest.program != PROGRAM {
        return Err(Refusal::Foreign("version of the program"));
    }
    Ok(manifest)
}

/// A file of a generation, as its manifest says.
fn file(place: &Path, manifest: &Manifest, name: &str) -> Result<Vec<u8>, Failure> {
    let known = manifest.files.get(name).ok_or_else(|| format!("{name} is missing"))?;
    let bytes = fs::read(place.join(name)).map_err(|reason| format!("{name}: {reason}"))?;
    if hash(&bytes) == *known { Ok(bytes) } else { Err(format!("{name} is damaged").into()) }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

impl Refusal {
    fn damaged(reason: impl Into<Failure>) -> Self {
        Self::Damaged(reason.into())
    }

    fn told(self, folder: &Path) -> GenerationError {
        let folder = folder.to_owned();
        match self {
            Self::Absent => GenerationError::None(folder),
            Self::Foreign(what) => GenerationError::Foreign { folder, what },
            Self::Damaged(source) => GenerationError::Damaged { folder, source },
        }
    }
}
