import EbbTesting
import Testing

struct StoreTests {
    @Test("every store keeps to every rule", arguments: StoreKind.allCases, StoreRule.all)
    func rule(_ kind: StoreKind, _ rule: StoreRule) throws {
        try kind.withStore { try rule.check($0) }
    }
}
