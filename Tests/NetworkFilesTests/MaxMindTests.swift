import EbbTesting
import NetworkFiles
import Registry
import Testing

struct MaxMindTests {
    private let folder: ListFolder

    init() throws { folder = try ListFolder() }

    private func read(_ bytes: [UInt8]) throws -> KnownNetworks {
        try KnownNetworks(files: [folder.write("asn.mmdb", bytes)], today: #require(Day("2026-11-23")))
    }

    private func bits(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        (0..<length).map { bytes[$0 / 8] >> UInt8(7 - $0 % 8) & 1 }
    }

    private func ipv6(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bits(bytes + [UInt8](repeating: 0, count: 16 - bytes.count), length)
    }

    private let ipv4Root = [UInt8](repeating: 0, count: 96)

    private func writer() -> MaxMindWriter {
        let writer = MaxMindWriter(version: 6)
        writer.add(ipv4Root + bits([192, 0, 2, 0], 24), MaxMindWriter.system(64_496, "EXAMPLE-A"))
        writer.add(
            ipv4Root + bits([198, 51, 100, 128], 25),
            MaxMindWriter.system(64_497, "A name of more than twenty-nine bytes")
        )
        writer.add(ipv6([0x20, 0x01, 0x0D, 0xB8], 32), MaxMindWriter.pointer(0))
        writer.add(ipv6([0x26, 0x00, 0x1F], 24), MaxMindWriter.map([("country", MaxMindWriter.text("ZZ"))]))
        // 6to4 and mapped addresses lead to the networks of IPv4.
        writer.alias(ipv6([0x20, 0x02], 16), to: ipv4Root)
        writer.alias([UInt8](repeating: 0, count: 80) + [UInt8](repeating: 1, count: 16), to: ipv4Root)
        return writer
    }

    @Test("all sizes of records, pointers, both versions in one tree", arguments: [24, 28, 32])
    func tree(recordSize: Int) throws {
        let networks = try read(writer().bytes(recordSize: recordSize))
        let expected = [
            ("192.0.1.255", "unknown"), ("192.0.2.0", "AS64496 EXAMPLE-A"), ("192.0.2.255", "AS64496 EXAMPLE-A"),
            ("192.0.3.0", "unknown"), ("198.51.100.127", "unknown"),
            ("198.51.100.128", "AS64497 A name of more than twenty-nine bytes"),
            ("2001:db8::1", "AS64496 EXAMPLE-A"), ("2001:db9::1", "unknown"), ("2600:1f00::1", "unknown"),
            ("2002:c000:0201::1", "unknown"), ("::ffff:192.0.2.1", "AS64496 EXAMPLE-A"),
        ]
        for (address, name) in expected { #expect(networks.name(address) == name, "\(address)") }
        #expect(networks.lists.map(\.description) == ["asn.mmdb (MaxMind, of 2026-11-21)"])
    }

    @Test("a tree of IPv4 alone", arguments: [24, 28, 32])
    func ipv4(recordSize: Int) throws {
        let writer = MaxMindWriter(version: 4)
        writer.add(bits([203, 0, 113, 7], 32), MaxMindWriter.system(64_499, ""))
        let networks = try read(writer.bytes(recordSize: recordSize))
        #expect(networks.name("203.0.113.7") == "AS64499")
        #expect(networks.name("203.0.113.6") == "unknown")
    }

    @Test("numbers of more than 24 bits, of which 28-bit records keep some in their middle byte")
    func wide() throws {
        let writer = MaxMindWriter(version: 4)
        writer.add(bits([192, 0, 2, 0], 24), MaxMindWriter.text(String(repeating: "x", count: 100)))
        // 17 MB of data that nobody asks for, but for its first byte: an empty text.
        writer.add(bits([192, 0, 3, 0], 24), [2 << 5] + [UInt8](repeating: 0, count: 17 << 20))
        writer.add(bits([203, 0, 113, 0], 24), MaxMindWriter.system(64_499, "FAR"))
        let networks = try read(writer.bytes(recordSize: 28))
        #expect(networks.name("203.0.113.200") == "AS64499 FAR")
        #expect(networks.name("192.0.2.1") == "unknown")
    }

    @Test("a file of other facts is refused, and says what it is")
    func otherKind() throws {
        let writer = MaxMindWriter(version: 6)
        writer.add(ipv6([0x20, 0x01, 0x0D, 0xB8], 32), MaxMindWriter.map([("country", MaxMindWriter.text("ZZ"))]))
        let error = #expect(throws: NetworkFileError.self) { try read(writer.bytes(recordSize: 24)) }
        #expect(error?.description.contains("(Example-ASN) holds no autonomous systems. Take GeoLite2-ASN") == true)
    }

    @Test("circles, pointers at themselves and trees that do not fit are damage, and end")
    func hostile() throws {
        let circle = MaxMindWriter(version: 6)
        circle.add(ipv6([0x20, 0x01, 0x0D, 0xB8], 32), MaxMindWriter.pointer(0))
        let damaged = #expect(throws: NetworkFileError.self) { try read(circle.bytes(recordSize: 24)) }
        #expect(damaged?.description.contains("damaged, near byte") == true)
        for (name, value) in [("node_count", UInt64(1 << 31)), ("record_size", 25), ("ip_version", 5)] {
            let writer = writer()
            writer.metadata = [(name, MaxMindWriter.number(value))]
            let error = #expect(throws: NetworkFileError.self) { try read(writer.bytes(recordSize: 24)) }
            #expect(error?.description.contains("metadata") == true, "\(name)")
        }
    }

    @Test("whatever bytes are changed or cut off, reading ends", arguments: 0..<300)
    func mutated(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        var bytes = writer().bytes(recordSize: [24, 28, 32][Int(seed % 3)])
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if seed % 5 == 0 { bytes.removeFirst(Int.random(in: 0..<bytes.count, using: &random)) }
        if seed % 7 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
        do {
            _ = try read(bytes)
        } catch is NetworkFileError {}
    }
}
