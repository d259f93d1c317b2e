import EbbTesting

/// A line in a JSON format: some of its fields, under some of their names, in any order.
struct JSONLine {
    private(set) var text = ""

    init(_ twin: TwinKeyed, _ generator: inout SeededGenerator) {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        var members: [Member] = []
        var taken: Set<String> = []
        for field in TwinKeyed.Field.allCases {
            guard let names = twin.names[field], chance(field == .query || field == .request ? 20 : 98) else {
                continue
            }
            for name in names.shuffled(using: &generator).prefix(chance(80) ? 1 : 2)
            where taken.insert(name).inserted {
                members.append(Member(name, Self.value(field, &generator), &generator))
            }
        }
        for name in twin.marks + ["level", "x.y", "headers"] where chance(8) && twin.format != "google-lb" {
            let choices = ["null", #""-""#, "{}", "[[1,{}],true]", #""\ud83d\ude00""#, "1"]
            members.append(Member(name, choices.randomElement(using: &generator) ?? "1", &generator))
        }
        if chance(4), let twice = members.randomElement(using: &generator) {
            members.append(twice)
        }
        text = Self.object(members.shuffled(using: &generator), comma: chance(50) ? "," : " , ")
    }

    /// A value, and the keys that lead to it.
    private struct Member {
        var keys: [String]
        var value: String

        /// A name goes down at a dot, or keeps it.
        init(_ name: String, _ value: String, _ generator: inout SeededGenerator) {
            let isFlat = Int.random(in: 0..<8, using: &generator) == 0
            keys = isFlat ? [name] : name.split(separator: ".").map(String.init)
            if Int.random(in: 0..<20, using: &generator) == 0, let last = keys.last,
                let letter = last.unicodeScalars.first
            {
                let code = String(letter.value, radix: 16)
                keys[keys.count - 1] = "\\u" + String(repeating: "0", count: 4 - code.count) + code + last.dropFirst()
            }
            self.value = Int.random(in: 0..<12, using: &generator) == 0 ? "[\(value), 7]" : value
        }
    }

    /// An object, whose members with the same first key share the object below it.
    private static func object(_ members: [Member], comma: String) -> String {
        var parts: [String] = []
        var seen: Set<String> = []
        for member in members {
            let key = member.keys[0]
            guard member.keys.count > 1 else {
                parts.append("\"\(key)\":\(member.value)")
                continue
            }
            guard seen.insert(key).inserted else {
                continue
            }
            var below = members.filter { $0.keys.count > 1 && $0.keys[0] == key }
            for index in below.indices {
                below[index].keys.removeFirst()
            }
            parts.append("\"\(key)\": " + object(below, comma: comma))
        }
        return "{" + parts.joined(separator: comma) + "}"
    }

    private static func value(_ field: TwinKeyed.Field, _ generator: inout SeededGenerator) -> String {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
        let isUsual = Int.random(in: 0..<5, using: &generator) > 0
        switch field {
        case .time:
            let time = isUsual ? "2024-02-29T23:59:57Z" : time(&generator)
            let isNumber = time.first?.isNumber == true && !time.contains { "-/:+ ".contains($0) }
            return isNumber ? pick([time, "\"\(time)\""]) : "\"\(time)\""
        case .status:
            return isUsual
                ? "200"
                : pick(["200", "404", "\"307\"", "200", "\"200\"", "0", "200.0", "1000", "\"\"", "\"2x\"", "null"])
        case .bytes:
            return isUsual
                ? "2761"
                : pick(["0", "2761", "\"2761\"", "123456789012", "-1", "-2", "1e3", "\"-\"", "true", "7.00", "7.5"])
        case .method: return pick([#""GET""#, #""HEAD""#, #""GET""#, #""-""#])
        case .request:
            return pick([#""GET /v2/?a=b HTTP/1.1""#, #""\u0016\u0003""#, #""GET http://h.example/p""#, #""""#])
        case .target:
            return pick([
                #""/v2/""#, #""/v2/a/manifests/1?ns=x""#, #""\/v2\/a?b=\"c\"""#, #""https://h.example:443/v2/?q""#,
                #""https:\/\/h.example\/v2\/\u0061?q=\/""#, #""http:\/\/h.example?q""#, #""https://h.example""#,
                #""-""#,
                #""*""#, "null",
            ])
        case .query: return pick([#""?a=b""#, #""a=\u0026""#, #""?""#, #""?-""#, #""""#])
        case .host: return pick([#""h.example""#, #""h.example:443""#, #""""#, #""-""#])
        case .client: return pick([#""1.2.3.4""#, #""[2001:db8::7]:443""#, #""-""#])
        case .forwardedFor: return pick([#""1.2.3.4, 10.0.0.1""#, #""1.2.3.4""#, #""-""#])
        case .referer: return pick([#""""#, #""-""#, #""http:\/\/a.example\/""#, #""http://a.example/""#])
        case .userAgent:
            return pick([
                #""curl/8""#, #""a \"b\" \\c""#, #""\u00e9\ud83d\ude00""#, #""UpstreamClient(D \\(linux\\))""#,
            ])
        }
    }

    /// A time in one of the ways in which logs write it.
    static func time(_ generator: inout SeededGenerator) -> String {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
        let clock = pick(["00:00:00", "23:59:60", "14:11:16", "24:00:00"])
        let zone = pick(["Z", "+0000", "-07:30", "+05", "z", "+2400", ""])
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
            return pick(["2024-02-29", "2023-02-29", "1970-01-01"]) + pick(["T", " ", "t"]) + clock
                + pick(["", ".1", ".917144812", ",5", "."]) + zone + pick(["", "", " UTC", " +0100"])
        case 1:
            let time =
                pick(["29/Feb/2024", "31/Apr/2024", "01/Jan/1970"]) + ":" + clock + " " + pick(["+0000", "-0730"])
            return pick([time, "[\(time)]"])
        case 2:
            return pick(["Thu, 07 Jan 2021 ", "Thu, 31 Feb 2021 ", "xyz, 29 Feb 2024 "]) + clock + " "
                + pick(["GMT", "UTC", "+0100", "CET"])
        default:
            return pick([
                "0", "1795356676", "1795356676.9171448", "1795356676917", "1795356676917144", "1795356676917144812",
                "1.7953566769171448e9", "1.795356676e+09", "1795356676e3", "1795356676000000000.5", "1795356676.",
            ])
        }
    }
}
