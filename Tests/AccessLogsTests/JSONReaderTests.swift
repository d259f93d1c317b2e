import AccessLogs
import EbbTesting
import Foundation
import Testing

struct JSONReaderTests {
    private let paths = ["a", "b.c", "b.d.e", "list.x", "b"]

    /// What a reader found, as text by path; the position where the document is no JSON.
    private func read(_ text: String) -> (values: [String?], failure: Int?) {
        var reader = JSONReader(JSONPaths(paths))
        let bytes = Array(text.utf8)
        let failure = reader.read(bytes.span, bytes.indices)?.offset
        let values = reader.values.map { value -> String? in
            switch value.kind {
            case .absent: nil
            case .object: "{}"
            default: String(decoding: bytes[value.range.indices], as: UTF8.self)
            }
        }
        return (values, failure)
    }

    @Test(
        arguments: [
            (#"{"a":1}"#, ["1", nil, nil, nil, nil]),
            (
                #" { "b" : { "c" : "x" , "d" : { "e" : -1.5e+3 } } , "a" : null } "#,
                ["null", "x", "-1.5e+3", nil, "{}"]
            ),
            (#"{"b":{"d":{"e":true,"c":1},"z":{"c":9}},"c":7}"#, [nil, nil, "true", nil, "{}"]),
            (#"{"list":[{"x":1},{"x":2}],"a":["first","second"]}"#, ["first", nil, nil, "1", nil]),
            (#"{"b.c":"x","\u0061":1,"b.d.e":2}"#, ["1", "x", "2", nil, nil]),
            (#"{"a":"say \"hi\" \u00e9"}"#, [#"say \"hi\" \u00e9"#, nil, nil, nil, nil]),
            (#"{"x":[[[{"a":1}]],{}],"":{}}"#, [nil, nil, nil, nil, nil]),
            ("17", [nil, nil, nil, nil, nil]), ("[]", [nil, nil, nil, nil, nil]),
        ] as [(String, [String?])]
    )
    func findsWhatIsWanted(text: String, expected: [String?]) {
        let result = read(text)
        #expect(result.failure == nil)
        #expect(result.values == expected)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), (#"{"a""#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a":1}}"#, 7), (#"{"a":01}"#, 6),
        (#"{"a":1.}"#, 7), (#"{"a":tru}"#, 5), (#"{"a":"\q"}"#, 6), (#"{"a":"\u12g4"}"#, 6), (#"{"a":"x}"#, 8),
        ("[1,]", 3), ("[1 2]", 3), ("nul", 0), (#"{a:1}"#, 1), ("-", 1), ("1e", 2),
    ])
    func saysWhereItIsNoJSON(text: String, position: Int) {
        #expect(read(text).failure == position)
    }

    @Test(
        arguments: [
            (#"{"a":1,"a":2}"#, 11, .duplicateKey), (#"{"b":{"c":1},"b.c":2}"#, 19, .duplicateKey),
            (#"{"b":{"c":1,"c":2}}"#, 16, .duplicateKey), (#"{"x":"\ud800"}"#, 6, .loneSurrogate),
            (#"{"x":"\udc00\ud800"}"#, 6, .loneSurrogate), (#"{"\ud83d\u0041":1}"#, 2, .loneSurrogate),
            (#"{"x":"\ud83d"#, 6, .loneSurrogate), (#"{"x":"\q"}"#, 6, .badEscape), (#"{"x":"\u12"}"#, 6, .badEscape),
            (#"{"x":"\"#, 6, .badEscape), (#"{"x":"\n"#, 8, .badJSON),
            (String(repeating: "[", count: 100), 64, .nestedTooDeep),
        ] as [(String, Int, RejectReason)]
    )
    func saysWhyItIsRefused(text: String, offset: Int, reason: RejectReason) {
        var reader = JSONReader(JSONPaths(paths))
        let bytes = Array(text.utf8)
        #expect(reader.read(bytes.span, bytes.indices) == JSONFailure(reason: reason, offset: offset))
    }

    @Test(arguments: [#"{"x":1,"x":2}"#, #"{"a":"\ud83d\ude00"}"#, #"{"list":[{"x":1},{"x":2}]}"#])
    func whatIsNoFault(text: String) {
        #expect(read(text).failure == nil)
    }

    @Test func nestsAsDeepAsTheLimit() {
        let limit = JSONReader.depthLimit
        let open = String(repeating: "[", count: limit)
        let close = String(repeating: "]", count: limit)
        #expect(read(open + close).failure == nil)
        #expect(read("[" + open + close + "]").failure == limit)
        #expect(read(String(repeating: "[", count: 1_000_000)).failure == limit)
        #expect(read(String(repeating: #"{"b":"#, count: 100_000)).failure != nil)
    }

    /// Foundation agrees on what is JSON.
    @Test func agreesWithFoundation() {
        var generator = SeededGenerator(3)
        let document = Array(
            #"{"a":[1,-2.5e3,{"b":{"c":"x\n","d":null}}],"list":[true,false],"b":{"c":"\u0041"},"n":0}"#.utf8
        )
        let alphabet = Array(#"{}[]:,"\u0123456789abcdeftrulns.-+E "#.utf8)
        for _ in 0..<3000 {
            var text = document
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let index = Int.random(in: text.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text.remove(at: index)
                case 1: text.insert(text[index], at: index)
                default: text[index] = alphabet.randomElement(using: &generator) ?? 0
                }
            }
            var reader = JSONReader(JSONPaths(paths))
            let failure = reader.read(text.span, text.indices)
            let object = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
            #expect((failure == nil) == (object != nil), "\(String(decoding: text, as: UTF8.self))")
        }
    }
}
