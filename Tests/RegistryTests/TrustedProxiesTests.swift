import EbbTesting
import Foundation
import Registry
import Testing

struct TrustedProxiesTests {
    private static let front = TrustedProxies.networks(
        ["10.0.0.0/8", "35.191.0.0/16", "2600:1901::/48", "192.0.2.7"].compactMap(IPNetwork.init)
    )

    @Test(
        "the client is the last address that is no trusted proxy",
        arguments: [
            ("203.0.113.9", "", "203.0.113.9"), ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.1.2.3", "198.51.100.1", "198.51.100.1"), ("10.1.2.3:80", "198.51.100.1:4711", "198.51.100.1"),
            ("10.1.2.3", "6.6.6.6, 198.51.100.1, 35.191.4.5", "198.51.100.1"),
            ("10.1.2.3", "6.6.6.6,198.51.100.1 ,\t35.191.4.5,,", "198.51.100.1"),
            ("::ffff:10.1.2.3", "2001:db8:1:2::9, 2600:1901:0:8::", "2001:db8:1:2::/64"),
            ("192.0.2.7", "192.0.2.8", "192.0.2.8"), ("192.0.2.8", "192.0.2.7", "192.0.2.8"),
            // All are trusted: the leftmost.
            ("10.1.2.3", "10.7.7.7, 35.191.4.5", "10.7.7.7"), ("10.1.2.3", "", "10.1.2.3"),
            ("10.1.2.3", " , ", "10.1.2.3"),
            // The peer is not logged, or came by a socket.
            ("", "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"), ("unix:", "198.51.100.1", "198.51.100.1"),
            ("@", "198.51.100.1", "198.51.100.1"), ("-", "198.51.100.1", "198.51.100.1"), ("", "", "-"),
            // What a trusted proxy can't name, nobody behind it can.
            ("10.1.2.3", "6.6.6.6, unknown, 10.0.0.1", "-"), ("10.1.2.3", "6.6.6.6, _hidden", "-"),
            ("10.1.2.3", "build.example.com", "host-277412f0"), ("garbage", "6.6.6.6", "-"),
            // RFC 7239.
            ("10.1.2.3", "for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            (
                "10.1.2.3", "for=6.6.6.6, proto=https; For=\"[2001:db8:cafe::17]:4711\" ;by=10.0.0.1",
                "2001:db8:cafe::/64"
            ),
            ("10.1.2.3", #"for=\"[2001:db8:cafe::17]\", for=10.0.0.9"#, "2001:db8:cafe::/64"),
            ("10.1.2.3", "for=6.6.6.6, proto=https", "-"), ("10.1.2.3", "by=6.6.6.6", "-"), ("10.1.2.3", "for=", "-"),
        ]
    )
    func networks(peer: String, chain: String, client: String) {
        #expect(Self.front.client(peer, chain) == client)
    }

    @Test(
        "or the address that many places from the end",
        arguments: [
            (1, "6.6.6.6, 198.51.100.1, 35.191.4.5", "35.191.4.5"),
            (2, "6.6.6.6, 198.51.100.1, 35.191.4.5", "198.51.100.1"),
            (2, "198.51.100.1,35.191.4.5", "198.51.100.1"), (2, "198.51.100.1", "-"), (1, "", "-"), (3, ",,,,", "-"),
            (2, "unknown, 35.191.4.5", "-"),
        ]
    )
    func hops(hops: Int, chain: String, client: String) {
        #expect(TrustedProxies.hops(hops).client("203.0.113.9", chain) == client)
    }

    @Test(
        "without a word of proxies it is the peer, or else the first of the chain",
        arguments: [
            ("203.0.113.9", "6.6.6.6", "203.0.113.9"), ("", "6.6.6.6, 10.0.0.1", "6.6.6.6"), ("", "", "-"),
            ("garbage", "6.6.6.6", "-"), ("", "unknown, 10.0.0.1", "-"),
        ]
    )
    func peer(peer: String, chain: String, client: String) {
        #expect(Client(peer: Array(peer.utf8).span, chain: Array(chain.utf8).span).description == client)
    }

    @Test func agreesWithItsTwinOnMutatedChains() {
        var generator = SeededGenerator(5)
        let alphabet = Array(",;= \"\\for=unknown10.x:[]".utf8)
        for _ in 0..<20_000 {
            var places = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                let near = ["10.1.1.1", "35.191.0.9", "for=10.2.3.4;by=x", "For=\"[2600:1901::5]:80\""]
                return Bool.random(using: &generator)
                    ? near[Int.random(in: 0..<near.count, using: &generator)]
                    : NaiveClient.randomAddress(using: &generator)
            }
            let peer = places.popLast() ?? ""
            var chain = Array(places.joined(separator: ", ").utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let index = Int.random(in: 0...chain.count, using: &generator)
                chain.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)], at: index)
            }
            let text = String(decoding: chain, as: UTF8.self)
            #expect(Self.front.client(peer, text) == NaiveChain.trusted(peer, text), "\(peer) | \(text)")
            #expect(TrustedProxies.hops(2).client(peer, text) == NaiveChain.hop(2, text), "\(text)")
        }
    }

    @Test func networksReadAndWriteTheSame() throws {
        for text in ["10.0.0.0/8", "0.0.0.0/0", "192.0.2.1/32", "2001:db8:0:0:0:0:0:0/32", "0:0:0:0:0:0:0:0/0"] {
            let network = try #require(IPNetwork(text))
            #expect(network.description == text)
            let coded = try JSONDecoder().decode(IPNetwork.self, from: JSONEncoder().encode(network))
            #expect(coded == network)
        }
        for text in [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/8/8", "10.0.0.1:80", "[::1]", "::1%eth0",
        ] {
            #expect(IPNetwork(text) == nil)
        }
    }
}

