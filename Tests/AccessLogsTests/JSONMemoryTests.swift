import AccessLogs
import EbbTesting
import Testing

/// What a reader remembers of earlier documents never changes what it says of a later one.
struct JSONMemoryTests {
    private static let paths = ["a", "b", "b.c", "b.d.e", "list.x", "key", "status", "b.list"]

    /// Documents whose members come in few orders or many, between bytes that are none of theirs.
    private struct Documents {
        var generator: SeededGenerator
        /// How many keys there are that nobody wants.
        let otherKeys: Int

        init(seed: UInt64, otherKeys: Int) {
            generator = SeededGenerator(seed)
            self.otherKeys = otherKeys
        }

        mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

        mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }

        mutating func value(_ depth: Int) -> String {
            switch Int.random(in: 0..<(depth > 5 ? 6 : 9), using: &generator) {
            case 0: pick(["0", "17", "-1", "1234567", "12345678", "123456789012", "1.5e3", "200", "-0.0E-7"])
            case 1: pick(["true", "false", "null"])
            case 2: "\"" + String(repeating: "x", count: Int.random(in: 0..<40, using: &generator)) + "\""
            case 3: pick([#""say \"hi\"""#, #""\\""#, #""\ud83d\ude00""#, #""a\/b""#, #""{\"a\":1}""#])
            case 4, 5: pick([#""GET""#, #""1.2.3.4""#, #""""#, "{}", "[]", "[ ]", "{ }"])
            case 6: "[" + list(depth) { $0.value(depth + 1) } + "]"
            default: object(depth + 1)
            }
        }

        mutating func object(_ depth: Int) -> String {
            "{"
                + list(depth) { documents in
                    let wanted = ["a", "b", "c", "d", "e", "list", "x", "key", "status", "b.c", #"\u0061"#]
                    let other = "other \(Int.random(in: 0..<documents.otherKeys, using: &documents.generator))"
                    let key = documents.chance(50) ? documents.pick(wanted) : other
                    return "\"\(key)\"" + documents.pick([":", ":", ":", ": "]) + documents.value(depth + 1)
                } + "}"
        }

        private mutating func list(_ depth: Int, _ element: (inout Documents) -> String) -> String {
            let comma = pick([",", ",", ",", " , "])
            return (0..<Int.random(in: 0...(depth == 0 ? 8 : 4), using: &generator)).map { _ in element(&self) }
                .joined(separator: comma)
        }
    }

    private func expectSame(_ reader: inout JSONReader, _ document: [UInt8], _ generator: inout SeededGenerator) {
        // Whatever stands around a document is none of its business, were it a quote.
        let around = Array("\"}],:\\ 1".utf8)
        let before = (0..<Int.random(in: 0..<20, using: &generator)).map { around[$0 % around.count] }
        let behind = (0..<Int.random(in: 0..<30, using: &generator)).map { around[$0 % around.count] }
        let bytes = before + document + behind
        let range = before.count..<before.count + document.count
        let failure = reader.read(bytes.span, range)
        let twin = TwinJSONReader(bytes[range], Self.paths)
        #expect(failure == twin.failure, "\(String(decoding: document, as: UTF8.self))")
        if failure == nil {
            #expect(reader.values == twin.values, "\(String(decoding: document, as: UTF8.self))")
        }
    }

    /// Each document comes often, whole and damaged, so that most gaps are remembered.
    @Test func damagedDocumentsAmongTheSameOnes() {
        var documents = Documents(seed: 0x6A50, otherKeys: 6)
        var reader = JSONReader(JSONPaths(Self.paths))
        for _ in 0..<60 {
            let document = Array(documents.object(0).utf8)
            for _ in 0..<60 {
                let isWhole = documents.chance(50)
                let text = isWhole ? document : documents.generator.mutated(document)
                expectSame(&reader, text, &documents.generator)
            }
        }
    }

    /// More keys and more ways to nest than there is room for, and long enough that the memory is emptied.
    @Test func moreThanIsRemembered() {
        var documents = Documents(seed: 0x6A51, otherKeys: 10_000)
        var reader = JSONReader(JSONPaths(Self.paths))
        for index in 0..<9000 {
            let nested = (0..<Int.random(in: 0..<70, using: &documents.generator)).map { _ in
                documents.pick(["[", "[[],", "[1,", #"{"a":"#, #"{"b":"#, #"{"c":1,"d":"#])
            }
            let close = nested.reversed().map { $0.hasPrefix("[") ? "]" : "}" }
            let document =
                index.isMultiple(of: 7) ? nested.joined() + "1" + close.joined() : documents.object(0)
            expectSame(&reader, Array(document.utf8), &documents.generator)
        }
    }

    /// A document cut off anywhere, after the reader knows all of it.
    @Test func brokenOffAnywhere() {
        let document = Array(
            #"{"a":"GET","b":{"c":200,"d":{"e":[1,2]},"list":[]},"list":[{"x":"\u00e9"}],"key":null} "#.utf8
        )
        var generator = SeededGenerator(1)
        var reader = JSONReader(JSONPaths(Self.paths))
        expectSame(&reader, document, &generator)
        for end in document.indices {
            expectSame(&reader, Array(document[..<end]), &generator)
            expectSame(&reader, document, &generator)
            expectSame(&reader, Array(document[..<end]) + [0x22] + document[end...], &generator)
        }
    }

    /// The same text is one thing before a number and another before what is none.
    @Test(arguments: [
        [#"{"a":1}"#, #"{"a":"x"}"#, #"{"a":{"x":1}}"#, #"{"a":[1]}"#, #"{"a":}"#, #"{"a": 1}"#, #"{"a":x}"#],
        [#"{"b":[1,2]}"#, #"{"b":[1]}"#, #"{"b":[]}"#, #"{"b":[1,[2]]}"#, #"{"b":[1,]}"#, #"{"b":[],"a":1}"#],
        [#"{"b":{"c":1}}"#, #"{"b":{"c":1},"a":2}"#, #"{"b":{"c":1},"b":{"c":2}}"#, #"{"b":1,"b":{}}"#, #"{"b":{}}"#],
        ["1", "01", "-", "[1]", "[01]", "[-]", "[0]", "[0,0]", "[00,0]", "12345678 ", " 1"],
    ])
    func gapsThatBeginAlike(texts: [String]) {
        var generator = SeededGenerator(2)
        var reader = JSONReader(JSONPaths(Self.paths))
        for _ in 0..<500 {
            expectSame(&reader, Array((texts.randomElement(using: &generator) ?? "").utf8), &generator)
        }
    }

    /// More wanted keys than fit in a word, in every order.
    @Test func manySlots() {
        var generator = SeededGenerator(3)
        let paths = (0..<130).map { "key\($0)" }
        var reader = JSONReader(JSONPaths(paths))
        for _ in 0..<500 {
            let keys = paths.shuffled(using: &generator).prefix(Int.random(in: 0...130, using: &generator))
            let text = Array(("{" + keys.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}").utf8)
            #expect(reader.read(text.span, text.indices) == nil)
            let found = reader.values.enumerated().filter { $0.element.kind == .string }.map { paths[$0.offset] }
            #expect(Set(found) == Set(keys))
            #expect(reader.values.allSatisfy { $0.kind == .string || $0 == JSONValue() })
        }
    }
}
