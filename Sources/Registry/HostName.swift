/// A host as it is compared: lower case, without port, without the root's dot, an IPv6 address without brackets.
package enum HostName {
    /// The form of a host that hosts are compared in.
    package static func normalized(_ host: String) -> String { String(decoding: bytes(of: host), as: UTF8.self) }

    static func bytes(of host: String) -> [UInt8] {
        var bytes = Array(host.utf8)[...]
        if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
            bytes = bytes[1..<end]
        } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            !bytes[(colon + 1)...].contains(UInt8(ascii: ":"))
        {
            // Two colons and more are an IPv6 address, which has no port without brackets.
            bytes = bytes[..<colon]
        }
        if bytes.last == UInt8(ascii: ".") { bytes = bytes.dropLast() }
        return bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    }
}
