import EbbTesting
import Registry
import Testing

struct ClientTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("192.0.2.1:443", "192.0.2.1"), ("192.0.2.1:0", "192.0.2.1"), ("192.0.2.1:65535", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"), ("[::ffff:192.0.2.1]:80", "192.0.2.1"),
        ("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("[2001:db8::1]:443", "2001:db8::/64"), ("[2001:db8::1]", "2001:db8::/64"),
        ("2001:db8::1:443", "2001:db8::/64"),
        ("2001:db8:0:1::", "2001:db8:0:1::/64"), ("fe80::1%eth0", "fe80::/64"), ("[fe80::1%25eth0]:80", "fe80::/64"),
        ("1.2.3.x", "1.2.3.0"), ("1.2.3.xxx", "1.2.3.0"), ("123.213.122.XX", "123.213.122.0"), ("1.2.3.*", "1.2.3.0"),
        ("1.2.x.x", "1.2.0.0"), ("1.2.3.4/24", "1.2.3.0"), ("1.2.3.0/24", "1.2.3.0"), ("1.2.3.4/32", "1.2.3.4"),
        ("9.9.9.9/0", "0.0.0.0"), ("2001:db8:1:2::/48", "2001:db8:1::/64"),
        ("2001:db8:1:2::5/128", "2001:db8:1:2::/64"),
        ("::ffff:1.2.3.4/120", "1.2.3.0"), ("::1", "::/64"), ("::", "::/64"), ("64:ff9b::192.0.2.1", "64:ff9b::/64"),
        ("0:0:0:1::", "0:0:0:1::/64"),
    ])
    func readsAddresses(text: String, shown: String) {
        #expect(Client(text).description == shown)
        #expect(Client(text) != .unknown)
    }

    @Test(arguments: [
        "", "-", "unknown", "localhost", "_gateway", "[REDACTED]", "12.34.178.90.32", "256.1.1.1", "1.2.3",
        "1.2.3.", ".1.2.3", "1.2.3.4.", "01.2.3.4", "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:123456", "1.2.3.4:8a",
        "1.2.3.4x",
        "1.2.3.4, 5.6.7.8", " 1.2.3.4", "1.2.3.4 ", "[1.2.3.4]", "[1.2.3.4]:80", "1.2.3.4%eth0", "0x7f.1", "2130706433",
        ":", ":::", "1:2", "1::2::3", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8",
        "12345::", "g::", "::1.2.3", "::1.2.3.4.5", "1.2.3.4::", "[]", "[", "]", "[::1", "::1]", "[::1]x", "[::1]:",
        "[::1]:99999", "fe80::1%", "::1:%x", "1:2:3:4:5:6:7:8:%x", "%eth0", "[%eth0]",
        "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/x", "1.2.3.4:80/24", "::/129", "x.2.3.4", "1.x.3.4",
        "1.2.3.x*",
        "1.2.3.x:80", "x.x.x.x", "*.*.*.*", "1.2.3.x.", "::/1/1", "a..example", ".a.example", "a.b c", "a.1", "a.b",
        "a.example:", "a.example:70000", "a.example:x", "ex\u{e4}mple.de",
        "0:fffb::1", "0:ffff:c000:201::", "0:fffe::", "0:fffd::1", "0:fffc::2",
    ])
    func takesAnythingElseForUnknown(text: String) {
        #expect(Client(text) == .unknown)
        #expect(Client(text).description == "-")
    }

    @Test(arguments: ["build-7.example.com", "BUILD-7.Example.COM", "build-7.example.com.", "build-7.example.com:443"])
    func takesHostNamesForClientsOfTheirOwn(text: String) {
        #expect(Client(text).description == "host-29419e84")
        #expect(Client(text).description(as: .exact) != Client("build-8.example.com").description)
        #expect(Client(hostDescription: "host-29419e84") == Client(text))
        #expect(Client(text).masked(by: .prefix) == .unknown)
        #expect(Client(text).masked(by: .none) == .hidden)
        let key = PrivacyKey(bytes: [UInt8](repeating: 1, count: 16).span)
        #expect(Client(text).masked(by: .keyed, key: key).description(as: .keyed).hasPrefix("client-"))
        #expect(!Client(text).isNobody)
    }

    @Test func aNameMayBeAsLongAsDNSAllows() {
        let name = String(repeating: "a.", count: 125) + "com"
        #expect(Client(name) != .unknown)
        #expect(Client("a" + name + "a") == .unknown)
    }

    @Test func idsStandInStores() {
        #expect(Client("192.0.2.1").id == 0x0000_FFFF_C000_0201)
        #expect(Client("2001:db8:1:2:3:4:5:6").id == 0x2001_0DB8_0001_0002)
        #expect(Client("-").id == 0x0000_FFFE_0000_0000)
        #expect(Client.hidden.id == 0x0000_FFFD_0000_0000)
        #expect(Client.hidden.description == "(none)")
        #expect(Client.forgotten(7).id == 0x0000_FFFC_0000_0007)
        #expect(Client.forgotten(7).description == "(forgotten)")
        #expect(Client(id: Client("192.0.2.1").id) == Client("192.0.2.1"))
    }

    @Test func agreesWithItsTwinOnRandomAddresses() {
        var generator = SeededGenerator(2)
        for _ in 0..<20_000 {
            let text = NaiveClient.randomAddress(using: &generator)
            #expect(Client(text) == NaiveClient.client(text), "\(text)")
        }
    }

    @Test func agreesWithItsTwinOnMutatedAddresses() {
        var generator = SeededGenerator(3)
        let alphabet = Array("0123456789abcdefF:.[]%x-*/ zX_".utf8)
        for _ in 0..<100_000 {
            var bytes = Array(NaiveClient.randomAddress(using: &generator).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0...bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)], at: index)
                case 1 where index < bytes.count: bytes.remove(at: index)
                case 2 where index < bytes.count:
                    bytes[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                default: bytes = Array(bytes[..<index])
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(Client(text) == NaiveClient.client(text), "\(text)")
        }
    }

    @Test func survivesRandomBytes() {
        var generator = SeededGenerator(4)
        for length in 0..<2_000 {
            let bytes = (0..<length % 60).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Client(address: bytes.span) == .unknown)
        }
    }
}

extension Client {
    init(_ text: String) { self.init(address: Array(text.utf8).span) }
}
