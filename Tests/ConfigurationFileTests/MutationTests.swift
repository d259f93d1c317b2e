import ConfigurationFile
import Registry
import Testing

/// Whatever stands in the file, there is an answer, and it has a place.
struct MutationTests {
    @Test(arguments: Fixture.good + Fixture.bad)
    func survives(fixture: Fixture) throws {
        let original = Array(try fixture.text.utf8)
        var state = UInt64(original.count)
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(bound, 1)
        }
        let alphabet = Array("\n\t \"'#&*-:[]{}!|>%?,.<~\\\u{0}\u{85}é0a".utf8)
        for _ in 0..<100 {
            var bytes = original
            for _ in 0...random(4) {
                let index = random(bytes.count)
                switch random(3) {
                case 0: bytes.insert(alphabet[random(alphabet.count)], at: index)
                case 1 where index < bytes.count: bytes.remove(at: index)
                case 2 where index < bytes.count: bytes[index] = alphabet[random(alphabet.count)]
                default: bytes = Array(bytes[..<index])
                }
            }
            do {
                let configuration = try Configuration(yaml: String(decoding: bytes, as: UTF8.self), file: "ebb.yaml")
                #expect(try Configuration(yaml: configuration.yaml(), file: "printed") == configuration)
            } catch {
                #expect(error.line >= 1 && error.column >= 1 && !error.remedy.isEmpty)
            }
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "&a [*a, "])
    func survivesDepth(opening: String) throws {
        #expect(throws: ConfigurationError.self) {
            try Configuration(yaml: String(repeating: opening, count: 100_000), file: "ebb.yaml")
        }
    }
}
