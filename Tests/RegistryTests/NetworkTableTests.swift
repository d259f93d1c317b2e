import EbbTesting
import Registry
import Testing

struct NetworkTableTests {
    private func client(_ address: String) -> Client { Client(address: Array(address.utf8).span) }

    private func table(_ networks: [(String, CloudRegion)]) throws -> NetworkTable {
        var builder = NetworkTableBuilder()
        for (network, region) in networks { builder.add(try #require(IPNetwork(network)), region) }
        return builder.table()
    }

    private func name(_ address: String, in table: NetworkTable) -> String {
        table.name(table.number(of: client(address)))
    }

    @Test("the longest of nested prefixes counts, and around it the next longer one")
    func nested() throws {
        let table = try table([
            ("198.51.0.0/16", .aws("us-east-1")), ("198.51.100.0/24", .aws("eu-west-1")),
            ("198.51.100.128/25", .aws("eu-west-2")), ("198.51.100.255/32", .google("us-central1")),
            ("2001:db8::/32", .google(nil)), ("2001:db8:8000::/33", .aws("ap-south-1")),
            ("2001:db8:ffff:ffff::/64", .azure("eastus2")),
        ])
        let expected = [
            ("198.50.255.255", "unknown"), ("198.51.0.0", "aws us-east-1"), ("198.51.99.255", "aws us-east-1"),
            ("198.51.100.0", "aws eu-west-1"), ("198.51.100.127", "aws eu-west-1"),
            ("198.51.100.128", "aws eu-west-2"), ("198.51.100.254", "aws eu-west-2"),
            ("198.51.100.255", "google us-central1"), ("198.51.101.0", "aws us-east-1"),
            ("198.51.255.255", "aws us-east-1"), ("198.52.0.0", "unknown"),
            ("2001:db7:ffff::", "unknown"), ("2001:db8::1", "google"), ("2001:db8:7fff:ffff:ffff::", "google"),
            ("2001:db8:8000::", "aws ap-south-1"), ("2001:db8:ffff:fffe::", "aws ap-south-1"),
            ("2001:db8:ffff:ffff:1:2:3:4", "azure eastus2"), ("2001:db9::", "unknown"),
        ]
        for (address, network) in expected { #expect(name(address, in: table) == network, "\(address)") }
    }

    @Test("of one prefix in two lists, the one with a region counts, then the one that came first")
    func equal() throws {
        let table = try table([
            ("192.0.2.0/24", .aws("GLOBAL")), ("192.0.2.0/24", .google(nil)), ("192.0.2.0/24", .aws("us-east-1")),
            ("192.0.2.0/24", .azure("eastus2")), ("203.0.113.0/24", .google(nil)), ("203.0.113.0/24", .aws("GLOBAL")),
        ])
        #expect(name("192.0.2.7", in: table) == "aws us-east-1")
        #expect(name("203.0.113.7", in: table) == "google")
    }

    @Test("the ends of the address space, and whole address spaces, are prefixes like others")
    func ends() throws {
        let table = try table([
            ("0.0.0.0/0", .aws("a")), ("::/0", .aws("b")), ("0.0.0.0/32", .aws("c")), ("255.255.255.255/32", .aws("d")),
            ("ffff:ffff:ffff:ffff::/64", .aws("e")),
        ])
        let expected = [
            ("0.0.0.0", "c"), ("0.0.0.1", "a"), ("255.255.255.254", "a"), ("255.255.255.255", "d"), ("::1", "b"),
            ("ffff:ffff:ffff:fffe::", "b"), ("ffff:ffff:ffff:ffff::1", "e"), ("::ffff:192.0.2.1", "a"),
        ]
        for (address, region) in expected { #expect(name(address, in: table) == "aws \(region)", "\(address)") }
    }

    @Test("who has no address is in no network, whatever prefixes there are")
    func nobody() throws {
        let table = try table([("::/0", .aws("a")), ("0.0.0.0/0", .aws("b")), ("0:fffe::/32", .aws("c"))])
        let nobody = [
            Client.unknown, .hidden, .forgotten(0), .forgotten(7), client("build.example.com"), client("garbage"),
        ]
        for client in nobody { #expect(table.number(of: client) == NetworkTable.unknown, "\(client)") }
        #expect(table.network(of: .unknown) == Network())
    }

    @Test("a prefix of IPv6 below /64 says nothing, since clients keep the upper 64 bits")
    func smallerThanAClient() throws {
        let table = try table([("2001:db8::/65", .aws("a")), ("2001:db8:0:1::/64", .aws("b"))])
        #expect(name("2001:db8::1", in: table) == "unknown")
        #expect(name("2001:db8:0:1::1", in: table) == "aws b")
    }

    @Test("an autonomous system names whom no cloud does, and is known beside it")
    func systems() throws {
        var builder = NetworkTableBuilder()
        let system = AutonomousSystem(number: 64_500, name: "EXAMPLE-NET")
        // 198.51.100.3 and 198.51.101.5
        let (first, last) = (IPAddress(bits: 0xFFFF_C633_6403), IPAddress(bits: 0xFFFF_C633_6505))
        builder.add(from: first, through: last, system)
        builder.add(try #require(IPNetwork("198.51.100.0/28")), .aws("eu-west-1"))
        builder.add(try #require(IPNetwork("2001:db8::/32")), AutonomousSystem(number: 64_501, name: ""))
        let table = builder.table()
        let expected = [
            ("198.51.99.255", "unknown"), ("198.51.100.2", "aws eu-west-1"), ("198.51.100.15", "aws eu-west-1"),
            ("198.51.100.16", "AS64500 EXAMPLE-NET"), ("198.51.101.5", "AS64500 EXAMPLE-NET"),
            ("198.51.101.6", "unknown"), ("2001:db8:1::", "AS64501"),
        ]
        for (address, network) in expected { #expect(name(address, in: table) == network, "\(address)") }
        #expect(table.network(of: client("198.51.100.2")) == Network(cloud: .aws("eu-west-1")))
        #expect(table.network(of: client("198.51.100.3")) == Network(cloud: .aws("eu-west-1"), system: system))
    }

    @Test("a range of addresses is made up of prefixes exactly", arguments: 0..<200)
    func ranges(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        let one = UInt32.random(in: 0...4_000, using: &random)
        let other = min(4_095, UInt32.random(in: one...4_400, using: &random))
        let base: UInt32 = seed % 2 == 0 ? 0xFFFF_F000 : 0xC000_0000
        let (first, end) = (base + one, base + other)
        var builder = NetworkTableBuilder()
        builder.add(
            from: IPAddress(bits: 0xFFFF_0000_0000 | UInt128(first)),
            through: IPAddress(bits: 0xFFFF_0000_0000 | UInt128(end)),
            AutonomousSystem(number: 1, name: "")
        )
        let table = builder.table()
        for address in (first - 2)...end {
            #expect((table.number(of: Client(ipv4: address)) == 0) == (first...end ~= address), "\(address)")
        }
        if end < .max { #expect(table.number(of: Client(ipv4: end + 1)) == NetworkTable.unknown) }
    }

    @Test("many prefixes, spread over the address space, give what going through all of them gives")
    func manyTwins() throws {
        var random = SeededGenerator(9)
        var builder = NetworkTableBuilder()
        var twin = NaiveNetworks()
        func address(_ isIPv4: Bool) -> String {
            let bits = random.next()
            guard !isIPv4 else { return [24, 16, 8, 0].map { String(bits >> $0 & 0xFF) }.joined(separator: ".") }
            let groups = [48, 32, 16].map { String(bits >> $0 & 0xFFFF, radix: 16) }
            return (["26\(String(bits & 1 == 0 ? "00" : "20"))"] + groups).joined(separator: ":") + "::"
        }
        for number in 0..<3_000 {
            let isIPv4 = number % 2 == 0
            let text = address(isIPv4) + "/\(Int.random(in: isIPv4 ? 6...32 : 18...64, using: &random))"
            let region = CloudRegion.aws("region-\(number % 50)")
            builder.add(try #require(IPNetwork(text)), region)
            try twin.add(text, region)
        }
        let table = builder.table()
        for number in 0..<600 {
            let text = address(number % 2 == 0)
            #expect(table.network(of: client(text)).cloud == (try twin.region(of: text)), "\(text)")
        }
        // Both sides of each border.
        for entry in twin.entries.prefix(400) {
            let isIPv4 = entry.length >= 96 && entry.bytes[..<10].allSatisfy { $0 == 0 }
            let id = entry.bytes[(isIPv4 ? 8 : 0)..<(isIPv4 ? 16 : 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let size = UInt64(1) << UInt64(isIPv4 ? 128 - entry.length : 64 - entry.length)
            let first = id & ~(size - 1)
            for id in [first &- 1, first, first + size - 1, first &+ size] {
                let client = Client(id: id)
                let text = client.description.replacing("/64", with: "")
                #expect(table.network(of: client).cloud == (try twin.region(of: text)), "\(text)")
            }
        }
    }

    @Test("random nested prefixes of two versions give what going through all of them gives", arguments: 0..<40)
    func twin(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        var builder = NetworkTableBuilder()
        var twin = NaiveNetworks()
        let clouds = [
            CloudRegion.aws("GLOBAL"), .aws("us-east-1"), .google(nil), .google("europe-west1"), .azure("eastus2"),
        ]
        for _ in 0..<120 {
            // Few bits differ, so that prefixes nest deeply and often are the same.
            let isIPv4 = Bool.random(using: &random)
            let text =
                isIPv4
                ? "198.51.\(random.next() & 0x81).\(random.next() & 0xC3)/\(Int.random(in: 12...32, using: &random))"
                : "2001:db8:\(String(random.next() & 0x8001, radix: 16)):\(String(random.next() & 0xC003, radix: 16))::"
                    + "/\(Int.random(in: 30...66, using: &random))"
            let region = try #require(clouds.randomElement(using: &random))
            builder.add(try #require(IPNetwork(text)), region)
            try twin.add(text, region)
        }
        let table = builder.table()
        var differs = 0
        for _ in 0..<300 {
            let address =
                Bool.random(using: &random)
                ? "198.51.\(random.next() & 0xC3).\(random.next() & 0xE7)"
                : "2001:db8:\(String(random.next() & 0xC003, radix: 16)):\(String(random.next() & 0xE007, radix: 16))::1"
            let expected = try twin.region(of: address)
            #expect(table.network(of: client(address)).cloud == expected, "\(address)")
            if try twin.region(of: address, isLongest: false) != expected { differs += 1 }
        }
        // The prefixes are such that a table of the shortest match errs.
        #expect(differs > 30)
    }
}

extension CloudRegion {
    fileprivate static func aws(_ region: String?) -> Self { CloudRegion(cloud: "aws", region: region) }
    fileprivate static func google(_ region: String?) -> Self { CloudRegion(cloud: "google", region: region) }
    fileprivate static func azure(_ region: String?) -> Self { CloudRegion(cloud: "azure", region: region) }
}
