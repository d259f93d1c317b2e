import Registry
import Testing

struct PrivacyTests {
    private static let ipv4 = Client("192.0.2.77")
    private static let ipv6 = Client("2001:db8:1:2::3")
    private static let key = PrivacyKey(bytes: Array(0..<16).span)

    @Test func prefixesAre24And48Bits() {
        #expect(Self.ipv4.masked(by: .prefix).description(as: .prefix) == "192.0.2.0/24")
        #expect(Self.ipv6.masked(by: .prefix).description(as: .prefix) == "2001:db8:1::/48")
        #expect(Client("2001:db8::").masked(by: .prefix).description(as: .prefix) == "2001:db8::/48")
        #expect(Client("::1").masked(by: .prefix).description(as: .prefix) == "::/48")
        #expect(Self.ipv4.masked(by: .prefix) == Client("192.0.2.200").masked(by: .prefix))
        #expect(Self.ipv4.masked(by: .prefix) != Client("192.0.3.77").masked(by: .prefix))
    }

    @Test func keyedIdsAreHashes() throws {
        let key = try #require(Self.key)
        let client = Self.ipv4.masked(by: .keyed, key: key)
        #expect(client.id == key.hash(Self.ipv4.id))
        #expect(client.description(as: .keyed).wholeMatch(of: /client-[0-9a-f]{16}/) != nil)
        #expect(Client(id: 0xAB).description(as: .keyed) == "client-00000000000000ab")
    }

    @Test func withoutAKeyNobodyIsShown() {
        #expect(Self.ipv4.masked(by: .keyed) == .hidden)
        #expect(Self.ipv6.masked(by: .none) == .hidden)
        #expect(Self.ipv6.masked(by: .exact) == Self.ipv6)
    }

    @Test(arguments: PrivacyMode.allCases)
    func nobodyStaysNobody(mode: PrivacyMode) {
        #expect(Client.unknown.masked(by: mode, key: Self.key) == .unknown)
        #expect(Client.hidden.masked(by: mode, key: Self.key) == .hidden)
        #expect(Client.forgotten(7).masked(by: mode, key: Self.key) == .forgotten(7))
        #expect(Client.unknown.description(as: mode) == "-")
        #expect(Client.forgotten(7).description(as: mode) == "(forgotten)")
        #expect(Client.hidden.description(as: mode) == "(none)")
    }

    @Test func defaultsAreTheDocumentedOnes() {
        let privacy = Privacy()
        #expect(privacy.store == .exact && privacy.show == .prefix)
        #expect(privacy.minimumGroup == 5 && privacy.forgetAfterDays == 90)
        #expect(privacy.rotation == .daily && privacy.keyFile == nil)
    }
}
