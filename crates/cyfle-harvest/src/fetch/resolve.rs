//! Names to addresses. The addresses that pass are the very ones that are connected to: nothing asks a second time, so a name
//! cannot show one address to the check and another to the connection.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::{Reach, is_local_name};

/// Finds the addresses of a name.
pub type Lookup = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// The system's own lookup; names below `localhost` mean this machine, whatever the system says (RFC 6761).
pub fn system_lookup() -> Lookup {
    Arc::new(|name| {
        if is_local_name(name) {
            return Ok(vec![Ipv4Addr::LOCALHOST.into()]);
        }
        Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    })
}

/// A name points only to addresses that may not be connected to.
#[derive(Debug, thiserror::Error)]
#[error("`{name}` points to an address that is not public")]
pub(crate) struct Hidden {
    name: String,
}

/// Looks names up and lets only permitted addresses through.
pub(crate) struct Guarded {
    pub(crate) lookup: Lookup,
    pub(crate) reach: Reach,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, reach) = (Arc::clone(&self.lookup), self.reach);
        let name = name.as_str().to_owned();
        Box::pin(async move {
            let asked = name.clone();
            let found = tokio::task::spawn_blocking(move || lookup(&asked)).await??;
            let allowed: Vec<SocketAddr> = found
                .into_iter()
                .filter(|address| reach.allows_name(&name, *address))
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if allowed.is_empty() {
                return Err(Hidden { name }.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
