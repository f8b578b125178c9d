//! Which addresses may be connected to. A page can name any host and a host's name can point anywhere, so this is decided on
//! the address itself, each time before a connection is made.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Who may be connected to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reach {
    /// The one loopback socket that a test may reach.
    pub(crate) permitted: Option<SocketAddr>,
}

impl Reach {
    /// Whether a name that resolves to this address may be connected to. Loopback is only for names that mean it.
    pub(crate) fn allows_name(self, name: &str, address: IpAddr) -> bool {
        let local = is_local_name(name);
        match self.permitted {
            Some(permitted) if local => permitted.ip() == address,
            _ => !local && is_public(address),
        }
    }

    /// Whether an address written into a link, or the port of a local name, may be connected to.
    pub(crate) fn allows_host(self, host: &url::Host<&str>, port: u16) -> bool {
        let permitted = |address: IpAddr| self.permitted == Some(SocketAddr::new(address, port));
        match host {
            url::Host::Ipv4(address) => {
                is_public((*address).into()) || permitted((*address).into())
            }
            url::Host::Ipv6(address) => {
                is_public((*address).into()) || permitted((*address).into())
            }
            url::Host::Domain(name) if is_local_name(name) => {
                self.permitted.is_some_and(|permitted| permitted.port() == port)
            }
            url::Host::Domain(_) => true,
        }
    }
}

/// RFC 6761: these names always mean the machine itself.
pub(crate) fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// Whether an address is one of the public internet: not private, not local, not shared, not reserved.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// The special-purpose registry of IPv4 addresses (RFC 6890 and its successors), negated.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

/// Global unicast is 2000::/3; within it some ranges carry an IPv4 address, which then decides, or are set aside.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let parts = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0x2002, high, low, ..] => embedded(high, low),
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for public in
            ["8.8.8.8", "212.58.244.20", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
        {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
        for hidden in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.8.9.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "::ffff:0.0.0.0",
            "::ffff:100.64.0.1",
            "64:ff9b::a9fe:a9fe",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::1",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
        ] {
            assert!(!is_public(hidden.parse().expect("an address")), "{hidden}");
        }
    }

    #[test]
    fn a_permit_is_for_one_socket_and_for_local_names() {
        let reach = Reach { permitted: Some("127.0.0.1:4000".parse().expect("a socket")) };
        let loopback = IpAddr::from([127, 0, 0, 1]);
        assert!(reach.allows_name("hcrw.localhost", loopback));
        assert!(
            !reach.allows_name("funder.example", loopback),
            "a name of the internet that points here"
        );
        assert!(!reach.allows_name("hcrw.localhost", [169, 254, 169, 254].into()));
        assert!(reach.allows_host(&url::Host::Ipv4([127, 0, 0, 1].into()), 4000));
        assert!(!reach.allows_host(&url::Host::Ipv4([127, 0, 0, 1].into()), 4001));
        assert!(!reach.allows_host(&url::Host::Domain("localhost"), 80));
        assert!(!Reach::default().allows_host(&url::Host::Domain("a.localhost"), 4000));
        assert!(!Reach::default().allows_name("localhost.", loopback));
    }
}
