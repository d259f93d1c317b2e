import AccessLogs
import EbbTesting
import Testing

/// The fast reading of a plain IPv4 address against the obvious one.
struct PlainIPv4Tests {
    private static func slow(_ text: String) -> UInt32? {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        guard octets.count == 4 else { return nil }
        var address: UInt32 = 0
        for octet in octets {
            guard octet.allSatisfy({ "0"..."9" ~= $0 }), let value = UInt32(octet), value < 256, "\(value)" == octet
            else { return nil }
            address = address << 8 | value
        }
        return address
    }

    @Test func readsWhatTheObviousOneReads() {
        var generator = SeededGenerator(0x1B4)
        let parts = [
            "0", "1", "9", "10", "99", "100", "199", "255", "256", "300", "999", "00", "01", "", "1234", "a", "-", "/",
            ":",
        ]
        for _ in 0..<40_000 {
            let count = Int.random(in: 0..<10, using: &generator) == 0 ? Int.random(in: 0...6, using: &generator) : 4
            let isClean = Bool.random(using: &generator)
            let octets = (0..<count).map { _ in
                isClean
                    ? "\(UInt8.random(in: 0...255, using: &generator))" : parts.randomElement(using: &generator) ?? ""
            }
            let text = octets.joined(separator: ".")
            let behind = [" - -", ".1", "5", ":443"].randomElement(using: &generator) ?? ""
            let bytes = Array(("x" + text + behind + "0123456789abcdef").utf8)
            let range = ByteRange(1..<1 + text.utf8.count)
            #expect(bytes.span.plainIPv4(in: range) == Self.slow(text), "\(text)")
        }
    }

    /// Near the end there are not sixteen bytes to look at: others read it then.
    @Test func leavesTheEndToOthers() {
        let bytes = Array("192.0.2.1 0123456789".utf8)
        for count in 9...bytes.count {
            let found = bytes.span.extracting(0..<count).plainIPv4(in: ByteRange(0..<9))
            #expect(found == (count < 16 ? nil : 0xC000_0201))
        }
    }
}
