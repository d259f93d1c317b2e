import API
import Crypto
import Foundation
import HTTPTypes
import Store
import Testing

struct AccessTests {
    private func token(_ text: String, _ scopes: Set<AccessScope>) -> AccessToken {
        AccessToken(name: text, digest: Array(SHA256.hash(data: Data(text.utf8))), scopes: scopes)
    }

    @Test(arguments: [
        ([AccessScope.read], 200), ([.read, .clients], 200), ([.admin], 200), ([.clients], 403), ([], 403),
    ])
    func scopes(_ scopes: [AccessScope], status: Int) async throws {
        let service = try Service(
            try MemoryStore("pause"),
            tokens: [token("other", [.admin]), token("mine", Set(scopes)), token("third", [.admin])]
        )
        for path in ["/", "/api/v1/clients", "/metrics"] {
            let received = try await service.ask(path, headers: [.authorization: "Bearer mine"])
            #expect(received.status == status)
            #expect(received.body.contains("scope read") == (status == 403))
        }
        await service.end()
    }

    @Test func whoeverSeesClientsSeesThem() async throws {
        let service = try Service(
            try MemoryStore("pause"),
            tokens: [token("reader", [.read]), token("seer", [.read, .clients])]
        )
        let shown = try await service.ask("/api/v1/clients", headers: [.authorization: "Bearer reader"])
        let exact = try await service.ask("/api/v1/clients", headers: [.authorization: "Bearer seer"])
        #expect(exact.body.contains("192.0.2.1\"") && !shown.body.contains("192.0.2.1\""))
        #expect(exact.headers[.cacheControl] == "private, no-cache" && shown.headers[.cacheControl] == "no-cache")
        #expect(exact.headers[.eTag] != shown.headers[.eTag])
        await service.end()
    }

    @Test func aNewTokenOpensItsDoor() async throws {
        let (text, digest) = AccessToken.make()
        let service = try Service(
            try MemoryStore("pause"),
            tokens: [AccessToken(name: "new", digest: digest, scopes: [.read])]
        )
        #expect(try await service.ask("/api/v1/summary", headers: [.authorization: "Bearer \(text)"]).status == 200)
        #expect(
            try await service.ask("/api/v1/summary", headers: [.authorization: "Bearer \(text.dropLast())"]).status
                == 401
        )
        #expect(text.utf8.count == 47 && AccessToken.make().token != text)
        await service.end()
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.255.255.255:1", true), ("[::1]:2", true), ("LocalHost", true),
        ("a.localhost", true), ("localhost.example", false), ("127.0.0.1.example", false), ("127.0.0", false),
        ("127.0.0.256", false), ("128.0.0.1", false), ("[::1", true), ("::1", false), ("", false), ("[]", false),
        ("0.0.0.0", false), ("alocalhost", false), ("127.0.0.+1", false),
    ])
    func loopbackNames(host: String, isLoopback: Bool) {
        #expect(LoopbackName.holds(host: host) == isLoopback)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080", true), ("localhost:0", "localhost:0", true),
        ("[::1]:80", "[::1]:80", true),
        ("0.0.0.0:80", "0.0.0.0:80", false), ("[::]:80", "[::]:80", false),
        ("ebb.example:65535", "ebb.example:65535", false),
    ])
    func addresses(text: String, description: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.description == description && address.isLoopback == isLoopback)
    }
}
