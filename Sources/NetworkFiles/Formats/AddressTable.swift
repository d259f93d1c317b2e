import Registry

/// A table of address ranges and the autonomous systems that announce them, as iptoasn.com has it. It does not say of
/// which day it is.
///
///     192.0.2.0	192.0.2.255	64496	ZZ	EXAMPLE-NET Example Networks
enum AddressTable {
    private static let tab = UInt8(ascii: "\t")

    /// Whether a text begins like one.
    static func isOne(_ head: String) -> Bool {
        let line = head.split(whereSeparator: \.isNewline).first { !$0.hasPrefix("#") } ?? ""
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        return fields.count >= 4 && IPAddress(plain: Array(fields[0].utf8).span) != nil
    }

    static func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        var number = 0
        for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
            do throws(Problem) {
                try read(line, into: &builder)
            } catch {
                throw file.error("line \(number): \(error.text)")
            }
        }
        return nil
    }

    private struct Problem: Error {
        var text: String
    }

    private static func read(_ line: ArraySlice<UInt8>, into builder: inout NetworkTableBuilder) throws(Problem) {
        let fields = line.split(separator: tab, maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count >= 4 else {
            throw Problem(
                text:
                    "there are \(fields.count) fields, and not first address, last, AS number, country, name (by tabs)"
            )
        }
        let first = try address(fields[0])
        let last = try address(fields[1])
        guard let system = UInt32(String(decoding: fields[2], as: UTF8.self)) else {
            throw Problem(text: "\"\(text(fields[2]))\" is no AS number")
        }
        guard first.isIPv4 == last.isIPv4, first <= last else {
            throw Problem(text: "\(text(fields[0])) to \(text(fields[1])) is no range of addresses of one version")
        }
        // 0: nobody announces these.
        guard system > 0 else { return }
        let name = fields.count > 4 ? text(fields[4]) : ""
        builder.add(from: first, through: last, AutonomousSystem(number: system, name: name))
    }

    private static func address(_ field: ArraySlice<UInt8>) throws(Problem) -> IPAddress {
        guard let address = IPAddress(plain: Array(field).span) else {
            throw Problem(text: "\"\(text(field))\" is no address")
        }
        return address
    }

    /// As it stands there, cut where it is long.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(String(decoding: field, as: UTF8.self).unicodeScalars.prefix(100))
    }
}
