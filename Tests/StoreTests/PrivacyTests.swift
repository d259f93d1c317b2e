import EbbTesting
import Registry
import Store
import Testing

struct PrivacyTests {
    private let requests = [old.from("192.0.2.1"), old.from("192.0.2.2").on("2023-03-21")]

    @Test("numbers of one day's key are not joined over days", arguments: StoreKind.allCases)
    func dailyKey(_ kind: StoreKind) throws {
        let refusal = try kind.refusal(Query(.clients), requests, clientForm: "keyed daily")
        #expect(refusal.contains("one period of its key (keyed daily)"))
        #expect(refusal.contains("--from and --to"))
        let day = Query(.clients) { $0.from = Day("2023-03-21") }
        let answer = try kind.ask(day, requests, clientForm: "keyed daily")
        #expect(answer.table("client").allSatisfy { $0.hasPrefix("client-") && $0.utf8.count == 23 })
        #expect(try kind.ask(Query(.images), requests, clientForm: "keyed daily").table("clients") == ["–"])
        #expect(try kind.ask(Query(.tools), requests, clientForm: "keyed daily").table("clients") == ["–"])
        #expect(try kind.ask(Query(.clients), requests, clientForm: "keyed monthly").rows.count == 2)
        #expect(try kind.ask(Query(.images), requests, clientForm: "keyed never").table("clients") == ["2"])
    }

    @Test("a store without clients says so", arguments: StoreKind.allCases)
    func none(_ kind: StoreKind) throws {
        #expect(try kind.refusal(Query(.clients), requests, clientForm: "none").contains("privacy.store: none"))
        #expect(try kind.ask(Query(.images), requests, clientForm: "none").table("clients") == ["–"])
        #expect(try kind.ask(Query(.tools), requests, clientForm: "none").table("clients") == ["–"])
    }

    @Test("prefixes are shown as prefixes", arguments: StoreKind.allCases)
    func prefix(_ kind: StoreKind) throws {
        let requests = [old.from("192.0.2.0"), old.from("2001:db8:1::")]
        let answer = try kind.ask(Query(.clients) { $0.sort = "client" }, requests, clientForm: "prefix")
        #expect(answer.table("client") == ["192.0.2.0/24", "2001:db8:1::/48"])
    }
}
