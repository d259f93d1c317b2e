import ConfigurationFile
import Foundation
import Registry
import Schemas
import Testing

/// The words of the schema and those of the decoder; the rest is held together by test_schema.py.
struct SchemaTests {
    @Test(arguments: [
        (["migration", "properties", "preset"], Migration.presetNames),
        (["endpoint", "properties", "role"], Role.allCases.map(\.rawValue)),
        (["endpoint", "properties", "vantage"], Vantage.allCases.map(\.rawValue)),
        (["endpoint", "properties", "observes", "items"], Observes.names.map(\.key)),
        (["mode"], PrivacyMode.allCases.map(\.rawValue)),
        (["privacy", "properties", "rotation"], KeyRotation.allCases.map(\.rawValue)),
        (["token", "properties", "scopes", "items"], ServiceToken.Scope.allCases.map(\.rawValue)),
    ])
    func knowsTheSameWords(path: [String], words: [String]) throws {
        let schema = try JSONSerialization.jsonObject(with: Data(Schemas.configuration.utf8))
        let found = path.reduce((schema as? [String: Any])?["$defs"]) { ($0 as? [String: Any])?[$1] }
        #expect((found as? [String: Any])?["enum"] as? [String] == words)
    }

    @Test func knowsTheSameFields() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(Schemas.configuration.utf8))
        let path = ["$defs", "json", "properties"]
        let found = path.reduce(schema) { ($0 as? [String: Any])?[$1] as Any }
        #expect((found as? [String: Any])?.keys.sorted() == JSONFields.names.sorted())
    }

    @Test func itsDefaultsAreTheDecoders() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(Schemas.configuration.utf8))
        let path = ["$defs", "privacy", "properties"]
        let found = path.reduce(schema) { ($0 as? [String: Any])?[$1] as Any }
        let properties = try #require(found as? [String: [String: Any]])
        let privacy = Privacy()
        #expect(properties["store"]?["default"] as? String == privacy.store.rawValue)
        #expect(properties["show"]?["default"] as? String == privacy.show.rawValue)
        #expect(properties["minimumGroup"]?["default"] as? Int == privacy.minimumGroup)
        #expect(properties["forgetAfterDays"]?["default"] as? Int == privacy.forgetAfterDays)
        #expect(properties["rotation"]?["default"] as? String == privacy.rotation.rawValue)
    }
}
