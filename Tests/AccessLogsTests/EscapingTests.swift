import AccessLogs
import EbbTesting
import Testing

struct EscapingTests {
    private func decoded(_ text: String, _ escaping: Escaping) -> String {
        var output: [UInt8] = []
        escaping.decode(Array(text.utf8).span, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        (#"\x5C(linux\x5C)"#, #"\(linux\)"#), (#"\\(linux\\)"#, #"\(linux\)"#), (#"\(linux\)"#, #"\(linux\)"#),
        (#"say \"hi\" \x22there\x22"#, #"say "hi" "there""#), (#"a\tb\nc\rd"#, "a\tb\nc\rd"),
        (#"\u0022\U0001F433"#, "\"🐳"),
        (#"\x4"#, #"\x4"#), (#"\xZZ\u12"#, #"\xZZ\u12"#), (#"end\"#, #"end\"#), (#"\a\v\b\f"#, "\u{7}\u{B}\u{8}\u{C}"),
        ("", ""), (#"\/"#, #"\/"#),
    ])
    func backslash(text: String, expected: String) {
        #expect(decoded(text, .backslash) == expected)
    }

    @Test(arguments: [
        (#"a\u0026b\/c"#, "a&b/c"), (#"\ud83d\udc33"#, "🐳"), (#"\ud83d!"#, "\u{FFFD}!"), (#"\udc33"#, "\u{FFFD}"),
        (#"\\(linux\\)"#, #"\(linux\)"#), (#"\x22"#, #"\x22"#), (#"\u00e9"#, "é"),
    ])
    func json(text: String, expected: String) {
        #expect(decoded(text, .json) == expected)
    }

    @Test(arguments: [
        ("a%20b%2Fc", "a b/c"), ("%252B", "%2B"), ("%", "%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("100%", "100%"),
    ])
    func percent(text: String, expected: String) {
        #expect(decoded(text, .percent) == expected)
    }

    @Test(arguments: [(#"a""b"#, #"a"b"#), ("\"\"", "\""), (#"a"b"#, #"a"b"#), (#""""""#, #""""#)])
    func doubledQuote(text: String, expected: String) {
        #expect(decoded(text, .doubledQuote) == expected)
    }

    @Test func noneIsACopy() {
        #expect(decoded(#"a\x22%20"""#, .none) == #"a\x22%20"""#)
    }

    /// The fast one finds the next escape by words; its twin looks at each byte.
    @Test(arguments: Escaping.allCases)
    func isTheSameAsByteByByte(escaping: Escaping) {
        var generator = SeededGenerator(7)
        let alphabet = Array("\\\\\\\"\"%%xuUnrtbfav/00041dD8c3f+ zé".utf8)
        for length in 0..<20_000 {
            let text = (0..<length % 50).compactMap { _ in alphabet.randomElement(using: &generator) }
            var fast: [UInt8] = []
            escaping.decode(text.span, into: &fast)
            #expect(fast == NaiveEscaping.decode(text, escaping), "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test(arguments: [#"\ud83d\udc33"#, #"\ud83d\ud83d\udc33"#, #"\ud83dx"#, #"\U0001f433"#, #"\Uffffffff"#, #"\u12"#])
    func unicodeIsTheSameAsByteByByte(text: String) {
        for escaping in [Escaping.json, .backslash] {
            let bytes = Array(text.utf8)
            var fast: [UInt8] = []
            escaping.decode(bytes.span, into: &fast)
            #expect(fast == NaiveEscaping.decode(bytes, escaping))
        }
    }
}