extension TrustedProxies {
    fileprivate func client(_ peer: String, _ chain: String) -> String {
        client(peer: Array(peer.utf8).span, chain: Array(chain.utf8).span).description
    }
}

/// The slow, obvious twin of `TrustedProxies`, for the networks of these tests.
private enum NaiveChain {
    static func places(_ chain: String) -> [String] {
        chain.components(separatedBy: ",").map(bare).filter { !$0.isEmpty }.map { place in
            guard place.contains("=") else { return place }
            for parameter in place.components(separatedBy: ";") {
                guard let equals = parameter.firstIndex(of: "=") else { continue }
                if bare(String(parameter[..<equals])).lowercased() == "for" {
                    return bare(String(parameter[parameter.index(after: equals)...]))
                }
            }
            return ""
        }
    }

    private static func bare(_ text: String) -> String {
        text.replacing(/^([ \t"\\+]|%20|\\x20)+/, with: "")
            .trimmingCharacters(in: CharacterSet(charactersIn: " \t\"\\+"))
    }

    static func hop(_ hops: Int, _ chain: String) -> String {
        let places = places(chain)
        return places.count < hops ? "-" : NaiveClient.client(places[places.count - hops]).description
    }

    static func trusted(_ peer: String, _ chain: String) -> String {
        var client = NaiveClient.client(peer).description
        if !peer.isEmpty, peer != "-", !isTrusted(peer) { return client }
        for place in places(chain).reversed() {
            client = NaiveClient.client(place).description
            if !isTrusted(place) { break }
        }
        return client
    }

    /// An address in one of the trusted networks; a mask or a network is no address.
    private static func isTrusted(_ text: String) -> Bool {
        guard !text.contains("/"), !text.contains("x") else { return false }
        let client = NaiveClient.client(text).description
        return client.hasPrefix("10.") || client.hasPrefix("35.191.") || client == "192.0.2.7"
            || client.hasPrefix("2600:1901::/") || client.hasPrefix("2600:1901:0:")
    }
}
