/// Who asked: an address in 64 bits, or what a privacy mode made of it.
///
/// The ids stand in stores, so these ranges are fixed:
///
/// | id | client |
/// | --- | --- |
/// | `0x0000_FFFF_0000_0000` + address | an IPv4 address |
/// | `0x0000_FFFE_0000_0000` | unknown: no address, or none that can be read |
/// | `0x0000_FFFD_0000_0000` | hidden: the mode `none` |
/// | `0x0000_FFFC_0000_0000` + number | forgotten: told apart from others of its day, and no more |
/// | `0x0000_FFFB_0000_0000` + hash | a host that the log names instead of its address: FNV-1a of the name |
/// | any other | the upper 64 bits of an IPv6 address; in the mode `keyed`, a hash |
///
/// The five ranges lie in 0:fffb::/32 to 0:ffff::/32, which no network has been given; an address there is unknown.
package struct Client: BitwiseCopyable, Hashable, Sendable {
    /// What stores keep.
    package let id: UInt64

    /// A client as a store keeps it.
    package init(id: UInt64) { self.id = id }

    /// No address, or none that can be read.
    package static let unknown = Client(id: 0x0000_FFFE_0000_0000)
    /// Every client in the mode `none`.
    package static let hidden = Client(id: 0x0000_FFFD_0000_0000)

    package init(ipv4 address: UInt32) { id = Self.ipv4Range | UInt64(address) }

    init(ipv6 address: UInt128) {
        if address >> 32 == 0xFFFF {
            self.init(ipv4: UInt32(truncatingIfNeeded: address))
        } else {
            let upper = UInt64(truncatingIfNeeded: address >> 64)
            self = Self.isReserved(upper) ? .unknown : Client(id: upper)
        }
    }

    /// Whether the upper half of an IPv6 address lies where ids mean something else.
    static func isReserved(_ upper: UInt64) -> Bool { 0xFFFB...0xFFFF ~= upper >> 32 }

    /// The IPv4 address, or nil where the client is none.
    var ipv4: UInt32? { id & ~0xFFFF_FFFF == Self.ipv4Range ? UInt32(truncatingIfNeeded: id) : nil }

    /// Whether it is neither an address nor made of one: no mode takes anything more away.
    package var isNobody: Bool { self == .unknown || self == .hidden || isForgotten }

    private static let ipv4Range: UInt64 = 0x0000_FFFF_0000_0000

    /// Stands for a client of one day whose address was forgotten.
    package static func forgotten(_ number: UInt32) -> Client { Client(id: forgottenRange | UInt64(number)) }

    /// Whether it stands for a client whose address was forgotten.
    package var isForgotten: Bool { id & ~0xFFFF_FFFF == Self.forgottenRange }

    private static let forgottenRange: UInt64 = 0x0000_FFFC_0000_0000

    static func host(_ hash: UInt32) -> Client { Client(id: hostRange | UInt64(hash)) }

    /// Whether it is a host by its name.
    var isHost: Bool { id & ~0xFFFF_FFFF == Self.hostRange }

    private static let hostRange: UInt64 = 0x0000_FFFB_0000_0000
}
