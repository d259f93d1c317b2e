import Foundation
import Store
import Testing

struct EncodingTests {
    private static let hostile = [
        "plain", "", "with, comma", "with \"quotes\"", "line\nbreak", "\r\n", "semi;colon", "=cmd|' /C calc'!A0", "+1",
        "-1",
        "-", "@sum(1)", "\tx", "\rx", "＝1", "'; DROP TABLE x; --", "<script>alert(1)</script>",
        "\u{1B}[31mred\u{1B}[0m",
        "\0", "\u{7F}\u{85}\u{9B}", "\u{202E}gnp.exe", "zero\u{200B}width", "\u{FEFF}", "💥 e\u{301}",
        "\u{2028}\u{2029}",
        "\\u0041\\", "/", String(repeating: "x", count: 10_000),
    ]

    private func answer(_ columns: [Answer.Column], _ rows: [[Answer.Cell]]) -> Answer {
        Answer(definition: .session, completeness: Completeness(), columns: columns, rows: rows)
    }

    private func read(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test("JSON read back with Foundation is what was written")
    func json() throws {
        let columns: [Answer.Column] = [.init("it's \"a\" name", .text), .init("b", .text)]
        var answer = answer(columns, Self.hostile.map { [.text($0), .texts([$0, $0])] })
        answer.completeness.notes = Self.hostile
        answer.next = Self.hostile.joined()
        let object = try read(answer.json)
        let rows = try #require(object["data"] as? [[String: Any]])
        #expect(rows.map { $0["it's \"a\" name"] as? String } == Self.hostile)
        #expect(rows.map { $0["b"] as? [String] } == Self.hostile.map { [$0, $0] })
        #expect((object["completeness"] as? [String: Any])?["notes"] as? [String] == Self.hostile)
        #expect(object["next"] as? String == Self.hostile.joined())
        #expect(!answer.json.unicodeScalars.contains { $0.isUnseen && $0 != "\n" })
    }

    @Test("numbers of any size stay numbers")
    func numbers() throws {
        let cells: [Answer.Cell] = [
            .integer(.max), .integer(.min), .integer(0), .real(0.1 + 0.2), .real(1e15), .real(1e-9), .flag(true), .null,
            .time(0), .time(-1), .time(253_402_300_799),
        ]
        let columns = cells.indices.map { Answer.Column("c\($0)") }
        let answer = answer(columns, [cells])
        let row = try #require((try read(answer.json)["data"] as? [[String: Any]])?.first)
        #expect(row["c0"] as? Int64 == .max)
        #expect(row["c1"] as? Int64 == .min)
        #expect(row["c3"] as? Double == 0.3)
        #expect(row["c4"] as? Double == 1e15)
        #expect(row["c5"] as? Double == 0)
        #expect(row["c6"] as? Bool == true)
        #expect(row["c7"] is NSNull)
        #expect(row["c8"] as? String == "1970-01-01T00:00:00Z")
        #expect(row["c9"] as? String == "1969-12-31T23:59:59Z")
        #expect(row["c10"] as? String == "9999-12-31T23:59:59Z")
        let line = answer.csv.split(separator: "\r\n").last.map(String.init)
        #expect(line?.hasPrefix("9223372036854775807,-9223372036854775808,0,0.3,") == true)
        #expect(line?.contains(",true,,1970-01-01T00:00:00Z,") == true)
    }

    @Test("no rows are an empty list, and a header in CSV")
    func noRows() throws {
        let answer = answer([.init("a"), .init("b")], [])
        #expect((try read(answer.json)["data"] as? [Any])?.isEmpty == true)
        #expect(try read(answer.json)["next"] is NSNull)
        #expect(try read(answer.json)["progress"] == nil)
        #expect(answer.csv == "a,b\r\n")
    }

    @Test("CSV quotes by RFC 4180, defuses formulas and shows what a terminal would obey")
    func csv() {
        let cells: [(String, String)] = [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""), ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("-", "-"), ("@a", "'@a"),
            ("＝1", "'＝1"),
            ("=a,b", "\"'=a,b\""), ("\t=1", "'\t=1"), ("\n=1", "\"'\n=1\""), ("\u{1B}[31m", "\\u{1b}[31m"),
            ("\0", "\\u{0}"), ("\u{202E}x", "\\u{202e}x"), ("\u{FEFF}=1", "\\u{feff}=1"), (" =1", " =1"), ("💥", "💥"),
        ]
        for (text, written) in cells {
            let answer = answer([.init("a", .text), .init("b", .text)], [[.text(text), .texts([text])]])
            #expect(answer.csv == "a,b\r\n\(written),\(written)\r\n", "\(text)")
        }
        let lists = answer([.init("a", .text)], [[.texts(["=1", "b"])]])
        #expect(lists.csv == "a\r\n\"'=1; b\"\r\n")
    }

    @Test("CSV read back gives each row its columns")
    func csvRoundTrip() {
        let rows = Self.hostile.map { [Answer.Cell.text($0), .integer(1), .text($0)] }
        let read = fields(of: answer([.init("a", .text), .init("b"), .init("c", .text)], rows).csv)
        #expect(read.count == rows.count + 1)
        #expect(read.allSatisfy { $0.count == 3 && $0[1] == "1" || $0 == ["a", "b", "c"] })
        #expect(read.dropFirst().allSatisfy { $0[0] == $0[2] })
        #expect(read[3][0] == "with, comma")
        #expect(read[4][0] == "with \"quotes\"")
    }

    /// A reader as RFC 4180 describes it.
    private func fields(of csv: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var scalars = Array(csv.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                field.unicodeScalars.append("\"")
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case "\r" where !isQuoted && scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [field])
                row = []
                field = ""
            default: field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
